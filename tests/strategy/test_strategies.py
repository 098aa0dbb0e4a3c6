"""What happens to strategies and goals when people adopt, continue and rearrange them."""

from datetime import date

import pytest

from kommune.municipalities.public import Viewer
from kommune.strategy.actions.strategies import (
    adopt_strategy,
    edit_strategy,
    save_goal,
    start_edition,
)
from kommune.strategy.errors import (
    DecisionMissing,
    GoalOfOtherStrategy,
    GoalTreeHasCycle,
    StrategyAlreadyAdopted,
)
from kommune.strategy.models import Contribution, Goal, GoalRelation, Strategy
from tests.towns import SmallStrategy


def adopt(by: Viewer, strategy_id: object) -> None:
    version = Strategy.objects.get(id=strategy_id).version
    adopt_strategy(
        by=by,
        strategy_id=strategy_id,  # type: ignore[arg-type]  # any id of a strategy
        version=version,
        decision="Rat, V 2026/1",
        decided_on=date(2026, 3, 1),
    )


def test_adopting_needs_the_decision_and_its_date(lead: Viewer, small: SmallStrategy) -> None:
    with pytest.raises(DecisionMissing):
        adopt_strategy(by=lead, strategy_id=small.digital, version=1, decision=" ", decided_on=None)
    assert Strategy.objects.get(id=small.digital).state == "draft"


def test_the_text_of_an_adopted_strategy_is_fixed(lead: Viewer, small: SmallStrategy) -> None:
    adopt(lead, small.digital)
    with pytest.raises(StrategyAlreadyAdopted):
        edit_strategy(by=lead, strategy_id=small.digital, version=2, values={"title": "anders"})
    with pytest.raises(StrategyAlreadyAdopted):
        save_goal(by=lead, strategy_id=small.digital, values={"title": "neu"})


def test_a_new_edition_keeps_lineage_and_brings_links_to_be_confirmed(
    lead: Viewer, small: SmallStrategy
) -> None:
    adopt(lead, small.digital)
    new_id = start_edition(by=lead, strategy_id=small.digital, title="Digitalstrategie 2031")
    old, new = Goal.objects.get(id=small.counter), Goal.objects.get(strategy_id=new_id, number="D1")
    assert new.lineage_id == old.lineage_id
    assert Contribution.objects.get(goal=new).to_confirm is True
    assert GoalRelation.objects.get(digital_goal=new).to_confirm is True
    adopt(lead, new_id)
    assert Strategy.objects.get(id=small.digital).state == "superseded"


def test_a_goal_never_becomes_part_of_itself(lead: Viewer, small: SmallStrategy) -> None:
    values = {"title": "Unterziel", "parent_id": small.old_age}
    child = save_goal(by=lead, strategy_id=small.city, values=values)
    with pytest.raises(GoalTreeHasCycle):
        save_goal(
            by=lead, strategy_id=small.city, goal_id=small.old_age, version=1, values={"parent_id": child}
        )
    assert Goal.objects.get(id=small.old_age).parent_id is None


def test_trees_stay_within_one_strategy(lead: Viewer, small: SmallStrategy) -> None:
    with pytest.raises(GoalOfOtherStrategy):
        save_goal(by=lead, strategy_id=small.city, values={"title": "x", "parent_id": small.counter})
    assert not Goal.objects.filter(title="x").exists()
