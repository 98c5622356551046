"""Who may do what: nothing unless a rule says so; lists show exactly what `can` allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.kernel.permission import Actor, Grant, Permission, Reach, Resource, Role, can, require, within
from api.kernel.problems import NotFound

EDIT = Permission(
    "test.edit",
    {
        Role.project_manager: Reach.everywhere,
        Role.area_staff: Reach.own_area,
        Role.author: Reach.own_organisation,
        Role.box_officer: Reach.own_office,
        Role.trainer: Reach.own,
    },
    "Edit what the tests edit.",
)
OWN, FOREIGN = "073355011", "073355012"


def actor(role, **grant):
    return Actor("account:7", (Grant(role, **grant),), account=7)


STAFF = actor(Role.area_staff, areas=frozenset({OWN}))


@pytest.mark.parametrize("role", [role for role in Role if role not in EDIT.roles])
def test_a_role_without_a_rule_may_nothing(role):
    everything = Resource(frozenset({OWN}), "club", "office", frozenset({"account:7"}))
    one = actor(role, areas=frozenset({OWN}), organisation="club", office="office")
    assert not can(one, EDIT)
    assert not can(one, EDIT, everything)
    assert within(one, EDIT) == within(Actor("account:7"), EDIT)


@pytest.mark.parametrize(
    ("one", "own", "foreign"),
    [
        (STAFF, Resource(areas=frozenset({OWN})), Resource(areas=frozenset({FOREIGN}))),
        (actor(Role.author, organisation="club"), Resource(organisation="club"), Resource(organisation="other")),
        (actor(Role.box_officer, office="county"), Resource(office="county"), Resource(office="town")),
        (actor(Role.trainer), Resource(owners=frozenset({"account:7"})), Resource(owners=frozenset({"account:8"}))),
    ],
    ids=["area", "organisation", "office", "own"],
)
def test_own_things_are_reached_and_foreign_ones_do_not_exist(one, own, foreign):
    require(one, EDIT, own)
    for nothing in (foreign, Resource()):
        with pytest.raises(NotFound):
            require(one, EDIT, nothing)


def test_a_grant_that_names_nothing_reaches_nothing():
    """An author without an organisation does not reach what has no organisation."""
    assert not can(actor(Role.author), EDIT, Resource())
    assert not can(actor(Role.box_officer), EDIT, Resource())
    assert not can(actor(Role.area_staff), EDIT, Resource())


def test_a_token_narrows_its_owner_and_never_widens():
    manager = actor(Role.project_manager)
    narrowed = Actor("account:7", manager.grants, scopes=frozenset({"test.edit"}), limit=frozenset({OWN}))
    assert can(narrowed, EDIT, Resource(areas=frozenset({OWN})))
    assert not can(narrowed, EDIT, Resource(areas=frozenset({FOREIGN})))
    assert not can(narrowed, EDIT, Resource())
    assert not can(Actor("account:7", manager.grants, scopes=frozenset({"other"})), EDIT)
    assert not can(Actor("account:7", (), scopes=frozenset({"test.edit"})), EDIT)


AREAS = st.frozensets(st.sampled_from(["a", "b", "c"]))
NAMES = st.none() | st.sampled_from(["x", "y"])
GRANTS = st.builds(Grant, st.sampled_from(Role), areas=AREAS, organisation=NAMES, office=NAMES)
ACTORS = st.builds(
    Actor,
    st.just("account:7"),
    st.lists(GRANTS, max_size=3).map(tuple),
    scopes=st.none() | st.just(frozenset({"test.edit"})) | st.just(frozenset[str]()),
    limit=st.none() | AREAS,
)
RESOURCES = st.builds(
    Resource, AREAS, organisation=NAMES, office=NAMES, owners=st.frozensets(st.sampled_from(["account:7", "account:8"]))
)


@given(ACTORS, RESOURCES)
def test_a_list_shows_what_can_allows(one, resource):
    part = within(one, EDIT)
    shown = (
        part.everywhere
        or not part.areas.isdisjoint(resource.areas)
        or resource.organisation in part.organisations
        or resource.office in part.offices
        or (part.owner is not None and part.owner in resource.owners)
    )
    assert shown == can(one, EDIT, resource)


@given(ACTORS, RESOURCES)
def test_who_reaches_something_passes_the_door(one, resource):
    assert can(one, EDIT) or not can(one, EDIT, resource)
