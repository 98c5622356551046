"""Which moves lead from stage to stage."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.outreach.stages import CHAIN, ENDED, NEED_A_REASON, Stage, move, reachable

O, A, T, G, D, N = Stage.open, Stage.approached, Stage.talk_held, Stage.agreed, Stage.done, Stage.declined  # noqa: E741
stages = st.sampled_from(Stage)


@pytest.mark.parametrize(
    ("now", "wished", "kind"),
    [
        (O, A, "forward"), (O, T, "forward"), (O, G, "forward"), (A, T, "forward"), (G, D, "forward"),
        (O, D, None), (A, D, None), (T, D, None),
        (T, O, "back"), (G, A, "back"),
        (O, N, "decline"), (A, N, "decline"), (T, N, "decline"), (G, N, "decline"), (D, N, None),
        (N, O, "reopen"), (N, A, None), (N, G, None), (N, D, None),
        (D, G, "reopen"), (D, O, None), (D, T, None),
    ],
)  # fmt: skip
def test_every_move_that_matters(now, wished, kind):
    assert move(now, wished) == kind


@given(stages, stages)
def test_the_rules_hold_for_every_pair(now, wished):
    kind = move(now, wished)

    assert (kind == "stay") == (now is wished)
    assert (kind == "decline") == (wished is N and now not in {D, N})
    assert kind != "forward" or CHAIN.index(wished) > CHAIN.index(now)
    assert kind != "back" or CHAIN.index(wished) < CHAIN.index(now)
    assert (kind == "reopen") == (now in ENDED and kind not in {None, "stay"})
    assert wished is not D or kind in {None, "stay"} or now is G
    assert kind in {None, "stay", "forward"} or kind in NEED_A_REASON
    assert (wished in reachable(now)) == (kind not in {None, "stay"})


@given(st.lists(stages, max_size=12))
def test_nobody_is_lost_and_nothing_is_done_unpromised(wishes):
    """Whatever is tried, one stays somewhere one can leave, and `done` always follows `agreed`."""
    path = [O]
    for wished in wishes:
        if move(path[-1], wished) not in {None, "stay"}:
            path.append(wished)

    assert reachable(path[-1])
    assert all(before is G for before, after in pairwise(path) if after is D)
    assert all(after is G for before, after in pairwise(path) if before is D)
    assert all(after is O for before, after in pairwise(path) if before is N)
