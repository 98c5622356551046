"""PostgreSQL is restarted under load: a short outage, nobody is stuck, nothing acknowledged is lost."""

import threading

import pytest
from sqlalchemy import create_engine

from api.kernel import db
from tests.faults.conftest import lost_and_torn, until

pytestmark = pytest.mark.postgresql
TOYS, STAFF = "/api/v1/toys", "/api/v1/staff/toys"
CLIENTS = 4
ENOUGH = 2 * CLIENTS  # writes that came through: everybody had one


@pytest.fixture
def server(own_cluster):
    return own_cluster(synchronous_commit="on")


class Load:
    """Clients that write and read without a pause and note what they were answered, and when."""

    def __init__(self, client):
        self.client = client
        self.answers = []  # (status, what it acknowledged), in the order they came
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
                status = self.client.request(method, path, **options).status_code
                self.answers.append((status, name if method == "POST" else None))

    def since(self, number):
        """Statuses of the answers after the first `number`."""
        return [status for status, _ in self.answers[number:]]


@pytest.mark.parametrize("restarts", [1, pytest.param(10, marks=pytest.mark.full)])
def test_a_restart_under_load(server, toys_on, restarts):
    toys = toys_on(server.address)
    client = toys.start()
    with Load(client) as load:
        for _ in range(restarts):
            until(lambda: load.since(0).count(201) > ENOUGH, "work before the restart")
            server.stop()
            until(lambda: 503 in load.since(0), "somebody who notices the outage")
            server.start()
            back = len(load.answers)
            until(lambda back=back: load.since(back).count(201) > ENOUGH, "everybody at work again")
        calm = len(load.answers)
        until(lambda: len(load.answers) > calm + 10 * ENOUGH, "work after the restart")
    assert set(load.since(calm)) <= {200, 201, 404}, "the outage is over once writes come through again"
    statuses = {status for status, _ in load.answers}
    assert statuses <= {200, 201, 404, 503}, "an outage is said in words a client understands"
    assert 503 in statuses, "nobody noticed the restart: it proves nothing"
    acknowledged = [name for status, name in load.answers if status == 201]
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
