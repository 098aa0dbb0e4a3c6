"""Weights of goals: who may set them, what they need, what is refused, and that nothing is lost."""

import pytest
from django.urls import reverse

from kommune.audit.public import history_of
from kommune.foundation.errors import StaleWrite
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import NotAllowedHere, Role, Rung, Viewer, WrongValues
from kommune.strategy.actions.strategies import save_goal, start_edition
from kommune.strategy.actions.weights import NEW, reset_weights, set_weights
from kommune.strategy.errors import ShareNegative, SharesAllZero, WeightsNeedSource
from kommune.strategy.models import Goal, Strategy, Weighting
from kommune.strategy.public import alignment_for
from kommune.strategy.queries.alignment import load_town_case
from tests.strategy.page_words import client_of
from tests.strategy.vector_town import VectorTown, make_vector_town
from tests.towns import make_member


@pytest.fixture
def vector(lead: Viewer) -> VectorTown:
    return make_vector_town(lead, weighted=False)


def give(by: Viewer, vector: VectorTown, *shares: float, version: int = NEW, note: str = "Klausur") -> None:
    set_weights(
        by=by,
        strategy_id=vector.city_strategy,
        shares=dict(zip(vector.city, shares, strict=False)),
        source="workshop",
        source_note=note,
        decided_on=None,
        version=version,
    )


def test_weights_change_the_figures(lead: Viewer, vector: VectorTown) -> None:
    assert alignment_for(lead).value("coverage") == pytest.approx(0.6)
    give(lead, vector, 30, 25, 20, 15, 10)
    assert load_town_case(Rung.WORKING_GROUP).case.weights.tolist() == pytest.approx(
        [0.3, 0.25, 0.2, 0.15, 0.1]
    )
    assert history_of("weighting", str(Weighting.objects.get().id))[0].action == "set_weights"


def test_a_zero_is_allowed_and_all_zero_is_refused_with_the_parent_named(
    lead: Viewer, vector: VectorTown
) -> None:
    give(lead, vector, 0, 50, 50, 0, 0)
    assert load_town_case(Rung.WORKING_GROUP).case.weights.tolist() == [0, 0.5, 0.5, 0, 0]
    parent = Goal.objects.get(id=vector.city[1])
    part = save_goal(by=lead, strategy_id=vector.city_strategy, values={"title": "Teil", "parent": parent})
    with pytest.raises(SharesAllZero, match="S1 Stadtziel 1"):
        set_weights(
            by=lead,
            strategy_id=vector.city_strategy,
            shares={vector.city[0]: 100, part: 0},
            source="assumption",
            source_note="Test",
            decided_on=None,
            version=1,
        )
    with pytest.raises(SharesAllZero, match="Stadtstrategie"):
        give(lead, vector, 0, 0, 0, 0, 0, version=1)


def test_weights_need_a_source_and_numbers_from_zero_on(lead: Viewer, vector: VectorTown) -> None:
    with pytest.raises(WeightsNeedSource):
        give(lead, vector, 30, 25, note=" ")
    for wrong in (-1.0, float("nan"), float("inf")):
        with pytest.raises(ShareNegative):
            give(lead, vector, wrong, 25)
    with pytest.raises(WrongValues):
        set_weights(
            by=lead,
            strategy_id=vector.city_strategy,
            shares={vector.digital[0]: 100},
            source="workshop",
            source_note="Klausur",
            decided_on=None,
            version=NEW,
        )
    assert Weighting.objects.count() == 0


def test_two_people_who_weigh_at_once_are_told(lead: Viewer, vector: VectorTown) -> None:
    give(lead, vector, 30, 25, 20, 15, 10)
    with pytest.raises(StaleWrite) as refused:
        give(lead, vector, 40, 25, 20, 15, 10)
    assert refused.value.differences == {"S0 Stadtziel 0": ("30 %", "40 %")}
    with pytest.raises(StaleWrite):
        reset_weights(by=lead, strategy_id=vector.city_strategy, version=7)


def test_taking_weights_back_makes_all_goals_equal(lead: Viewer, vector: VectorTown) -> None:
    give(lead, vector, 30, 25, 20, 15, 10)
    reset_weights(by=lead, strategy_id=vector.city_strategy, version=1)
    assert load_town_case(Rung.WORKING_GROUP).case.weights.tolist() == [0.2] * 5


def test_who_may_only_look_changes_no_weights(lead: Viewer, vector: VectorTown, town: Municipality) -> None:
    Strategy.objects.update(released_to=Rung.PUBLIC)
    staff = make_member(town, Role.STAFF)
    with pytest.raises(NotAllowedHere):
        give(staff, vector, 100, 0, 0, 0, 0)
    client = client_of(staff)
    path = reverse("strategy:alignment_weigh", args=["probe", vector.city_strategy])
    assert client.get(path).status_code == 200
    assert b"Save weights" not in client.get(path).content
    assert client.post(path, {"version": "0"}).status_code == 403
    assert Weighting.objects.count() == 0


def test_the_page_saves_shares_with_their_source(lead: Viewer, vector: VectorTown) -> None:
    client = client_of(lead)
    path = reverse("strategy:alignment_weigh", args=["probe", vector.city_strategy])
    form = {f"share-{goal}": "10" for goal in vector.city} | {"version": "0"}
    refused = client.post(path, form)
    assert (refused.status_code, Weighting.objects.count()) == (422, 0)
    form |= {"source": "decision", "source_note": "Ratsbeschluss 12/2026"}
    assert client.post(path, form).status_code == 302
    page = client.get(path).content.decode()
    assert "Weighted by decision: Ratsbeschluss 12/2026." in page
    assert "at the top: the shares add up to 50 and are scaled to 100." in page


def test_the_weights_of_a_hidden_strategy_are_not_there(
    lead: Viewer, vector: VectorTown, town: Municipality
) -> None:
    client = client_of(make_member(town, Role.COUNCIL_MEMBER))
    path = reverse("strategy:alignment_weigh", args=["probe", vector.city_strategy])
    assert client.get(path).status_code == 404
    listed = client.get(reverse("strategy:alignment_weights", args=["probe"]))
    assert str(vector.city_strategy) not in listed.content.decode()


def test_a_new_edition_takes_its_weights_along(lead: Viewer, vector: VectorTown) -> None:
    give(lead, vector, 30, 25, 20, 15, 10)
    edition = start_edition(by=lead, strategy_id=vector.city_strategy, title="")
    copied = Weighting.objects.get(strategy=edition)
    numbers = {str(goal.id): goal.number for goal in Goal.objects.filter(strategy=edition)}
    shares = {numbers[goal]: share for goal, share in copied.shares.items()}
    assert shares == {"S0": 30, "S1": 25, "S2": 20, "S3": 15, "S4": 10}
    assert (copied.source, copied.source_note) == ("workshop", "Klausur")
