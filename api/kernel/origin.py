"""Requests that change something must come from our own pages: a page elsewhere cannot use a person's cookie.

`Sec-Fetch-Site` is set by every current browser and cannot be set by a script; `Origin` is for those without
(Fetch Metadata, W3C; OWASP CSRF Prevention Cheat Sheet, "Fetch Metadata headers").
"""

from collections.abc import Mapping

from api.kernel.headers import is_private
from api.kernel.problems import ForeignOrigin

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_PROOFS = frozenset({"authorization", "registration-secret"})


def require_own_page(method: str, path: str, headers: Mapping[str, str], public_url: str) -> None:
    """Raise ForeignOrigin for an unsafe request to a private path that no page of `public_url` sent.

    A request with `Authorization` or a registration's secret carries its own proof: no browser adds it by itself.
    """
    if method in _SAFE or not is_private(path) or not _PROOFS.isdisjoint(headers):
        return
    site = headers.get("sec-fetch-site")
    own = site == "same-origin" if site is not None else headers.get("origin") == public_url
    if not own:
        raise ForeignOrigin
