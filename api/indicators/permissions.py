"""Who may see unreleased values, bring them, approve and publish them."""

from api.kernel.permission import Permission, Reach, Role

READ = Permission(
    "observations.read",
    {
        Role.project_manager: Reach.everywhere,
        Role.area_staff: Reach.own_area,
        Role.trainer: Reach.everywhere,
        Role.mentoring_coordinator: Reach.everywhere,
    },
    "See values before they are released; trainers and coordinators those they are responsible for.",
)
ENTER = Permission(
    "observations.enter",
    {
        Role.project_manager: Reach.everywhere,
        Role.area_staff: Reach.own_area,
        Role.trainer: Reach.everywhere,
        Role.mentoring_coordinator: Reach.everywhere,
    },
    "Enter, import and hand in values; trainers and mentoring coordinators for indicators they are responsible for.",
)
APPROVE = Permission(
    "observations.approve",
    {Role.project_manager: Reach.everywhere},
    "Approve values, give them back, correct and withdraw them.",
)
DEFINE = Permission(
    "indicators.edit",
    {Role.project_manager: Reach.everywhere},
    "Change reference sheets, baselines and targets.",
)
RELEASE = Permission(
    "releases.sign",
    {Role.project_manager: Reach.everywhere},
    "See what a release would hide, and sign it.",
)
