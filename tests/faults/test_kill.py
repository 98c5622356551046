"""kill -9 while writing: what was acknowledged is stored, what was not is stored whole or not at all."""

import time

import pytest

from tests.faults.conftest import lost_and_torn, read_acknowledged, some_time, until

ROUNDS = 5
LONG = pytest.param(60, marks=pytest.mark.full)


@pytest.mark.parametrize("rounds", [ROUNDS, LONG])
def test_acknowledged_writes_survive_the_death_of_their_writer(processes, address, tmp_path, rounds):
    file = tmp_path / "acknowledged"
    for number in range(rounds):
        before = len(read_acknowledged(file))
        with processes("write", address, file, number * 1_000_000, False):
            until(lambda before=before: len(read_acknowledged(file)) > before + 5, "some writes")
            time.sleep(some_time(0.0, 0.3))
    acknowledged = read_acknowledged(file)
    assert len(acknowledged) > 5 * rounds
    assert lost_and_torn(address, acknowledged) == ([], [])


def test_the_control_acknowledges_before_the_commit_and_loses(processes, address, tmp_path):
    file = tmp_path / "acknowledged"
    for number in range(3):
        before = len(read_acknowledged(file))
        with processes("write", address, file, number * 1_000_000, True):
            until(lambda before=before: len(read_acknowledged(file)) > before, "a first write")
    lost, torn = lost_and_torn(address, read_acknowledged(file))
    assert lost, "killed between acknowledgement and commit, at least one of three must be missing"
    assert torn == []


@pytest.mark.postgresql
class TestTheServerIsKilled:
    def harm(self, processes, server, toys_on, tmp_path, rounds):
        toys = toys_on(server.address)
        address, file = toys.settings_for(server.address).database, tmp_path / "acknowledged"
        for number in range(rounds):
            before = len(read_acknowledged(file))
            with processes("write", address, file, number * 1_000_000, False):
                until(lambda before=before: len(read_acknowledged(file)) > before + 20, "some writes")
                server.kill()
            server.start()
        return lost_and_torn(address, read_acknowledged(file))

    @pytest.mark.parametrize("rounds", [1, pytest.param(20, marks=pytest.mark.full)])
    def test_acknowledged_writes_survive(self, processes, own_cluster, toys_on, tmp_path, rounds):
        server = own_cluster(synchronous_commit="on")
        assert self.harm(processes, server, toys_on, tmp_path, rounds) == ([], [])

    def test_the_control_without_synchronous_commit_loses(self, processes, own_cluster, toys_on, tmp_path):
        server = own_cluster(synchronous_commit="off", wal_writer_delay="10s", wal_writer_flush_after="1GB")
        lost, torn = self.harm(processes, server, toys_on, tmp_path, 1)
        assert lost
        assert torn == []
