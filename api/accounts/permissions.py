"""What this room lets people do, and who may."""

from api.kernel.permission import Permission, Reach, Role

MANAGE = Permission(
    "accounts.manage", {Role.admin: Reach.everywhere}, "Invite people, give them roles, and end their access."
)
AUDIT = Permission(
    "audit.read",
    {Role.admin: Reach.everywhere, Role.project_manager: Reach.everywhere},
    "Read who changed what and when.",
)
COLLEAGUES = Permission(
    "colleagues.read",
    {Role.admin: Reach.everywhere, Role.project_manager: Reach.everywhere},
    "See by name who works here: to hand out work, and to look for somebody in the trail.",
)
