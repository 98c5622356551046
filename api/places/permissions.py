"""Who may see and change organisations, and who the people one reaches there."""

from api.kernel.permission import Permission, Reach, Role

READ = Permission(
    "organisations.read",
    {
        Role.project_manager: Reach.everywhere,
        Role.editor: Reach.everywhere,
        Role.area_staff: Reach.own_area,
        Role.author: Reach.own_organisation,
        Role.trainer: Reach.everywhere,
        Role.mentoring_coordinator: Reach.everywhere,
        Role.box_officer: Reach.everywhere,
        Role.evaluator: Reach.everywhere,
    },
    "See organisations and offices with all languages and their history.",
)
EDIT = Permission(
    "organisations.edit",
    {
        Role.project_manager: Reach.everywhere,
        Role.editor: Reach.everywhere,
        Role.area_staff: Reach.own_area,
        Role.author: Reach.own_organisation,
    },
    "Change organisations and offices.",
)
CREATE = Permission(
    "organisations.create",
    {Role.project_manager: Reach.everywhere, Role.editor: Reach.everywhere, Role.area_staff: Reach.own_area},
    "Add organisations and offices.",
)
MERGE = Permission(
    "organisations.merge",
    {Role.project_manager: Reach.everywhere, Role.area_staff: Reach.own_area},
    "Find organisations that are there twice, and make one of them.",
)
CONTACTS = Permission(
    "contacts.edit",
    {
        Role.project_manager: Reach.everywhere,
        Role.area_staff: Reach.own_area,
        Role.author: Reach.own_organisation,
    },
    "See and change the people one reaches at organisations, internal notes and consent included.",
)
