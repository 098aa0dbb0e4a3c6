"""Comparison groups: who is alike, why, and quartiles that give no town away."""

from math import sqrt
from typing import Any

import pytest

from kommune.analysis.benchmark import (
    FEATURES,
    PeerGroup,
    Quartiles,
    TownFacts,
    find_peers,
    quartiles,
    size_class,
    which_band,
)


def town(key: str, population: int = 30_000, free: Any = False, place: Any = (None, None), **values: float):
    known = {"population": float(population), **values}
    return TownFacts(key, f"Stadt {key}", free, population, known, *place)


def five(**of_all: float):
    return [town(str(number), 30_000 + 1000 * number, **of_all) for number in range(1, 6)]


def keys(group) -> list[str]:
    return [peer.key for peer in group.peers]


def test_maturity_is_no_feature():
    assert {one.key for one in FEATURES} == {
        "population", "density", "area", "urbanisation", "growth", "surroundings", "association", "state",
        "nearness",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (100_000, "city"),
        (99_999, "medium"),
        (20_000, "medium"),
        (19_999, "small"),
        (5_000, "small"),
        (4_999, "rural"),
    ],
)
def test_size_classes_are_those_of_the_bbsr(people, expected):
    assert size_class(people) == expected


def test_only_towns_of_the_same_kind_and_size_are_compared():
    others = [*five(), town("free", 30_000, free=True), town("large", 100_000), town("tiny", 300)]
    group = find_peers(town("own"), others, {"population": 1})
    assert keys(group) == ["1", "2", "3", "4", "5"]
    assert (group.cell, group.kept_kind, group.size_class) == (5, True, "medium")


def test_cities_have_no_upper_end_and_the_ends_of_a_class_belong_to_it():
    large = [town(str(million), million * 1_000_000) for million in range(1, 6)]
    assert find_peers(town("own", 100_000), large, {"population": 1}).cell == 5
    medium = [
        *five(),
        town("least", 20_000),
        town("below", 19_999),
        town("most", 99_999),
        town("above", 100_000),
    ]
    group = find_peers(town("own", 20_000), medium, {"population": 1})
    assert {"least", "most"} < set(keys(group))
    assert group.cell == 7


def test_a_place_where_nobody_lives_is_no_peer():
    rural = [town(str(people), people) for people in range(6)]
    assert set(keys(find_peers(town("own", 3000), rural, {"population": 1}))) == {"1", "2", "3", "4", "5"}


def test_no_town_of_the_class_is_an_empty_group_that_says_so():
    group = find_peers(
        town("own", free=True), [town("own"), town("tiny", 300)], {"population": 2, "growth": 1}
    )
    assert group == PeerGroup((), "medium", 0, False, ("growth",), {"population": 2, "growth": 1})


def test_twelve_towns_by_the_weights_that_come_along_unless_others_are_wanted():
    values: dict[str, Any] = {
        "density": 200.0,
        "urbanisation": 2.0,
        "growth": 0.0,
        "surroundings": 3.0,
        "state": 5.0,
    }
    others = [town(f"{place:02}", 30_000 + place * 500, **values) for place in range(20)]
    group = find_peers(town("own", **values), others)
    assert len(group.peers) == 12
    assert (group.peers[1].key, group.peers[1].name) == ("01", "Stadt 01")
    assert group.weights == {
        "population": 1.0, "density": 1.0, "urbanisation": 0.5, "growth": 1.0, "surroundings": 0.5,
    }  # fmt: skip
    assert find_peers(town("own", **values), others, {"growth": 0.5, "state": 0}).weights == {"growth": 0.5}
    assert keys(find_peers(town("own", **values), others, {"population": 1}, count=1)) == ["00"]
    with pytest.raises(ValueError, match="at least one town"):
        find_peers(town("own", **values), others, count=0)


def test_inhabitants_are_compared_by_their_logarithm():
    others = [town(str(people), people) for people in (20_000, 40_000, 80_000)]
    group = find_peers(
        town("own", 40_000), [*others, town("a", 40_000), town("b", 20_000)], {"population": 1}
    )
    by_key = {peer.key: peer.distance for peer in group.peers}
    # Median 40,000; twice as many and half as many are one step alike, which is the MAD too.
    assert by_key["20000"] == pytest.approx(1 / 1.4826)
    assert by_key["80000"] == pytest.approx(1 / 1.4826)


def test_another_state_counts_one_and_an_unknown_one_nothing():
    others = [town(str(place), state=value) for place, value in enumerate([5.0, 5.0, 9.0, 9.0])]
    group = find_peers(town("own", state=5.0), [*others, town("unknown")], {"state": 4})
    assert [(peer.key, peer.distance) for peer in group.peers] == [
        ("0", 0.0),
        ("1", 0.0),
        ("2", 2.0),
        ("3", 2.0),
    ]
    assert [peer.parts[0].share for peer in group.peers] == [0.0, 0.0, 1.0, 1.0]


def test_a_town_of_which_nothing_is_known_is_no_peer_however_few_there_are():
    others = [town(str(place), growth=float(place)) for place in range(3)]
    group = find_peers(town("own", growth=0.0), [*others, town("x"), town("y")], {"growth": 1}, count=5)
    assert (keys(group), group.cell) == (["0", "1", "2"], 5)


def test_a_feature_in_which_the_whole_cell_is_equal_parts_nobody():
    group = find_peers(town("own", growth=2.0), five(growth=1.0), {"growth": 1})
    assert {peer.distance for peer in group.peers} == {0.0}
    assert {peer.parts[0].share for peer in group.peers} == {0.0}


def test_the_town_itself_is_never_its_own_peer():
    own = town("3", 30_000)
    assert "3" not in keys(find_peers(own, [*five(), town("6")], {"population": 1}))


def test_where_fewer_than_five_of_a_kind_exist_the_kind_is_left_out_and_this_is_said():
    group = find_peers(town("own", free=True), five(), {"population": 1})
    assert (group.kept_kind, len(group.peers)) == (False, 5)


def test_the_distance_is_the_weighted_euclid_of_robust_z_values():
    growth = [-2.0, -1.0, 0.0, 1.0, 2.0]
    others = [town(str(place), growth=value) for place, value in enumerate(growth)]
    group = find_peers(town("own", growth=0.0), others, {"growth": 4})
    # Median 0, MAD 1: one step is 1/1.4826, its weight 4 doubles the distance.
    assert keys(group) == ["2", "1", "3", "0", "4"]
    assert group.peers[1].distance == pytest.approx(2 / 1.4826)


def test_one_outlier_does_not_shift_the_scale():
    growth = [-2.0, -1.0, 0.0, 1.0, 1000.0]
    others = [town(str(place), growth=value) for place, value in enumerate(growth)]
    assert find_peers(town("own", growth=0.0), others, {"growth": 1}).peers[1].distance == pytest.approx(
        1 / 1.4826
    )


def test_where_most_are_equal_the_mean_deviation_is_the_scale():
    others = [town(str(place), urbanisation=value) for place, value in enumerate([2.0, 2.0, 2.0, 2.0, 1.0])]
    group = find_peers(town("own", urbanisation=2.0), others, {"urbanisation": 1})
    assert group.peers[-1].distance == pytest.approx(1 / (1.2533 * 0.2))


def test_in_a_cell_of_one_other_town_the_difference_still_counts():
    group = find_peers(town("own", growth=0.0), [town("other", growth=2.0)], {"growth": 1})
    # Median 1, MAD 1 with the own town: two steps of 1.4826.
    assert group.peers[0].distance == pytest.approx(2 / 1.4826)
    alike = find_peers(town("own", growth=2.0), [town("other", growth=2.0)], {"growth": 1})
    assert alike.peers[0].distance == 0


def test_each_feature_says_what_it_carries_of_the_distance():
    others = [
        town(str(place), growth=value, surroundings=value * 2)
        for place, value in enumerate([-1.0, 0, 1, 2, 3])
    ]
    group = find_peers(town("own", growth=1.0, surroundings=3.0), others, {"growth": 1, "surroundings": 3})
    for peer in group.peers:
        assert sum(part.share or 0 for part in peer.parts) == pytest.approx(1)
    nearest = group.peers[0]
    assert [(part.feature, part.own, part.other) for part in nearest.parts] == [
        ("growth", 1.0, 1.0), ("surroundings", 3.0, 2.0),
    ]  # fmt: skip
    assert [part.share for part in nearest.parts] == [0, 1]


def test_an_unknown_feature_of_another_town_neither_joins_nor_parts():
    growth = [-1.0, 0.0, 1.0, 2.0]
    others = [town(str(place), growth=value, surroundings=3.0) for place, value in enumerate(growth)]
    unknown = town("unknown", surroundings=3.0)
    group = find_peers(
        town("own", growth=0.0, surroundings=2.0), [*others, unknown], {"growth": 1, "surroundings": 1}
    )
    part = next(peer for peer in group.peers if peer.key == "unknown").parts[0]
    assert (part.feature, part.other, part.share) == ("growth", None, None)


def test_distances_over_fewer_features_are_scaled_up_to_all_weights():
    others = [
        town(str(place), growth=value, surroundings=value) for place, value in enumerate([-2.0, -1, 0, 1, 2])
    ]
    partly = town("partly", growth=2.0)
    group = find_peers(
        town("own", growth=0.0, surroundings=0.0), [*others, partly], {"growth": 1, "surroundings": 1}
    )
    by_key = {peer.key: peer.distance for peer in group.peers}
    # Growth of six towns: median 0.5, MAD 1.5; surroundings of five: MAD 1.
    assert by_key["partly"] == pytest.approx(sqrt(2 * (2 / (1.4826 * 1.5)) ** 2))


def test_a_feature_unknown_of_the_own_town_does_not_count_and_is_named():
    group = find_peers(town("own"), five(growth=1.0), {"population": 1, "growth": 1})
    assert group.unknown == ("growth",)
    assert {part.feature for peer in group.peers for part in peer.parts} == {"population"}


def test_nearness_is_told_in_kilometres():
    others = [town(str(step), place=(8.0, 51.0 + step / 10)) for step in range(1, 6)]
    group = find_peers(town("own", place=(8.0, 51.0)), others, {"nearness": 1})
    assert keys(group) == ["1", "2", "3", "4", "5"]
    assert group.peers[0].parts[0].other == pytest.approx(11.132)
    assert group.peers[2].distance == pytest.approx(1)


def test_a_degree_of_longitude_is_shorter_the_farther_north():
    others = [town(str(step), place=(8.0 + step / 10, 60.0)) for step in range(1, 6)]
    group = find_peers(town("own", place=(8.0, 60.0)), others, {"nearness": 1})
    assert group.peers[0].parts[0].other == pytest.approx(11.132 / 2)
    assert [peer.distance for peer in group.peers] == pytest.approx([1 / 3, 2 / 3, 1, 4 / 3, 5 / 3])
    assert group.peers[0].parts[0].own is None


def test_a_town_without_coordinates_is_neither_near_nor_far():
    others = [town(str(step), place=(8.0, 51.0 + step / 10), growth=1.0) for step in range(1, 5)]
    unknown = [town("x", growth=1.0), town("y", growth=1.0, place=(None, 51.0))]
    own = town("own", place=(8.0, 51.0), growth=1.0)
    group = find_peers(own, [*others, *unknown], {"nearness": 1, "growth": 1})
    parts = {peer.key: peer.parts[1] for peer in group.peers}
    assert [(parts[key].other, parts[key].share) for key in "xy"] == [(None, None), (None, None)]
    assert find_peers(town("own", growth=1.0), others, {"nearness": 1, "growth": 1}).unknown == ("nearness",)
    half = town("own", place=(8.0, None), growth=1.0)
    assert find_peers(half, others, {"nearness": 1, "growth": 1}).unknown == ("nearness",)


def test_where_no_town_of_the_cell_has_coordinates_nearness_is_unknown_of_all():
    group = find_peers(
        town("own", place=(8.0, 51.0), growth=0.0), five(growth=1.0), {"nearness": 1, "growth": 1}
    )
    assert {(peer.parts[1].other, peer.parts[1].share) for peer in group.peers} == {(None, None)}


def test_towns_at_the_same_place_are_as_near_as_can_be():
    group = find_peers(
        town("own", place=(0.0, 0.0)),
        [town(str(place), place=(0.0, 0.0)) for place in range(5)],
        {"nearness": 1},
    )
    assert {(peer.distance, peer.parts[0].other) for peer in group.peers} == {(0.0, 0.0)}


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"maturity": 1}, "no such feature or weight: maturity 1"),
        ({"population": -1}, "no such feature or weight: population -1"),
        ({"population": float("inf")}, "no such feature or weight: population inf"),
        ({"population": 0}, "^no feature counts"),
        ({}, "^no feature counts"),
        ({"growth": 1}, "^no feature counts"),
    ],
)
def test_strange_weights_are_refused(weights, message):
    with pytest.raises(ValueError, match=message):
        find_peers(town("own"), five(), weights)


def test_quartiles_of_five_towns_by_linear_interpolation():
    assert quartiles([1, 2, 3, 4, 10]) == Quartiles(5, 2, 3, 4)


def test_fewer_than_five_towns_show_nothing():
    assert quartiles([1, 2, 3, 4]) is None


def test_a_value_lies_in_a_band_and_has_no_rank():
    among = Quartiles(5, 2, 3, 4)
    assert [which_band(value, among) for value in (1.9, 2, 4, 4.1)] == ["lower", "middle", "middle", "upper"]
