"""Reckoning the alignment of a town and keeping it, once per rung of the ladder and role of sector goals."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kommune.analysis.alignment import Alignment, Guard, Ingredient, SpreadRating, align, ingredients
from kommune.audit.public import revision
from kommune.foundation.dates import today
from kommune.foundation.scope import current_town
from kommune.municipalities.public import Rung
from kommune.strategy.models import DerivedFigures
from kommune.strategy.queries.alignment import SECTOR_ROLES, TownCase, load_town_case
from kommune.strategy.queries.alignment_kept import FORM, KeptAlignment, figures_kind, lines_kind
from kommune.strategy.queries.kept import kept_figures

EXPLAINED = ("coverage", "depth", "anchoring", "conflict", "overlap", "delivery_coverage", "unallocated")
GAPS_FIRST = frozenset({"coverage", "depth", "anchoring", "delivery_coverage"})
MOST_LINES = 300
MOST_NAMED = 5


def refresh_alignments() -> None:
    """Reckon the alignment of the town in scope anew for every rung that has been looked at."""
    seen = set(
        DerivedFigures.objects.filter(kind__in=map(figures_kind, SECTOR_ROLES)).values_list("kind", "rung")
    )
    for sector_as in SECTOR_ROLES:
        for rung in Rung:
            if (figures_kind(sector_as), rung) in seen:
                refresh_alignment(rung, sector_as)


def refresh_alignment(rung: Rung, sector_as: str) -> KeptAlignment:
    """Reckon and keep the alignment as one rung sees it, with the revision it belongs to."""
    number, day = revision(current_town()), today()
    data, lines = compute_alignment(rung, sector_as)
    with transaction.atomic():
        for kind, content in ((figures_kind(sector_as), data), (lines_kind(sector_as), lines)):
            DerivedFigures.objects.update_or_create(
                kind=kind,
                rung=rung,
                defaults={
                    "input_revision": number,
                    "as_of": day,
                    "computed_at": timezone.now(),
                    "data": content,
                },
            )
    kept_figures(figures_kind(sector_as), rung)  # read once, at hand for the page that follows
    return KeptAlignment(data, day, is_current=True, sector_as=sector_as)


def compute_alignment(rung: Rung, sector_as: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The alignment as JSON, and what went into each figure apart, since that is much and rarely read."""
    town = load_town_case(rung, sector_as=sector_as)
    found = align(town.case)
    data = {
        "form": FORM,
        "headline": found.headline.by_code(),
        "equal": found.equal_headline.by_code(),
        "survives": dict(found.survives_equal_weights),
        "is_rated": found.is_rated,
        "n_from_list": town.n_from_list,
        "has_sector": town.has_sector,
        "weights": _weights(town, found),
        "n_city": town.case.n_city,
        "n_digital": town.n_own_digital,
        "n_measures": int(town.case.active.sum()),
        "money": {
            "known": found.money_known,
            "unallocated": found.unallocated,
            "n_unknown": found.money_unknown_count,
        },
        "goals": _goals(town, found),
        "orphans": _named(town.city, found.orphan_city_goals),
        "orphan_digital": _named(town.digital, found.orphan_digital_goals),
        "without_goal": _named(town.measures, found.measures_without_goal[:MOST_LINES]),
        "n_without_goal": len(found.measures_without_goal),
        "conflicts": [
            {
                "digital": str(town.digital[one.digital]),
                "city": str(town.city[one.city]),
                "score": one.score,
                "severity": one.severity,
            }
            for one in found.direct_conflicts[:MOST_LINES]
        ],
        "n_conflicts": len(found.direct_conflicts),
        "guard": _guard(found.relations_guard),
        "contributions_guard": _guard(found.contributions_guard),
    }
    return data, {code: _lines(town, code) for code in EXPLAINED}


def _weights(town: TownCase, found: Alignment) -> dict[str, Any]:
    origins = [{**asdict(one), "strategy_id": str(one.strategy_id)} for one in town.weights]
    for origin in origins:
        origin["decided_on"] = origin["decided_on"].isoformat() if origin["decided_on"] else None
    return {
        "are_equal": found.weights_equal,
        "origins": origins,
        "ignored": [str(one) if one else None for one in town.ignored_shares],
    }


def _goals(town: TownCase, found: Alignment) -> list[dict[str, Any]]:
    """One row per city goal: its weight, who carries it and who works against it, its money."""
    carried: dict[UUID, list[tuple[int, UUID, bool]]] = {goal: [] for goal in town.city}
    opposed: dict[UUID, list[tuple[int, UUID, bool]]] = {goal: [] for goal in town.city}
    for (digital, city), rating in town.relations.items():
        if rating.value > 0:
            carried[city].append((-rating.value, digital, rating.is_inherited))
        elif rating.value < 0:
            opposed[city].append((rating.value, digital, rating.is_inherited))
    direct = set(town.digital[town.n_own_digital :])
    unreached, undelivered = set(found.uncarried_city_goals), set(found.undelivered_city_goals or ())
    return [
        {
            "id": str(goal),
            "weight": float(found.weights[at]),
            "best": int(found.best_support[at]),
            "worst": int(found.worst_conflict[at]),
            "budget": float(found.budget_per_goal[at]),
            "has_measure": at not in unreached,
            "delivers": at not in undelivered,
            "is_direct": goal in direct,
            "n_carry": len(carried[goal]),
            "n_oppose": len(opposed[goal]),
            "carry": _strongest(carried[goal]),
            "oppose": _strongest(opposed[goal]),
        }
        for at, goal in enumerate(town.city)
    ]


def _strongest(ratings: list[tuple[int, UUID, bool]]) -> list[dict[str, Any]]:
    first = sorted(ratings, key=lambda one: one[0])[:MOST_NAMED]
    return [{"id": str(goal), "inherited": inherited} for _value, goal, inherited in first]


def _named(ids: tuple[UUID, ...], positions: tuple[int, ...]) -> list[str]:
    return [str(ids[at]) for at in positions]


def _guard(guard: Guard) -> dict[str, Any]:
    return {
        "rated": guard.rated,
        "fill": guard.fill,
        "valued_share": guard.valued_share,
        "mean_entropy": guard.mean_entropy,
        "commonest_value": guard.commonest_value,
        "commonest_share": guard.commonest_share,
        "reasons": list(guard.reasons),
    }


def _lines(town: TownCase, code: str) -> dict[str, Any]:
    """What went into a figure, what is missing or else the weightiest first, with the number of lines."""
    found = ingredients(town.case, code)
    told = [one for one in found.rows if one.contribution > 0 or code != "conflict"]
    told.sort(key=lambda one: one.contribution if code in GAPS_FIRST else -one.contribution)
    return {
        "total": found.total,
        "n": len(told),
        "n_counted": len(found.rows),
        "rows": [_line(town, one) for one in told[:MOST_LINES]],
        "unknown": _named(town.measures, found.unknown_costs[:MOST_LINES]),
        "n_unknown": len(found.unknown_costs),
    }


def _line(town: TownCase, one: Ingredient) -> dict[str, Any]:
    digital = None if one.digital is None else town.digital[one.digital]
    city = None if one.city is None else town.city[one.city]
    rating: SpreadRating | None = None
    if digital is not None and city is not None:
        rating = town.relations.get((digital, city))
    return {
        "digital": str(digital)
        if digital and one.digital is not None and one.digital < town.n_own_digital
        else None,
        "is_direct": one.digital is not None and one.digital >= town.n_own_digital,
        "city": str(city) if city else None,
        "measure": None if one.measure is None else str(town.measures[one.measure]),
        "weight": one.weight,
        "value": one.value,
        "part": one.contribution,
        "source": [str(goal) for goal in rating.source] if rating else None,
        "inherited": bool(rating and rating.is_inherited),
    }
