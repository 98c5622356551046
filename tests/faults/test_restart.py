"""PostgreSQL is restarted under load: a short outage, nobody is stuck, nothing acknowledged is lost."""

import threading
import time

import pytest
from sqlalchemy import create_engine

from api.kernel import db
from tests.faults.conftest import lost_and_torn

pytestmark = pytest.mark.postgresql
TOYS, STAFF = "/api/v1/toys", "/api/v1/staff/toys"
LONGEST_OUTAGE = 2.0  # seconds after the database is back
CLIENTS = 4


@pytest.fixture
def server(own_cluster):
    return own_cluster(synchronous_commit="on")


class Load:
    """Clients that write and read without a pause and note what they were answered, and when."""

    def __init__(self, client):
        self.client = client
        self.answers = []  # (when it came, how long it took, its status, what it acknowledged)
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(CLIENTS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join(30)
            assert not thread.is_alive(), "a request hangs"

    def _ask(self, number):
        count = 0
        while not self.stopping.is_set():
            count += 1
            name = f"{number}-{count}"
            for method, path, options in (("POST", STAFF, {"json": {"name": name}}), ("GET", f"{TOYS}/{count}", {})):
                begun = time.monotonic()
                status = self.client.request(method, path, **options).status_code
                ended = time.monotonic()
                self.answers.append((ended, ended - begun, status, name if method == "POST" else None))


@pytest.mark.parametrize("restarts", [1, pytest.param(10, marks=pytest.mark.full)])
def test_a_restart_under_load(server, toys_on, restarts):
    toys = toys_on(server.address)
    client = toys.start()
    with Load(client) as load:
        back = time.monotonic()
        for _ in range(restarts):
            time.sleep(0.7)
            server.stop()
            server.start()
            back = time.monotonic()
            time.sleep(0.5)
        time.sleep(LONGEST_OUTAGE)
    statuses = {status for _, _, status, _ in load.answers}
    assert statuses <= {200, 201, 404, 503}, "an outage is said in words a client understands"
    assert 503 in statuses, "nobody noticed the restart: it proves nothing"
    late = [ended - back for ended, _, status, _ in load.answers if status == 503 and ended > back]
    assert max(late, default=0) <= LONGEST_OUTAGE
    assert max(took for _, took, _, _ in load.answers) < 10
    acknowledged = [name for _, _, status, name in load.answers if status == 201]
    assert len(acknowledged) > 20
    assert lost_and_torn(client.app.database.address, acknowledged)[0] == []
    for number in range(20):
        assert client.post(STAFF, json={"name": f"after {number}"}).status_code == 201
    assert client.app.database.engine.pool.checkedout() == 0


def quiet_restart(server, toys_on):
    """Restart while nobody asks; return the status of the first question afterwards."""
    client = toys_on(server.address).start()
    assert client.post(STAFF, json={"name": "before"}).status_code == 201
    server.stop()
    server.start()
    return client.post(STAFF, json={"name": "after"}).status_code


def test_after_a_quiet_restart_the_first_question_is_answered(server, toys_on):
    assert quiet_restart(server, toys_on) == 201


def test_the_control_without_a_look_at_the_connection(server, toys_on, monkeypatch):
    """`pool_pre_ping` is what does it."""

    def careless(*arguments, **options):
        return create_engine(*arguments, **{**options, "pool_pre_ping": False})

    monkeypatch.setattr(db, "create_engine", careless)
    assert quiet_restart(server, toys_on) == 503
