"""The comparison group of the town in scope, and its values beside those that other towns released."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from threading import Lock

from django.db.models import Count

from kommune.analysis.benchmark import (
    LEAST_TOWNS,
    SIZE_CLASSES,
    TownFacts,
    find_peers,
    quartiles,
    size_class,
    which_band,
)
from kommune.foundation.scope import current_town
from kommune.maturity.models import BroughtFigure, ReleasedFigure
from kommune.maturity.queries.assessments.reading import latest_profile
from kommune.maturity.shapes.peers import BroughtSource, FigureLine, OwnFigure, PeerAnswer
from kommune.municipalities.public import (
    ComparablePlace,
    TownShape,
    Viewer,
    comparable_places,
    register_population,
    register_size,
    register_stamp,
    types_size,
)
from kommune.standards.ags import town_kind
from kommune.strategy.public import kept_overview

# Shares of the overview that say something beside those of other towns.
LIST_FIGURES = (
    "city_goals_without_measure",
    "digital_goals_without_measure",
    "measures_without_goal",
    "measures_without_owner",
    "measures_without_money",
    "measures_stale",
)
FigureSource = Callable[[Viewer], list[OwnFigure]]


class KeptTowns:
    """Towns by size class, kept in this process while register and types stay: reading them takes longest."""

    def __init__(self) -> None:
        self._stamp: tuple[object, ...] = ()
        self._kept: dict[tuple[int, int | None], list[TownFacts]] = {}
        self._lock = Lock()

    def between(self, least: int, below: int | None) -> list[TownFacts]:
        """The towns from `least` to under `below` inhabitants; two queries, four where they are not kept."""
        stamp = register_stamp()
        with self._lock:
            if stamp != self._stamp:
                self._stamp, self._kept = stamp, {}
            found = self._kept.get((least, below))
        if found is None:
            found = [town_facts(place) for place in comparable_places(least, below)]
            with self._lock:
                if stamp == self._stamp:
                    self._kept[least, below] = found
        return found


_towns = KeptTowns()


def peers_of(town: TownShape, weights: Mapping[str, float] | None, count: int) -> PeerAnswer:
    """The towns of the register most like this one; at most six queries."""
    if not town.ags:
        return PeerAnswer("no_key")
    population = register_population(town.ags)
    if population is None:
        towns, _people = register_size()
        return PeerAnswer("not_in_register" if towns else "no_register", register_towns=towns)
    facts = _towns.between(*class_bounds(population))
    own = next(one for one in facts if one.key == town.ags)
    if weights is not None and not any(weights.get(key) for key in known_features(own)):
        return PeerAnswer("nothing_known", None, own.name, len(facts), knows_types=types_size() > 0)
    group = find_peers(own, facts, weights, count)
    return PeerAnswer("", group, own.name, len(facts), knows_types=types_size() > 0)


def known_features(town: TownFacts) -> set[str]:
    """The features that are known of a town."""
    has_place = town.longitude is not None and town.latitude is not None
    return {*town.values, *(["nearness"] if has_place else [])}


def class_bounds(population: int) -> tuple[int, int | None]:
    """From which to under which number of inhabitants towns are of the same size class."""
    keys = [key for key, _least in SIZE_CLASSES]
    place = keys.index(size_class(population))
    return SIZE_CLASSES[place][1], SIZE_CLASSES[place - 1][1] if place else None


def town_facts(place: ComparablePlace) -> TownFacts:
    """A town of the register as the comparison takes it; what is not known is left out."""
    kind = town_kind(place.ars)
    values: dict[str, float | None] = {
        "population": float(place.population),
        "area": place.area_km2 or None,
        "density": place.population / place.area_km2 if place.area_km2 else None,
        "urbanisation": place.urbanisation,
        "growth": place.growth,
        "surroundings": place.district_type,
        "association": float(kind == "association_town"),
        "state": float(place.ags[:2]),
    }
    known = {key: float(value) for key, value in values.items() if value is not None}
    return TownFacts(
        key=place.ags,
        name=place.name,
        is_district_free=kind == "district_free",
        population=place.population,
        values=known,
        longitude=place.longitude,
        latitude=place.latitude,
    )


def figures_of_list(viewer: Viewer) -> list[OwnFigure]:
    """Shares of the overview in per cent, as this person sees them; two queries."""
    overview = kept_overview(viewer)
    if overview is None:
        return []
    found = []
    for code in LIST_FIGURES:
        figure = overview.data["figures"].get(code) or {}
        part, whole = figure.get("numerator"), figure.get("denominator")
        if figure.get("value") is not None and part is not None and whole:
            found.append(OwnFigure(f"list.{code}", round(100 * part / whole, 1), overview.as_of))
    return found


def figures_of_assessment(viewer: Viewer) -> list[OwnFigure]:
    """Present scores 0 to 4 of the newest self-assessment that this person may see; one query."""
    profile = latest_profile(viewer)
    if profile is None:
        return []
    scores = {key: one.present for key, one in profile.dimensions.items()}
    return [
        OwnFigure(f"assessment.{key}", round(score, 1), profile.day)
        for key, score in scores.items()
        if score is not None
    ]


SOURCES: tuple[FigureSource, ...] = (figures_of_assessment, figures_of_list)


def own_figures(viewer: Viewer) -> dict[str, OwnFigure]:
    """Own values by figure, from every source of the town."""
    return {one.key: one for source in SOURCES for one in source(viewer)}


def figure_lines(viewer: Viewer) -> list[FigureLine]:
    """Own values beside the quarters of the towns that released theirs; fewer than five show nothing.

    Always all other towns with a value, whatever is chosen on the page, so that no difference between two
    groups gives a town away.
    """
    own = own_figures(viewer)
    others = other_values()
    released = {row.figure: row for row in ReleasedFigure.objects.all()}
    lines = []
    for key in [*own, *sorted({*others, *released} - own.keys())]:
        among = quartiles(others.get(key, ()))
        mine = own.get(key)
        told = released.get(key)
        lines.append(
            FigureLine(
                key=key,
                own=mine,
                released=told.value if told else None,
                released_as_of=told.as_of if told else None,
                others=among,
                lacking=max(0, LEAST_TOWNS - len(others.get(key, ()))),
                band=which_band(mine.value, among) if mine and among else None,
            )
        )
    return lines


def other_values() -> dict[str, list[float]]:
    """Values of other towns by figure: released in this installation, or brought from a file; two queries.

    A town that is in both counts once, with what it released itself.
    """
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for figure, ags, value in BroughtFigure.objects.values_list("figure", "ags", "value"):
        found[figure][ags] = value
    rows = ReleasedFigure._base_manager.exclude(town_id=current_town())
    for figure, ags, value in rows.values_list("figure", "ags", "value"):
        found[figure][ags] = value
    return {figure: list(by_town.values()) for figure, by_town in found.items()}


def brought_sources() -> list[BroughtSource]:
    """The files whose values stand here; one query."""
    rows = BroughtFigure.objects.order_by("source").values("source")
    counted = rows.annotate(values=Count("id"), towns=Count("ags", distinct=True))
    return [BroughtSource(row["source"], row["towns"], row["values"]) for row in counted]
