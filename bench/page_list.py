"""Which pages of the large town are measured, and who opens them."""

from dataclasses import dataclass

from django.db.models import Count
from django.urls import NoReverseMatch, reverse

from bench.houses import TOWN
from kommune.accounts.models import User
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Membership
from kommune.municipalities.public import Role, town_by_slug
from kommune.strategy.models import Goal, GoalConflict, Measure, RatingRound, Strategy

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


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``address`` is empty where the product has no such page."""

    name: str
    address: str
    is_public: bool = False


def pages() -> list[Page]:
    """All pages to measure; of goals, measures and strategies the one with most in it."""
    town = town_by_slug(TOWN)
    assert town is not None, "the large town is not loaded"
    with town_scope(town.id):
        strategy = Strategy.objects.annotate(n=Count("goals")).order_by("-n").first()
        goal = Goal.objects.annotate(n=Count("contributions")).order_by("-n").first()
        measure = Measure.objects.annotate(n=Count("contributions")).order_by("-n").first()
        city = Strategy.objects.filter(kind="city").annotate(n=Count("goals")).order_by("-n").first()
        rating_round = RatingRound.objects.annotate(n=Count("pairs")).order_by("-n").first()
        conflict = GoalConflict.objects.order_by("id").first()
    listed = [
        Page(name, address(view) + query, is_public=view.startswith("portal:"))
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
    return [*listed, *named, *(Page(name, address(view, row.pk)) for name, view, row in single if row)]


def address(view: str, *arguments: object) -> str:
    """The address of a view in the town, empty where there is none."""
    try:
        return reverse(view, args=[TOWN, *arguments])
    except NoReverseMatch:
        return ""


def strategy_lead() -> User:
    """The person with most rights in the strategy, who sees every row and every button."""
    town = town_by_slug(TOWN)
    assert town is not None, "the large town is not loaded"
    with town_scope(town.id):
        leads = Membership.objects.filter(role=Role.STRATEGY_LEAD).select_related("user")
        user = leads.order_by("user__email")[0].user
    assert isinstance(user, User)
    return user
