"""People of the team: who signs in, how, with which roles; tokens for their programs; the audit trail as it is read."""

from api.accounts.accounts_router import router as accounts_router
from api.accounts.after_restore import after_restore
from api.accounts.byhand import erase_by_hand, invite_by_hand, reset_by_hand
from api.accounts.chores import follow_areas, forget_old
from api.accounts.demo import DemoAccount, is_demo
from api.accounts.demo import load as load_demo
from api.accounts.deputies import holders
from api.accounts.desk_router import router as desk_router
from api.accounts.entrance import Entrance
from api.accounts.factors_router import router as factors_router
from api.accounts.grants import Wish as RoleWish
from api.accounts.invitation_router import router as invitation_router
from api.accounts.invitations import MAIL as INVITATION_MAIL
from api.accounts.invitations import letter as invitation_letter
from api.accounts.me_router import router as me_router
from api.accounts.merging import move_roles
from api.accounts.oidc_router import router as oidc_router
from api.accounts.people import ACCOUNTS, ADDRESSES
from api.accounts.proof_router import router as proof_router
from api.accounts.router import router
from api.accounts.trail import names
from api.accounts.waiting import matters

# The first whose prefix fits answers: longer ones come before /session and /me.
ROUTERS = (
    oidc_router,
    invitation_router,
    proof_router,
    router,
    desk_router,
    factors_router,
    me_router,
    accounts_router,
)

__all__ = [
    "ACCOUNTS",
    "ADDRESSES",
    "INVITATION_MAIL",
    "ROUTERS",
    "DemoAccount",
    "Entrance",
    "RoleWish",
    "after_restore",
    "erase_by_hand",
    "follow_areas",
    "forget_old",
    "holders",
    "invitation_letter",
    "invite_by_hand",
    "is_demo",
    "load_demo",
    "matters",
    "move_roles",
    "names",
    "reset_by_hand",
]
