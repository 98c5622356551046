"""What the commands for accounts do; for somebody who may log in to the server."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from api import accounts, main
from api.accounts import RoleWish
from api.kernel.db import Database
from api.kernel.permission import Role
from api.kernel.problems import NotFound, Problem
from api.running import say
from api.settings import Settings

Result = TypeVar("Result")


def invite(settings: Settings, email: str, role: str, name: str, limits: Mapping[str, str | None]) -> int:
    """Print a link for somebody with a role; return the exit code."""
    if role not in Role.__members__:
        say(f"There is no role {role}. Roles: {', '.join(Role)}.")
        return 1
    if email.count("@") != 1 or not all(email.split("@")):
        say("This is no mail address.")
        return 1
    work = partial(
        accounts.invite_by_hand,
        secret=settings.secret.get_secret_value(),
        public_url=settings.public_url,
        email=email.strip().lower(),
        name=name or email.partition("@")[0],
        wishes=[RoleWish(Role(role), limits["area"], limits["organisation"], limits["office"])],
    )
    return _told(settings, work, lambda link: f"{link}\nGood for 7 days, once.")


def reset(settings: Settings, email: str) -> int:
    """Take second factors away; return the exit code."""
    work = partial(accounts.reset_by_hand, email=email)
    return _told(
        settings, work, lambda _: "Done. The next sign-in sets up a new second factor; the trail has noted it."
    )


def erase(settings: Settings, email: str) -> int:
    """Erase an account; return the exit code."""
    work = partial(accounts.erase_by_hand, data_dir=settings.data_dir, email=email, hand_on=main.HAND_ON)
    return _told(settings, work, lambda _: "Erased. Keep the file `erased` in the data folder: a restore reads it.")


def _told(settings: Settings, work: Callable[[Session], Result], spoken: Callable[[Result], str]) -> int:
    database = Database(settings.database, create=False)
    try:
        with database.writing() as session:
            done = work(session)
    except NotFound:
        say("There is no account with this mail address.")
        return 1
    except Problem as problem:
        say("\n".join([problem.detail, *(issue.hint for issue in problem.issues)]))
        return 1
    except DBAPIError:
        say("The database does not answer, or was never migrated: run `wik migrate`.")
        return 1
    finally:
        database.close()
    say(spoken(done))
    return 0
