"""The staff area's figures: permission check, signed-in lists, signing in while others work. Part of `./wik bench`."""

import json
import statistics
import threading
import time
import timeit
from urllib.request import Request, urlopen

from api.kernel.permission import Actor, Grant, Permission, Reach, Resource, Role, can
from bench.load import Load, burst, paced, request

LISTS = (
    "/api/v1/staff/measures",
    "/api/v1/staff/organisations?limit=50",
    "/api/v1/staff/outreach",
    "/api/v1/staff/my-week",
)
OTHERS, EVERY = 50, 1.0  # people, and seconds between two requests of one
LOGINS = 20


def permission_check() -> float:
    """Return the microseconds of one question to `can`: an area among 60 of somebody with three roles."""
    everything = Permission(
        "bench", {Role.area_staff: Reach.own_area, Role.trainer: Reach.own, Role.author: Reach.own_organisation}, ""
    )
    areas = frozenset(f"0733550{number:02}" for number in range(60))
    grants = (Grant(Role.trainer), Grant(Role.author, organisation="club"), Grant(Role.area_staff, areas))
    actor, resource = Actor("account:7", grants), Resource(frozenset({"073355059"}))
    times = timeit.repeat(lambda: can(actor, everything, resource), number=20_000, repeat=5)
    return statistics.median(times) / 20_000 * 1e6


def _post(port: int, path: str, body: dict[str, str], cookie: str = "") -> str:
    """Send JSON as a page of ours would; return the new cookie."""
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", "Cookie": cookie}
    asked = Request(f"http://127.0.0.1:{port}{path}", json.dumps(body).encode(), headers)
    with urlopen(asked, timeout=30) as answer:
        return str(answer.headers["Set-Cookie"]).partition(";")[0]


def _demo(port: int, role: str) -> dict[str, str]:
    with urlopen(f"http://127.0.0.1:{port}/api/v1/session", timeout=10) as answer:
        return next(one for one in json.load(answer)["demo"] if one["role"] == role)


def sign_in(port: int, role: str) -> str:
    """Sign in as a demo role, both factors; return the cookie."""
    known = _demo(port, role)
    cookie = _post(port, "/api/v1/session", {"email": known["email"], "password": known["password"]})
    return _post(port, "/api/v1/session/code", {"code": known["code"]}, cookie)


def lists(port: int, cookie: str, *, seconds: float) -> dict[str, Load]:
    """Measure signed-in answers, one connection."""
    return {path: burst(port, request(path, Cookie=cookie), seconds=seconds, connections=1) for path in LISTS}


def logins(port: int, cookie: str) -> tuple[list[float], Load]:
    """Sign in again and again while others work: milliseconds of each, and how the others fared.

    Half of the others read the public site, half are signed in; each asks once a second.
    """
    known = _demo(port, "evaluator")
    asked = [request("/api/v1/measures?lang=pl"), request("/api/v1/me", Cookie=cookie)]
    found: list[Load] = []
    others = threading.Thread(
        target=lambda: found.append(paced(port, asked, connections=OTHERS, every=EVERY, seconds=LOGINS * 0.6))
    )
    others.start()
    times: list[float] = []
    while others.is_alive() and len(times) < LOGINS:
        begun = time.perf_counter()
        _post(port, "/api/v1/session", {"email": known["email"], "password": known["password"]})
        times.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.1)
    others.join()
    return times, found[0]


def report(port: int, *, seconds: float) -> None:
    """Measure everything against a demo service on `port` and print it as Markdown."""
    cookie = sign_in(port, "project_manager")
    print("\n| signed-in GET | p50 ms | p95 ms |\n|---|---|---|")
    for path, load in lists(port, cookie, seconds=seconds).items():
        print(f"| `{path}` | {load.p50:.1f} | {load.p95:.1f} |")
    times, others = logins(port, cookie)
    times.sort()
    print(f"\nPermission check: {permission_check():.1f} µs.")
    print(f"Signing in: median {statistics.median(times):.0f} ms, longest {times[-1]:.0f} ms of {len(times)};")
    print(f"{OTHERS} others meanwhile, one request a second each: p50 {others.p50:.1f} ms, p95 {others.p95:.1f} ms.")
