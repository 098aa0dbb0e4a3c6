"""The towns most alike: hard filter, robust z, weighted Euclid, and what each feature adds to a distance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kommune.analysis.benchmark.features import FEATURES, Feature, class_bounds, size_class

LEAST_PEERS, MOST_PEERS = 10, 15
FEWEST_IN_CELL = 5
KM_PER_DEGREE = 111.32
MAD_TO_SIGMA = 1.4826
MEAN_TO_SIGMA = 1.2533
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TownFacts:
    """A town for comparing: `is_district_free` decides with the size about the hard filter.

    `values`: population in people, density in people per km², area in km², urbanisation 1 … 3, growth −2 … 2,
    surroundings 1 … 4, association 0 or 1, state as number; what is unknown is left out. Coordinates in
    degrees, None: unknown.
    """

    key: str
    name: str
    is_district_free: bool
    population: int
    values: Mapping[str, float]
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one feature adds to a distance.

    `own` and `other` are raw values (None: unknown); for nearness `other` is the distance in km. `share` of
    the squared distance from 0 to 1, None where the feature could not be compared.
    """

    feature: str
    own: float | None
    other: float | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Peer:
    """A town of the group, its distance (0: alike in every feature), and its parts in order of features."""

    key: str
    name: str
    distance: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """The comparison group, nearest first.

    `cell` is the number of towns that pass the hard filter; `kept_kind` is False where fewer than five
    towns of the same kind and class exist and the kind was left out; `unknown` are the weighted features
    that are not known of the own town and therefore do not count.
    """

    peers: tuple[Peer, ...]
    size_class: str
    cell: int
    kept_kind: bool
    unknown: tuple[str, ...]
    weights: Mapping[str, float] = field(default_factory=dict)


def find_peers(
    own: TownFacts,
    towns: Sequence[TownFacts],
    weights: Mapping[str, float] | None = None,
    count: int = 12,
) -> PeerGroup:
    """The `count` towns nearest to `own` among `towns` (which may hold the town itself; it is left out).

    Hard filter: the same kind (in a district or not) and the same BBSR size class. Each feature k becomes a
    robust z (median, 1.4826 · MAD; where more than half are equal the mean absolute deviation), then
    d = √(Σ_k v_k (z_ak − z_bk)²) over features known of both, scaled up to all weights so that an unknown
    feature neither joins nor parts two towns. In a cell of fewer than five towns the own one belongs to the
    scale, else a single other town would always be alike. Equal or not counts 1 where it differs; nearness is
    the distance over the median distance of the cell. Raises ValueError for a negative or unknown weight, a
    count below 1, or where no feature counts.
    """
    features, counted = _features(own, weights)
    if count < 1:
        raise ValueError("the group needs at least one town")
    cell, kept_kind = _cell(own, towns)
    unknown = tuple(one.key for one in features if one not in counted)
    told = {one.key: _weight(one, weights) for one in features}
    wanted = size_class(own.population)
    if not cell:
        return PeerGroup((), wanted, 0, kept_kind, unknown, told)
    counts = np.array([_weight(one, weights) for one in counted])
    squares = np.vstack([_square(one, own, cell) for one in counted]) * counts[:, np.newaxis]
    known_weight = counts @ ~np.isnan(squares)
    known = known_weight > 0
    distances = np.full(len(cell), np.inf)
    distances[known] = np.sqrt(np.nansum(squares[:, known], axis=0) * counts.sum() / known_weight[known])
    last = min(count, len(cell)) - 1
    nearest = np.flatnonzero(distances <= np.partition(distances, last)[last])
    order = sorted(nearest, key=lambda place: (distances[place], cell[place].key))[:count]
    peers = tuple(
        Peer(
            cell[place].key,
            cell[place].name,
            float(distances[place]),
            _parts(counted, own, cell[place], squares[:, place]),
        )
        for place in order
        if np.isfinite(distances[place])
    )
    return PeerGroup(peers, wanted, len(cell), kept_kind, unknown, told)


def _weight(feature: Feature, weights: Mapping[str, float] | None) -> float:
    return feature.weight if weights is None else weights.get(feature.key, 0.0)


def _features(
    own: TownFacts, weights: Mapping[str, float] | None
) -> tuple[tuple[Feature, ...], tuple[Feature, ...]]:
    """The features with a weight, and those of them that are known of the own town."""
    for key, weight in (weights or {}).items():
        if key not in {one.key for one in FEATURES} or not 0 <= weight < float("inf"):
            raise ValueError(f"no such feature or weight: {key} {weight}")
    weighted = tuple(one for one in FEATURES if _weight(one, weights) > 0)
    counted = tuple(one for one in weighted if _raw(one, own) is not None)
    if not counted:
        raise ValueError("no feature counts")
    return weighted, counted


def _cell(own: TownFacts, towns: Sequence[TownFacts]) -> tuple[list[TownFacts], bool]:
    least, below = class_bounds(own.population)
    of_size = [town for town in towns if max(least, 1) <= town.population < below and town.key != own.key]
    of_kind = [town for town in of_size if town.is_district_free == own.is_district_free]
    return (of_kind, True) if len(of_kind) >= FEWEST_IN_CELL else (of_size, False)


def _raw(feature: Feature, town: TownFacts) -> float | None:
    if feature.scale == "near":
        return 0.0 if town.longitude is not None and town.latitude is not None else None
    return town.values.get(feature.key)


def _square(feature: Feature, own: TownFacts, cell: Sequence[TownFacts]) -> Floats:
    """The squared standardised difference to every town of the cell; NaN where it is unknown."""
    if feature.scale == "near":
        far = _kilometres(own, cell)
        scale = float(np.nanmedian(far)) if not np.isnan(far).all() else 0.0
        return (far / scale) ** 2 if scale > 0 else np.where(np.isnan(far), np.nan, 0.0)
    mine = own.values[feature.key]
    theirs = np.array([town.values.get(feature.key) for town in cell], dtype=float)
    if feature.scale == "same":
        return np.where(np.isnan(theirs), np.nan, (theirs != mine).astype(float))
    if feature.scale == "log":
        mine = float(np.log10(mine))
        theirs = np.log10(theirs)
    spread = _spread(np.append(theirs, mine) if len(cell) < FEWEST_IN_CELL else theirs)
    return ((theirs - mine) / spread) ** 2 if spread > 0 else np.where(np.isnan(theirs), np.nan, 0.0)


def _spread(values: Floats) -> float:
    """The robust spread of a feature in the cell, 0 where all are equal or unknown."""
    known = values[~np.isnan(values)]
    if not known.size:
        return 0.0
    away = np.abs(known - np.median(known))
    return float(MAD_TO_SIGMA * np.median(away)) or float(MEAN_TO_SIGMA * np.mean(away))


def _kilometres(own: TownFacts, cell: Sequence[TownFacts]) -> Floats:
    places = np.array([(one.longitude, one.latitude) for one in (own, *cell)], dtype=float)
    away = (places[1:] - places[0]) * KM_PER_DEGREE
    east, north = away[:, 0] * np.cos(np.radians(places[0, 1])), away[:, 1]
    far: Floats = np.hypot(east, north)
    return far


def _parts(counted: Sequence[Feature], own: TownFacts, other: TownFacts, squares: Floats) -> tuple[Part, ...]:
    whole = float(np.nansum(squares))
    parts = []
    for feature, square in zip(counted, squares, strict=True):
        if feature.scale == "near":
            mine: float | None = None
            theirs: float | None = float(_kilometres(own, [other])[0])
        else:
            mine, theirs = own.values.get(feature.key), other.values.get(feature.key)
        unknown = bool(np.isnan(square))
        share = None if unknown else (float(square) / whole if whole > 0 else 0.0)
        parts.append(Part(feature.key, mine, None if unknown else theirs, share))
    return tuple(parts)
