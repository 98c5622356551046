"""A browser that keeps cookies as browsers do: the Secure ones for localhost too."""

from http.cookies import SimpleCookie
from typing import Any

import httpx
import pyotp
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from api.accounts import passwords, second_factor
from api.accounts.grants import Wish, replace
from api.accounts.sealing import sealed
from api.accounts.tables import Account, AccountState, Totp
from api.kernel import audit
from api.kernel.permission import Actor, Role
from tests.conftest import SECRET

PASSWORD = "vier ruhige Worte genügen"  # noqa: S105 - invented
HASH = passwords.hashed(PASSWORD)  # as the service makes them
QUICK = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),)).hash(PASSWORD)
API = "/api/v1"
TESTS = Actor("system:tests")


class Browser:
    """Sends what a page of ours would send, and keeps the cookies that come back in `cookies`."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.cookies: dict[str, str] = {}
        self.set: list[str] = []

    def request(
        self, method: str, path: str, *, headers: dict[str, str] | None = None, **options: Any
    ) -> httpx.Response:
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        answer = self.client.request(method, API + path, headers={**sent, **(headers or {})}, **options)
        self.set = answer.headers.get_list("set-cookie")
        for line in self.set:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
        return answer

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> httpx.Response:
        return self.request("POST", path, json={} if json is None else json, **options)

    def put(self, path: str, json: Any, **options: Any) -> httpx.Response:
        return self.request("PUT", path, json=json, **options)

    def patch(self, path: str, json: Any, revision: int) -> httpx.Response:
        return self.request("PATCH", path, json=json, headers={"If-Match": f'"{revision}"'})

    def delete(self, path: str, **options: Any) -> httpx.Response:
        return self.request("DELETE", path, **options)

    @property
    def state(self) -> str:
        return self.get("/session").json()["state"]

    def sign_in(self, email: str, password: str = PASSWORD) -> httpx.Response:
        return self.post("/session", {"email": email, "password": password})

    def enter(self, person: "Person", clock: Any) -> "Browser":
        """Sign in completely."""
        assert self.sign_in(person.email).status_code == 201
        if person.totp:
            codes = (person.code(clock, steps) for steps in (-1, 0, 1))  # the first that was not used yet
            assert any(self.post("/session/code", {"code": code}).status_code == 200 for code in codes)
        assert self.state == "signed_in"
        return self


class Person:
    """Somebody with an account: what they know and have."""

    def __init__(self, number: int, email: str, totp: str | None) -> None:
        self.number = number
        self.email = email
        self.totp = totp
        self.key = f"account:{number}"

    def code(self, clock: Any, steps: int = 0) -> str:
        assert self.totp is not None
        return pyotp.TOTP(self.totp).at(int(clock().timestamp()) + steps * second_factor.STEP)


def settle(database: Any, email: str, *roles: Wish | str, totp: bool = True, **more: Any) -> Person:
    """Store an active account with roles, a password and, unless told otherwise, an app."""
    wishes = [role if isinstance(role, Wish) else Wish(Role(role)) for role in roles]
    with database.writing() as session:
        values = {"name": email.partition("@")[0].title(), "state": AccountState.active, "password": QUICK, **more}
        row = Account(email=email, **values)
        audit.record(session, TESTS, "create", row, public=False)
        replace(session, TESTS, row.id, wishes)
        secret = pyotp.random_base32() if totp else None
        if secret:
            session.add(Totp(account=row.id, secret=sealed(SECRET, "totp", secret)))
        return Person(row.id, email, secret)
