"""Working groups over HTTP: members, decisions, tasks. Staff only."""

from typing import Annotated

from fastapi import Depends, Path, Request, Response

from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Reading, Writing
from api.kernel.idempotency import Idempotent
from api.kernel.paging import Listing, Page, linked
from api.kernel.permission import Actor, Needs
from api.kernel.problems import IdempotencyMismatch, NotFound
from api.kernel.routing import BASE, Room, answers
from api.outreach import group_editing, groups, permissions
from api.outreach.group_schemas import (
    DecisionChange,
    DecisionWish,
    GroupChange,
    GroupDetail,
    GroupView,
    GroupWish,
    MemberChange,
    MemberWish,
    TaskChange,
    TaskWish,
)
from api.outreach.router import CHANGED
from api.outreach.tables import WorkingGroupDecision, WorkingGroupMember, WorkingGroupTask

router = Room(prefixes=("/staff/working-groups",), tags=["Working groups"])
GROUPS = "/staff/working-groups"
Reader = Annotated[Actor, Depends(Needs(permissions.READ_GROUPS))]
Editor = Annotated[Actor, Depends(Needs(permissions.EDIT_GROUPS))]
Group = Annotated[int, Path(ge=1, lt=2**31, description="Number of the working group.", examples=[1])]
Key = Annotated[int, Path(ge=1, lt=2**31, description="Number of the member, decision or task.", examples=[3])]
_MADE = answers(NotFound, IdempotencyMismatch)


@router.get(GROUPS, operation_id="list_working_groups", summary="Working groups")
def list_working_groups(
    actor: Reader, session: Reading, page: Page, request: Request, response: Response
) -> Listing[GroupView]:
    """Return the working groups with their measures and how many tasks are open."""
    return linked(groups.list_groups(session, actor, page), request, response)


@router.post(
    GROUPS,
    operation_id="create_working_group",
    summary="A new working group",
    status_code=201,
    responses=answers(IdempotencyMismatch),
)
def create_working_group(
    actor: Editor, wish: GroupWish, session: Writing, retry: Idempotent, response: Response
) -> GroupDetail:
    """Make a working group; two of one name are 409."""
    number = int(retry.once(session, wish, lambda: group_editing.create_group(session, actor, wish).id))
    response.headers["Location"] = f"{BASE}{GROUPS}/{number}"
    return tagged(response, groups.get_group(session, actor, number))


@router.get(
    GROUPS + "/{group}", operation_id="get_working_group", summary="One working group", responses=answers(NotFound)
)
def get_working_group(actor: Reader, group: Group, session: Reading, response: Response) -> GroupDetail:
    """Return members, decisions (newest first) and tasks (open ones first); each with its own revision."""
    return tagged(response, groups.get_group(session, actor, group))


@router.patch(
    GROUPS + "/{group}", operation_id="change_working_group", summary="Change a working group", responses=CHANGED
)
def change_working_group(
    actor: Editor, group: Group, wish: GroupChange, seen: SeenRevision, session: Writing, response: Response
) -> GroupDetail:
    """Change name, purpose or measures."""
    group_editing.change_group(session, actor, group, seen, wish)
    return tagged(response, groups.get_group(session, actor, group))


@router.delete(
    GROUPS + "/{group}",
    operation_id="delete_working_group",
    summary="Remove a working group",
    status_code=204,
    responses=CHANGED,
)
def delete_working_group(actor: Editor, group: Group, seen: SeenRevision, session: Writing) -> None:
    """Remove a working group with members, decisions and tasks."""
    group_editing.delete_group(session, actor, group, seen)


@router.post(
    GROUPS + "/{group}/members",
    operation_id="create_group_member",
    summary="Add a member",
    status_code=201,
    responses=_MADE,
)
def create_group_member(
    actor: Editor, group: Group, wish: MemberWish, session: Writing, retry: Idempotent, response: Response
) -> GroupDetail:
    """Add an account, or somebody by name; answers with the whole group."""
    known = retry.once(session, wish, lambda: group_editing.add_member(session, actor, group, wish).id)
    response.headers["Location"] = f"{BASE}{GROUPS}/{group}/members/{known}"
    return tagged(response, groups.get_group(session, actor, group))


@router.patch(
    GROUPS + "/{group}/members/{key}",
    operation_id="change_group_member",
    summary="Change a member",
    responses=CHANGED,
)
def change_group_member(  # noqa: PLR0913, PLR0917 - a parameter each
    actor: Editor,
    group: Group,
    key: Key,
    wish: MemberChange,
    seen: SeenRevision,
    session: Writing,
    response: Response,
) -> GroupDetail:
    """Change name or organisation; `If-Match` is the member's revision, the answer the whole group."""
    group_editing.change_member(session, actor, group, key, seen, wish)
    return tagged(response, groups.get_group(session, actor, group))


@router.delete(
    GROUPS + "/{group}/members/{key}",
    operation_id="delete_group_member",
    summary="Remove a member",
    status_code=204,
    responses=CHANGED,
)
def delete_group_member(actor: Editor, group: Group, key: Key, seen: SeenRevision, session: Writing) -> None:
    """Remove a member; their tasks stay and belong to nobody."""
    group_editing.delete_part(session, actor, WorkingGroupMember, group, key, seen)


@router.post(
    GROUPS + "/{group}/decisions",
    operation_id="create_group_decision",
    summary="Note a decision",
    status_code=201,
    responses=_MADE,
)
def create_group_decision(
    actor: Editor, group: Group, wish: DecisionWish, session: Writing, retry: Idempotent, response: Response
) -> GroupDetail:
    """Note what was decided on a day; answers with the whole group."""
    known = retry.once(session, wish, lambda: group_editing.add_decision(session, actor, group, wish).id)
    response.headers["Location"] = f"{BASE}{GROUPS}/{group}/decisions/{known}"
    return tagged(response, groups.get_group(session, actor, group))


@router.patch(
    GROUPS + "/{group}/decisions/{key}",
    operation_id="change_group_decision",
    summary="Change a decision",
    responses=CHANGED,
)
def change_group_decision(  # noqa: PLR0913, PLR0917 - a parameter each
    actor: Editor,
    group: Group,
    key: Key,
    wish: DecisionChange,
    seen: SeenRevision,
    session: Writing,
    response: Response,
) -> GroupDetail:
    """Change day or text; `If-Match` is the decision's revision, the answer the whole group."""
    group_editing.change_decision(session, actor, group, key, seen, wish)
    return tagged(response, groups.get_group(session, actor, group))


@router.delete(
    GROUPS + "/{group}/decisions/{key}",
    operation_id="delete_group_decision",
    summary="Remove a decision",
    status_code=204,
    responses=CHANGED,
)
def delete_group_decision(actor: Editor, group: Group, key: Key, seen: SeenRevision, session: Writing) -> None:
    """Remove a decision."""
    group_editing.delete_part(session, actor, WorkingGroupDecision, group, key, seen)


@router.post(
    GROUPS + "/{group}/tasks",
    operation_id="create_group_task",
    summary="Add a task",
    status_code=201,
    responses=_MADE,
)
def create_group_task(
    actor: Editor, group: Group, wish: TaskWish, session: Writing, retry: Idempotent, response: Response
) -> GroupDetail:
    """Add a task, if wished linked to an activity or milestone; answers with the whole group."""
    known = retry.once(session, wish, lambda: group_editing.add_task(session, actor, group, wish).id)
    response.headers["Location"] = f"{BASE}{GROUPS}/{group}/tasks/{known}"
    return tagged(response, groups.get_group(session, actor, group))


@router.patch(
    GROUPS + "/{group}/tasks/{key}",
    operation_id="change_group_task",
    summary="Change or finish a task",
    responses=CHANGED,
)
def change_group_task(  # noqa: PLR0913, PLR0917 - a parameter each
    actor: Editor,
    group: Group,
    key: Key,
    wish: TaskChange,
    seen: SeenRevision,
    session: Writing,
    response: Response,
) -> GroupDetail:
    """Change a task; `done_on` finishes it, `report_step` also reports its activity or milestone as done that day."""
    group_editing.change_task(session, actor, group, key, seen, wish)
    return tagged(response, groups.get_group(session, actor, group))


@router.delete(
    GROUPS + "/{group}/tasks/{key}",
    operation_id="delete_group_task",
    summary="Remove a task",
    status_code=204,
    responses=CHANGED,
)
def delete_group_task(actor: Editor, group: Group, key: Key, seen: SeenRevision, session: Writing) -> None:
    """Remove a task."""
    group_editing.delete_part(session, actor, WorkingGroupTask, group, key, seen)
