"""The cookies of the door, and what every operation there shares."""

from typing import Any

from fastapi import Request, Response

from api.accounts import sealing, sessions
from api.accounts.entrance import COOKIE
from api.accounts.passkeys import ANSWERED_WITHIN
from api.accounts.problems import InsecureAddress
from api.kernel.problems import NotSignedIn
from api.settings import Settings, on_this_machine

ASKING = "__Host-wik-asking"  # ties a challenge, or the way to the provider and back, to one browser
ANYBODY = {"x-permission": "anybody"}
BY_COOKIE: dict[str, Any] = {"security": [{"session": []}]}  # a token is refused
IN_PERSON: dict[str, Any] = {"x-permission": "signed-in", **BY_COOKIE}
_FLAGS: dict[str, Any] = {"secure": True, "httponly": True, "samesite": "lax", "path": "/"}


def refusal(settings: Settings) -> str | None:
    """Return why nobody can sign in: people reach the service by plain HTTP, and not on this machine."""
    safe = settings.public_url.startswith("https://") or on_this_machine(settings.public_url)
    return None if safe else InsecureAddress.code


def require_safe(request: Request) -> None:
    """Raise InsecureAddress where a password would travel unprotected."""
    if refusal(request.app.state.settings):
        raise InsecureAddress


def give(response: Response, cookie: str) -> None:
    """Let the browser keep the id of its sign-in until it is closed."""
    response.set_cookie(COOKIE, cookie, **_FLAGS)


def take(response: Response) -> None:
    """Let the browser forget everything of the sign-in."""
    response.delete_cookie(COOKIE, **_FLAGS)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'


def asker(request: Request, response: Response) -> str:
    """Return the secret of this browser for the next ten minutes, a new one where there is none."""
    known = request.cookies.get(ASKING) or sealing.random_text()
    response.set_cookie(ASKING, known, max_age=int(ANSWERED_WITHIN.total_seconds()), **_FLAGS)
    return known


def asked(request: Request) -> str:
    """Return the secret of this browser; of one without, something nobody was ever asked."""
    return request.cookies.get(ASKING) or sealing.random_text()


def forget_asking(response: Response) -> None:
    """Let the browser forget its secret."""
    response.delete_cookie(ASKING, **_FLAGS)


def old_session(request: Request) -> str | None:
    """Return the hash of a sign-in this browser has, which a new one replaces."""
    cookie = request.cookies.get(COOKIE)
    return sealing.digest(cookie) if cookie else None


def device(request: Request) -> str:
    """Return the kind of browser and system."""
    return sessions.device_of(request.headers.get("user-agent", "")[:300])


def address(request: Request) -> str:
    """Return where a request comes from; only ever hashed."""
    return request.client.host if request.client else ""


def renewed(response: Response, cookie: str | None) -> None:
    """Give the browser the new id of its sign-in. Raises NotSignedIn when somebody ended it meanwhile."""
    if cookie is None:
        raise NotSignedIn
    give(response, cookie)
