"""What a worker does once a day for this room."""

from sqlmodel import Session

from api.accounts import drafts, grants, sessions

follow_areas = grants.follow_areas


def forget_old(session: Session) -> None:
    """Delete sign-ins that are over and drafts nobody touched for 30 days."""
    sessions.forget_ended(session)
    drafts.forget_old(session)
