"""The county's identity provider (OpenID Connect): code flow with PKCE, and an ID token that is looked at closely.

Every answer of the provider is bounded: five seconds, one megabyte, no redirects. OpenID Connect Core 1.0, 3.1.3.7.
"""

import base64
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote, urlencode, urlsplit

import anyio
import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from api.settings import Settings, on_this_machine

_ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")  # never what the token itself wishes
_SECONDS = 5.0
_LARGEST = 1024 * 1024
_KEPT = 3600.0  # seconds the provider's description and keys are kept
_RETRY = 60.0  # seconds between two looks for a key nobody knows
_LEEWAY = 60  # seconds two clocks may differ
_OK = 200
_TWICE = frozenset({"mfa"})  # RFC 8176: several factors were used
_KNOWN, _HELD = frozenset({"pwd", "pin", "kba"}), frozenset({"otp", "hwk", "swk", "sc", "fpt", "face", "iris", "tel"})


class ProviderRefused(Exception):
    """The provider did not answer as it must, or what it says is not to be believed; `code` names why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Identity:
    """Whom the provider says it is; `roles` are the values of the role claim."""

    subject: str
    email: str
    email_verified: bool
    name: str
    two_factors: bool
    seen_at: int | None = None  # seconds: when the person last showed there who they are
    roles: tuple[str, ...] = ()


@dataclass
class _Known:
    """The provider's description and keys, and until when they are good (monotonic seconds)."""

    description: dict[str, Any] = field(default_factory=dict[str, Any])
    keys: KeySet | None = None
    until: float = 0.0
    asked: float = float("-inf")


class Provider:
    """Speaks with one provider; keeps its description and keys for an hour."""

    def __init__(self, settings: Settings) -> None:
        self.issuer = settings.oidc_issuer
        self.client_id = settings.oidc_client_id
        self.client_secret = settings.oidc_client_secret.get_secret_value()
        self.name = settings.oidc_name or (urlsplit(self.issuer).hostname or "")
        self.role_claim = settings.oidc_role_claim
        self.roles = settings.oidc_roles
        self.two_factor_classes = frozenset(settings.oidc_acr)
        self.return_to = f"{settings.public_url}/api/v1/session/oidc/callback"
        self._known = _Known()

    async def way_there(self, state: str, nonce: str, verifier: str, *, again: bool = False) -> str:
        """Return the address a browser is sent to; `again`: the person is to show anew who they are.

        With `max_age` an ID token must say when that was (OpenID Connect Core 1.0, 3.1.2.1). Raises ProviderRefused.
        """
        description = await self._described()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.return_to,
            "scope": "openid email profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            **({"prompt": "login", "max_age": "0"} if again else {}),
        }
        address = str(description["authorization_endpoint"])
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    async def identity(self, code: str, verifier: str, nonce: str, now: int) -> Identity:
        """Exchange the code and return whom the ID token names at `now` (seconds). Raises ProviderRefused."""
        description = await self._described()
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.return_to}
        form["code_verifier"] = verifier
        headers = {"Accept": "application/json"}
        methods = description.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        if "client_secret_basic" in methods:
            pair = f"{quote(self.client_id, safe='')}:{quote(self.client_secret, safe='')}"
            headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        else:
            form |= {"client_id": self.client_id, "client_secret": self.client_secret}
        answer = await _asked("POST", str(description["token_endpoint"]), data=form, headers=headers)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise ProviderRefused("no_id_token")
        return self._identity(await self._claims(token, nonce, now))

    async def _claims(self, token: str, nonce: str, now: int) -> dict[str, Any]:
        try:
            claims = jwt.decode(token, await self._keys(token), algorithms=_ALGORITHMS).claims
            must: dict[str, Any] = {
                "iss": {"essential": True, "value": self._known.description["issuer"]},
                "aud": {"essential": True, "value": self.client_id},
                "nonce": {"essential": True, "value": nonce},
                **{name: {"essential": True} for name in ("sub", "exp", "iat")},
            }
            jwt.JWTClaimsRegistry(now=now, leeway=_LEEWAY, **must).validate(claims)
        except (JoseError, ValueError) as error:
            raise ProviderRefused("bad_id_token") from error
        audience = claims["aud"]
        if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != self.client_id:  # pyright: ignore[reportUnknownArgumentType]
            raise ProviderRefused("bad_id_token")
        return claims

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        email = str(claims.get("email") or claims.get("preferred_username") or "").strip().lower()
        seen = claims.get("auth_time")
        ways = frozenset(_texts(claims.get("amr")))
        two = bool(ways & _TWICE or (ways & _KNOWN and ways & _HELD)) or claims.get("acr") in self.two_factor_classes
        return Identity(
            subject=f"{self.issuer} {claims['sub']}",
            email=email if "@" in email else "",
            email_verified=claims.get("email_verified") is True and bool(claims.get("email")),
            name=str(claims.get("name") or email)[:100],
            two_factors=two,
            seen_at=seen if isinstance(seen, int) and not isinstance(seen, bool) else None,
            roles=tuple(_texts(_inside(claims, self.role_claim))),
        )

    async def _described(self) -> dict[str, Any]:
        if time.monotonic() >= self._known.until:
            found = await _asked("GET", f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
            if str(found.get("issuer", "")).rstrip("/") != self.issuer.rstrip("/"):
                raise ProviderRefused("other_issuer")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                address = str(found.get(name, ""))
                if not address.startswith("https://") and not on_this_machine(address):
                    raise ProviderRefused("insecure_endpoint")
            self._known = _Known(found, None, time.monotonic() + _KEPT)
        return self._known.description

    async def _keys(self, token: str) -> KeySet:
        """Return the provider's keys; they are read again when it signs with one that is new."""
        known = self._known
        signed_with = _key_id(token)
        new = known.keys is None or (signed_with and signed_with not in {key.kid for key in known.keys.keys})
        if new and time.monotonic() - known.asked > _RETRY:
            known.asked = time.monotonic()
            known.keys = KeySet.import_key_set(await _asked("GET", str(known.description["jwks_uri"])))  # pyright: ignore[reportArgumentType] - joserfc checks the shape
        if known.keys is None:
            raise ProviderRefused("no_keys")
        return known.keys


async def _asked(method: Literal["GET", "POST"], address: str, **options: Any) -> dict[str, Any]:
    """Return the JSON object at an address. Raises ProviderRefused."""
    body = b""
    try:
        with anyio.fail_after(_SECONDS):
            async with (
                httpx.AsyncClient(timeout=_SECONDS, follow_redirects=False) as client,
                client.stream(method, address, **options) as answer,
            ):
                async for part in answer.aiter_bytes():
                    body += part
                    if len(body) > _LARGEST:
                        raise ProviderRefused("too_large")
        found: Any = json.loads(body)
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
        raise ProviderRefused("unreachable") from error
    except ValueError as error:
        raise ProviderRefused("no_json") from error
    if answer.status_code != _OK or not isinstance(found, dict):
        raise ProviderRefused("refused")
    return found  # pyright: ignore[reportUnknownVariableType]


def _key_id(token: str) -> str | None:
    head = token.partition(".")[0]
    try:
        found: Any = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except ValueError as error:
        raise ProviderRefused("bad_id_token") from error
    return str(found.get("kid") or "") if isinstance(found, dict) else None  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]


def _inside(claims: Any, path: str) -> Any:
    """Return a claim by its name, or inside others by a path with dots: `realm_access.roles` (Keycloak)."""
    if isinstance(claims, dict) and path in claims:
        return claims[path]  # pyright: ignore[reportUnknownVariableType]
    for name in path.split("."):
        claims = claims.get(name) if isinstance(claims, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
    return claims  # pyright: ignore[reportUnknownVariableType]


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]
