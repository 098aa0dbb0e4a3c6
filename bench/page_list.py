"""Which pages of the large town are measured, and who opens them."""

from dataclasses import dataclass

from django.db.models import Count
from django.urls import NoReverseMatch, reverse

from bench.house_pages import house_pages
from bench.houses import TOWN
from kommune.accounts.models import User
from kommune.foundation.scope import town_scope
from kommune.maturity.models import ToolUnit
from kommune.municipalities.models import Membership
from kommune.municipalities.public import Role, town_by_slug
from kommune.strategy.models import Goal, GoalConflict, Measure, RatingRound, Strategy
from kommune.strategy.shapes import ENDED_PHASES

PLAIN = (
    ("home", "workbench:home", ""),
    ("what the list proves", "strategy:proof", ""),
    ("findings", "findings:list", ""),
    ("strategies", "strategy:list", ""),
    ("measures", "strategy:measures", ""),
    ("alignment", "strategy:alignment", ""),
    ("what if", "strategy:alignment_what_if", ""),
    ("what changed", "strategy:alignment_change", ""),
    ("ratings", "strategy:ratings", ""),
    ("rating rounds", "strategy:rounds", ""),
    ("goal conflicts", "strategy:conflicts", ""),
    ("goal conflicts as a table", "strategy:conflict_table", ""),
    ("questions about tensions", "strategy:tensions", ""),
    ("strategy map", "strategy:map", ""),
    ("texts read", "strategy:readings", ""),
    ("guided hour and cycle", "maturity:hour_list", ""),
    ("self-assessments", "maturity:assessments", ""),
    ("comparison group", "maturity:peers", ""),
    ("first steps", "maturity:steps", ""),
    ("surveys", "maturity:pulses", ""),
    ("tools", "maturity:tools", ""),
    ("imports", "imports:upload", ""),
    ("search", "workbench:search", "?q=Online"),
    ("public page of the town", "portal:home", ""),
)
NAMED = (
    ("matrix of goals", "strategy:matrix", "goals"),
    ("matrix of measures", "strategy:matrix", "measures"),
    ("a figure of the alignment explained", "strategy:alignment_figure", "coverage"),
)


LEAD, STAFF, COUNCIL, VISITOR = Role.STRATEGY_LEAD, Role.STAFF, Role.COUNCIL_MEMBER, ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page and who opens it; ``address`` is empty where the product has no such page."""

    name: str
    address: str
    by: str = LEAD


def pages() -> list[Page]:
    """All pages to measure; of goals, measures and strategies the one with most in it."""
    town = town_by_slug(TOWN)
    assert town is not None, "the large town is not loaded"
    with town_scope(town.id):
        strategy = Strategy.objects.annotate(n=Count("goals")).order_by("-n").first()
        goal = Goal.objects.annotate(n=Count("contributions")).order_by("-n").first()
        alive = Measure.objects.exclude(phase__in=ENDED_PHASES)
        measure = alive.annotate(n=Count("contributions")).order_by("-n", "id").first()
        city = Strategy.objects.filter(kind="city").annotate(n=Count("goals")).order_by("-n").first()
        rating_round = RatingRound.objects.annotate(n=Count("pairs")).order_by("-n").first()
        conflict = GoalConflict.objects.order_by("id").first()
        house = [Page(name, address(view, *keys)) for name, view, keys in house_pages()]
    listed = [
        Page(name, address(view) + query, VISITOR if view.startswith("portal:") else LEAD)
        if address(view)
        else Page(name, "")
        for name, view, query in PLAIN
    ]
    assert None not in (strategy, goal, measure), "the large town is empty"
    single = [
        ("one strategy, the largest", "strategy:show", strategy),
        ("one goal, the most linked", "strategy:goal", goal),
        ("one measure, the most linked", "strategy:measure", measure),
        ("changing a measure", "strategy:measure_edit", measure),
        ("weights of the city's goals", "strategy:alignment_weigh", city),
        ("one rating round, the largest", "strategy:round", rating_round),
        ("one goal conflict", "strategy:conflict", conflict),
    ]
    named = [Page(name, address(view, key)) for name, view, key in NAMED]
    if measure:
        card = address("strategy:quick_card", "measures", measure.pk, 1)
        named.append(Page("a card of the quick pass", card))
    home = address("workbench:home")
    homes = [
        Page("home of a staff member", home, STAFF),
        Page("home of a council member", home, COUNCIL),
        Page("employees' side of the home", f"{home}?view=employees"),
    ]
    one = [Page(name, address(view, row.pk)) for name, view, row in single if row]
    return [*listed, *named, *one, *house, *homes]


def address(view: str, *arguments: object) -> str:
    """The address of a view in the town, empty where there is none."""
    try:
        return reverse(view, args=[TOWN, *arguments])
    except NoReverseMatch:
        return ""


def strategy_lead() -> User:
    """The person with most rights in the strategy, who sees every row and every button."""
    return first_of(LEAD)


def first_of(role: str) -> User:
    """The first person of a role; of staff somebody in a unit that gets tools."""
    town = town_by_slug(TOWN)
    assert town is not None, "the large town is not loaded"
    with town_scope(town.id):
        people = Membership.objects.filter(role=role).select_related("user")
        if role == STAFF:
            people = people.filter(unit_id__in=ToolUnit.objects.values("unit_id"))
        user = people.order_by("user__email")[0].user
    assert isinstance(user, User)
    return user
