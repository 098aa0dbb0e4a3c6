"""Towns, people and a small strategy for tests, made through the product's own actions."""

from dataclasses import dataclass
from uuid import UUID

from kommune.accounts.public import find_or_make_user
from kommune.audit.public import journal
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Membership, Municipality
from kommune.municipalities.public import Role, Viewer, create_object, viewer_for
from kommune.strategy.actions.measures import create_measure
from kommune.strategy.actions.ratings import rate_relation
from kommune.strategy.actions.strategies import create_strategy, save_goal
from kommune.strategy.shapes import Way


@dataclass(frozen=True)
class SmallStrategy:
    """A city strategy with two goals, a digital one with two, and two measures."""

    city: UUID
    digital: UUID
    old_age: UUID
    centre: UUID
    counter: UUID
    data: UUID
    online: UUID
    aimless: UUID


def make_town(slug: str = "probe", name: str = "Probestadt") -> Municipality:
    """A town without anything."""
    return Municipality.objects.create(slug=slug, name=name)


def make_member(
    town: Municipality, role: Role = Role.STRATEGY_LEAD, email: str = "", unit: UUID | None = None
) -> Viewer:
    """A person with a role in the town, as a viewer."""
    user_id = find_or_make_user(email=email or f"{role}@{town.slug}.example", name=f"Person {role}")
    with town_scope(town.id), journal(action="test", actor_id=None) as batch:
        create_object(batch, Membership(user_id=user_id, role=role, unit_id=unit))
    with town_scope(town.id):
        return viewer_for(user_id, town.id)


def relate_goals(*, by: Viewer, digital_goal_id: UUID, city_goal_id: UUID, score: int) -> None:
    """A relation as a list brings it: without a reason, not yet rated by a person."""
    rate_relation(
        by=by, digital_goal_id=digital_goal_id, city_goal_id=city_goal_id, score=score, way=Way.LIST
    )


def make_small_strategy(by: Viewer) -> SmallStrategy:
    """Goals and measures in the town in scope: one chain measure → digital goal → city goal."""
    city = create_strategy(by=by, values={"kind": "city", "title": "Stadtstrategie"})
    digital = create_strategy(by=by, values={"kind": "digital", "title": "Digitalstrategie"})
    old_age = save_goal(by=by, strategy_id=city, values={"number": "1", "title": "Teilhabe im Alter"})
    centre = save_goal(by=by, strategy_id=city, values={"number": "2", "title": "Lebendige Innenstadt"})
    counter = save_goal(by=by, strategy_id=digital, values={"number": "D1", "title": "Schnelles Bürgerbüro"})
    data = save_goal(by=by, strategy_id=digital, values={"number": "D2", "title": "Offene Daten"})
    relate_goals(by=by, digital_goal_id=counter, city_goal_id=old_age, score=2)
    online = create_measure(
        by=by,
        values={"number": "M1", "title": "Online-Termine", "phase": "running", "owner_name": "Frau Koch"},
        costs={2026: 8_000_000},
        goals={counter: 2},
    )
    aimless = create_measure(
        by=by, values={"number": "M2", "title": "Neue Telefone", "phase": "decided"}, costs={2026: 2_000_000}
    )
    return SmallStrategy(city, digital, old_age, centre, counter, data, online, aimless)
