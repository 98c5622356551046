"""`create_app(settings)`: the only module that knows every room."""

import datetime as dt
from functools import partial
from pathlib import Path

from sqlmodel import Session

from api import accounts, events, indicators, outreach, places, profiles, programme
from api.kernel import duties, markdown, translations, versions
from api.kernel.application import About, Application, Desk
from api.kernel.duties import Chore
from api.kernel.jobs import Work
from api.kernel.restoring import AfterRestore
from api.kernel.time import Clock, system_clock
from api.settings import Settings

ROUTERS = (
    places.router,
    programme.router,
    programme.preview_router,
    *events.ROUTERS,
    indicators.router,
    indicators.files_router,
    indicators.catalogue_router,
    indicators.staff_router,
    indicators.definitions_router,
    indicators.release_router,
    indicators.import_router,
    places.staff_router,
    places.contact_router,
    programme.staff_router,
    versions.router,
    translations.router,
    markdown.router,
    *accounts.ROUTERS,
    *outreach.ROUTERS,
)
HAND_ON = (outreach.hand_on, events.hand_on)
ABOUT = About(
    title="Willkommen im Kreis",
    version="0.1.0",
    description="""Everything public about a county's integration project, as data.

Public paths never depend on who asks and need no key. Texts come as `{text, lang, state}`; choose the language with
`?lang=`. Lists are read page by page with `limit` and `after`. Errors are problem documents (RFC 9457) whose `type`
explains them.""",
)


def create_app(settings: Settings | None = None, *, clock: Clock = system_clock) -> Application:
    """Return the service for `settings`, by default those of the environment."""
    settings = settings or Settings()
    languages = profiles.languages(settings.profile)
    entrance = accounts.Entrance(settings)
    desk = Desk(
        authenticate=entrance,
        matters=(
            accounts.matters,
            places.matters,
            programme.matters_in(languages),
            outreach.matters,
            events.matters,
            indicators.matters,
            indicators.release_matters,
        ),
        hand_on=HAND_ON,
        names=accounts.names,
        editables=(*places.EDITABLES, *programme.EDITABLES, *events.EDITABLES, *indicators.EDITABLES),
        on_merge=(programme.move_partners, accounts.move_roles, outreach.move_outreach, events.move_events),
    )
    app = Application(settings, ABOUT, ROUTERS, languages, desk=desk, clock=clock)
    app.api.state.entrance = entrance
    return app


def work(settings: Settings) -> Work:
    """Return what a worker does for the kernel and for every room."""
    secret = settings.secret.get_secret_value()
    letter = partial(accounts.invitation_letter, secret=secret, public_url=settings.public_url)
    sender = events.Sender(secret.encode(), settings.public_url, settings.sender)
    chores = [
        Chore("accounts-forget-old", accounts.forget_old),
        Chore("accounts-follow-areas", accounts.follow_areas, at=dt.time(0, 5)),  # a merger counts from its day on
        Chore("events-count-people", events.count_people, at=dt.time(0, 30)),  # before names are deleted
        Chore("events-remind", events.remind, at=dt.time(9)),
        Chore("events-forget", events.forget, at=dt.time(2, 30)),
        Chore("indicators-recompute", indicators.recompute, at=dt.time(1)),
        Chore(indicators.NIGHTLY, indicators.release_institutions, at=dt.time(2)),
    ]
    handlers = {indicators.DRAFT_JOB: indicators.draft_errand(secret), **events.HANDLERS}
    renderers = {accounts.INVITATION_MAIL: letter, **events.renderers(sender)}
    return duties.work(settings, renderers, chores, handlers)


def after_restore(settings: Settings) -> list[AfterRestore]:
    """Return what every room does to a database that was restored from a backup, in this order."""
    return [
        partial(accounts.after_restore, data_dir=settings.data_dir, hand_on=HAND_ON),
        partial(_forget_again, settings.data_dir),
    ]


def _forget_again(data_dir: Path, session: Session) -> str:
    """Empty what was erased or kept long enough and came back with a backup; return what was done, in one sentence."""
    erased, number = events.erase_again(session, data_dir), sum(one.registrations for one in events.due(session))
    events.forget(session)
    return f"{erased + number} registrations for events emptied again: erased on request, or kept long enough."
