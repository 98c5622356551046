"""Who may persuade, and who may look on."""

from api.kernel.permission import Permission, Reach, Role

READ = Permission(
    "outreach.read",
    {Role.project_manager: Reach.everywhere},
    "See who is to be won for which measure, with contact log and promises.",
)
EDIT = Permission(
    "outreach.edit",
    {Role.project_manager: Reach.everywhere},
    "Change outreach, its contact log and letters, and write letters.",
)
FIGURES = Permission(
    "outreach.figures",
    {Role.project_manager: Reach.everywhere, Role.evaluator: Reach.everywhere},
    "See how many organisations stand at which stage, per measure.",
)
READ_GROUPS = Permission(
    "working_groups.read",
    {Role.project_manager: Reach.everywhere, Role.council_member: Reach.everywhere},
    "See working groups with members, decisions and tasks.",
)
EDIT_GROUPS = Permission(
    "working_groups.edit",
    {Role.project_manager: Reach.everywhere},
    "Change working groups, their members, decisions and tasks.",
)
STATUS = Permission(
    "status.read",
    {
        Role.project_manager: Reach.everywhere,
        Role.council_member: Reach.everywhere,
        Role.evaluator: Reach.everywhere,
    },
    "Read and print where the measures stand.",
)
