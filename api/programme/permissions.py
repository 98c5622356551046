"""Who may see and change the programme behind its public face."""

from api.kernel.permission import Permission, Reach, Role

READ = Permission(
    "measures.read",
    {
        Role.project_manager: Reach.everywhere,
        Role.editor: Reach.everywhere,
        Role.area_staff: Reach.everywhere,
        Role.council_member: Reach.everywhere,
        Role.evaluator: Reach.everywhere,
    },
    "See measures with all languages, their history and what is overdue.",
)
EDIT = Permission(
    "measures.edit",
    {Role.project_manager: Reach.everywhere},
    "Change measures, their activities, phases and milestones, and report about them.",
)
LOGBOOK = Permission(
    "logbook.edit",
    {Role.project_manager: Reach.everywhere, Role.editor: Reach.everywhere},
    "Read and keep the logbook of measures, internal entries included.",
)
