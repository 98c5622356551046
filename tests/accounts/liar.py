"""An identity provider that says what a test tells it to, over real HTTP, signed with its own key or not at all."""

import base64
import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import RSAKey

KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
OTHER = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})


class Liar:
    """`claims` replace those of an honest token (None leaves one out); `token` replaces the whole of it."""

    def __init__(self) -> None:
        self.address = ""
        self.claims: dict[str, Any] = {}
        self.nonce = ""
        self.key: Any = KEY
        self.keys = [KEY]
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "one"}
        self.token: str | None = None
        self.description: dict[str, Any] = {}
        self.answer: tuple[int, dict[str, str], bytes] | None = None  # of the token endpoint
        self.awake = threading.Event()  # cleared: it does not answer for tokens until this is set again
        self.awake.set()
        self.asked: list[str] = []
        self.forms: list[dict[str, str]] = []

    def described(self) -> dict[str, Any]:
        found = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
        }
        return {**found, **self.description}

    def id_token(self) -> str:
        if self.token is not None:
            return self.token
        now = int(time.time())
        honest = {
            "iss": self.address,
            "aud": "wik",
            "sub": "1234",
            "exp": now + 300,
            "iat": now,
            "nonce": self.nonce,
            "email": "erika@example.org",
            "email_verified": True,
            "name": "Erika Mustermann",
            "roles": ["pressestelle"],
        }
        claims = {name: value for name, value in {**honest, **self.claims}.items() if value is not None}
        if self.header["alg"] == "none":
            parts = [json.dumps(part).encode() for part in (self.header, claims)]
            return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."
        return jwt.encode(self.header, claims, self.key, algorithms=["RS256"])


@contextlib.contextmanager
def lying() -> Iterator[Liar]:
    """Serve a provider on a free port of this machine."""
    liar = Liar()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            liar.asked.append(self.path)
            if self.path.startswith("/jwks"):
                self._say({"keys": [key.as_dict(private=False) for key in liar.keys]})
            else:
                self._say(liar.described())

        def do_POST(self) -> None:
            liar.asked.append(self.path)
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            liar.forms.append({name: values[0] for name, values in form.items()})
            liar.awake.wait(60)
            if liar.answer is not None:
                self._send(*liar.answer)
            else:
                self._say({"access_token": "x", "token_type": "Bearer", "id_token": liar.id_token()})

        def _say(self, document: dict[str, Any]) -> None:
            self._send(200, {"Content-Type": "application/json"}, json.dumps(document).encode())

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):  # who asked may have gone
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    liar.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield liar
    server.shutdown()
    server.server_close()
    thread.join()
