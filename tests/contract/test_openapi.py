"""The committed openapi.yaml is what the code says, and the running app does what it says."""

import os
from pathlib import Path

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import negative_data_rejection

from api.kernel.openapi import as_yaml
from api.kernel.permission import Actor, Grant, Role
from api.kernel.tables import Heartbeat
from api.main import create_app
from api.settings import Settings
from tests.conftest import SECRET, TestClock
from tests.live import serving

FILE = Path(__file__).parents[2] / "openapi.yaml"
EXAMPLES = 200 if os.environ.get("WIK_FULL") else 6
CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {"deterministic": True, "max-examples": EXAMPLES},
        # an area, a language, a cursor nobody knows is refused although its form is right: a schema cannot list them
        # whoever asks is let in here, so that what lies behind the door is met
        # an If-Match that is no revision of ours is 412, and said before anything else is looked at
        "checks": {
            "positive_data_acceptance": {"enabled": False},
            "ignored_auth": {"enabled": False},
            "negative_data_rejection": {"expected-statuses": ["4xx"]},
        },
    }
)
SCHEMA = schemathesis.openapi.from_path(FILE, config=CONFIG)


def test_the_file_is_what_the_code_says():
    app = create_app(Settings())
    assert FILE.read_text() == as_yaml(app.api), "run ./wik openapi"


@pytest.fixture(scope="session")
def address(bases, tmp_path_factory):
    """The real county with demo data, on a real port, without rate limits that a storm of questions would meet.

    Whoever asks has every role, so that private operations are met behind their door.
    """
    wide = {"reads_per_minute": 10_000_000, "writes_per_minute": 10_000_000, "refusals_per_minute": 10_000_000}
    folder = tmp_path_factory.mktemp("contract")
    filled = bases.copy("sqlite", demo=True)
    app = create_app(Settings(DATABASE_URL=filled, data_dir=folder, secret=SECRET, **wide), clock=TestClock())
    everything = {"areas": frozenset({"073355011"}), "organisation": "x", "office": "x"}
    grants = tuple(Grant(role, **everything) for role in Role)
    app.api.state.authenticate = lambda *_: Actor("account:1", grants, account=1)
    with app.database.writing() as session:
        session.merge(Heartbeat(process="worker", at=TestClock()()))
    with serving(app) as started:
        yield started


@pytest.fixture(scope="session")
def session():
    with requests.Session() as opened:
        opened.headers["Sec-Fetch-Site"] = "same-origin"
        yield opened


@SCHEMA.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_the_app_keeps_its_promises(case, address, session):
    # in a form everything is text: a number sent as a file is a file
    skipped = [negative_data_rejection] if case.media_type == "multipart/form-data" else []
    case.call_and_validate(base_url=address, session=session, timeout=30, excluded_checks=skipped)
