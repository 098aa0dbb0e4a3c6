"""Who may know of a goal that works against another: the working group, until the card climbs the ladder."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer, release
from kommune.strategy.models import GoalConflict, Strategy
from kommune.strategy.queries.alignment import load_town_case
from kommune.strategy.queries.relations import seen_relations
from tests.strategy.page_words import client_of
from tests.towns import SmallStrategy, make_member, relate_goals

BEYOND = (Rung.UNIT_HEADS, Rung.ADMINISTRATION, Rung.COUNCIL, Rung.PUBLIC)


@pytest.fixture
def card(lead: Viewer, small: SmallStrategy) -> UUID:
    """A conflict between goals that everybody may see."""
    relate_goals(by=lead, digital_goal_id=small.data, city_goal_id=small.old_age, score=-2)
    strategies = [small.city, small.digital]
    release(by=lead, model=Strategy, ids=strategies, to=Rung.PUBLIC, reason="Sitzung")
    found: UUID = GoalConflict.objects.get().id
    return found


def scores(rung: Rung) -> set[int]:
    return set(seen_relations(rung).values_list("score", flat=True))


def test_beyond_the_working_group_nobody_knows_of_a_conflict_until_it_is_released(
    lead: Viewer, card: UUID
) -> None:
    assert scores(Rung.WORKING_GROUP) == {2, -2}
    assert [scores(rung) for rung in BEYOND] == [{2}] * 4
    release(by=lead, model=GoalConflict, ids=[card], to=Rung.ADMINISTRATION)
    assert [scores(rung) for rung in BEYOND] == [{2, -2}, {2, -2}, {2}, {2}]


def test_the_answer_counts_for_each_rung_what_it_may_know(lead: Viewer, card: UUID) -> None:
    inside, outside = (load_town_case(rung).case.relations for rung in (Rung.WORKING_GROUP, Rung.COUNCIL))
    assert (sorted(inside.values), sorted(outside.values)) == ([-2, 2], [2])
    release(by=lead, model=GoalConflict, ids=[card], to=Rung.COUNCIL)
    assert sorted(load_town_case(Rung.COUNCIL).case.relations.values) == [-2, 2]


def test_no_page_of_a_council_member_shows_it(
    town: Municipality, lead: Viewer, small: SmallStrategy, card: UUID
) -> None:
    member = client_of(make_member(town, Role.COUNCIL_MEMBER))
    pages = [
        reverse("strategy:goal", args=["probe", small.old_age]),
        reverse("strategy:goal", args=["probe", small.data]),
        reverse("strategy:rate_pair", args=["probe", "goals", small.data, small.old_age]),
        reverse("strategy:matrix_row", args=["probe", "goals", small.data]),
        reverse("strategy:alignment", args=["probe"]),
        reverse("strategy:ratings", args=["probe"]),
    ]
    assert [signs(member, page) for page in pages] == [False] * len(pages)
    assert signs(client_of(lead), pages[0])
    release(by=lead, model=GoalConflict, ids=[card], to=Rung.COUNCIL)
    assert signs(member, pages[0])


def signs(client: Client, page: str) -> bool:
    """Whether a page tells of a score of −2 or of one relation that works against a city goal."""
    content = client.get(page, follow=True).content.decode()
    main = content[content.index("<main") :]
    return "−2" in main or "-2 " in main or "arbeitet gegen" in main or "works against a city goal" in main
