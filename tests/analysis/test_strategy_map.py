"""The strategy map: nothing overlaps, what has no line stands apart, the same data give the same picture."""

from itertools import combinations
from random import Random

import pytest
from defusedxml.minidom import parseString

from kommune.analysis.strategy_map import (
    Box,
    MapData,
    MapItem,
    MapLink,
    MapWords,
    Picture,
    draw_map,
    focus_on,
    group_around,
    group_key,
    lay_out,
    split_money,
    trace_lines,
)

WORDS = MapWords("Karte", "Was es zu sehen gibt", ("M", "D", "S"), ("ohne", "ohne", "ohne"), "öffnen", "zu")


def town(n_measures: int, n_digital: int, n_city: int, n_links: int, seed: int = 1) -> MapData:
    """An invented town with so many lines, half of them from measures; some relations are conflicts."""
    random = Random(seed)
    columns = tuple(
        tuple(MapItem(f"{kind}{at}", f"{kind} {at}", f"feld{at % 7}") for at in range(n))
        for kind, n in (("m", n_measures), ("d", n_digital), ("c", n_city))
    )
    first = {(f"m{random.randrange(n_measures)}", f"d{random.randrange(n_digital)}") for _ in range(n_links)}
    second = {(f"d{random.randrange(n_digital)}", f"c{random.randrange(n_city)}") for _ in range(n_links)}
    links = [MapLink(a, b, 1.0, random.randint(1, 3)) for a, b in sorted(first)]
    links += [MapLink(a, b, 1.0, random.choice([-2, 1, 2, 3])) for a, b in sorted(second)]
    titles = {f"feld{at}": f"Feld {at}" for at in range(7)}
    return MapData((columns[0], columns[1], columns[2]), tuple(links), titles)


def overlapping(picture: Picture) -> list[tuple[str, str]]:
    return [
        (one.key, other.key)
        for one, other in combinations(picture.boxes, 2)
        if one.column == other.column and one.y < other.y + other.height and other.y < one.y + one.height
    ]


def box(picture: Picture, key: str) -> Box:
    return next(one for one in picture.boxes if one.key == key)


@pytest.mark.parametrize("size", [(5, 4, 3, 6), (60, 24, 24, 90), (300, 90, 60, 2000)])
def test_no_box_covers_another_and_all_stand_inside(size: tuple[int, int, int, int]) -> None:
    data = town(*size)
    groups = [group_key(0, f"feld{at}") for at in range(7)]
    for opened in ([], groups[:2], groups):
        picture = lay_out(data, opened=opened)
        assert overlapping(picture) == []
        assert all(one.y >= 0 and one.y + one.height <= picture.height for one in picture.boxes)
        assert all(one.x >= 0 and one.x + one.width <= picture.width for one in picture.boxes)


def test_the_same_data_give_the_same_picture() -> None:
    assert lay_out(town(60, 24, 24, 90)) == lay_out(town(60, 24, 24, 90))


def test_what_has_no_line_stands_in_the_lane_below_everything_else() -> None:
    items = ((MapItem("m1", "A"), MapItem("m2", "B")), (MapItem("d1", "C"),), (MapItem("c1", "D"),))
    picture = lay_out(MapData(items, (MapLink("m1", "d1", 1, 2), MapLink("d1", "c1", 1, -2)), {}))
    assert picture.lane_top is not None
    assert [one.key for one in picture.boxes if one.is_in_lane] == ["m2"]
    assert box(picture, "m2").y > picture.lane_top > max(box(picture, k).y for k in ("m1", "d1", "c1"))


def test_a_conflict_is_a_broken_line_with_its_score_and_never_a_band() -> None:
    items = ((), (MapItem("d1", "C"),), (MapItem("c1", "D"),))
    picture = lay_out(MapData(items, (MapLink("d1", "c1", 1, -2),), {}))
    assert picture.bands == ()
    assert [(one.source, one.target, one.score) for one in picture.clashes] == [("d1", "c1", -2)]
    drawn = draw_map(picture, WORDS)
    assert "stroke-dasharray" in drawn
    assert "−2" in drawn


def test_a_town_without_anything_is_an_empty_picture() -> None:
    picture = lay_out(MapData(((), (), ()), (), {}))
    assert (picture.boxes, picture.bands, picture.lane_top) == ((), (), None)
    parseString(draw_map(picture, WORDS, is_file=True))


def test_lines_to_what_is_not_on_the_map_are_left_out() -> None:
    items = ((MapItem("m1", "A"),), (), ())
    picture = lay_out(MapData(items, (MapLink("m1", "elsewhere", 1, 3),), {}))
    assert (picture.bands, box(picture, "m1").is_in_lane) == ((), True)


def test_many_measures_come_in_groups_that_open_one_by_one() -> None:
    data = town(60, 24, 24, 200)
    closed = lay_out(data)
    assert next(one.n for one in closed.boxes if one.column == 0 and not one.is_in_lane) >= 7
    opened = lay_out(data, opened=[group_key(0, "feld3")])
    kinds = [one.kind for one in opened.boxes if one.column == 0]
    assert kinds.count("head") == 1
    assert box(opened, "m3").kind == "item"
    assert "m4" not in {one.key for one in opened.boxes}


def test_every_item_stands_for_itself_or_in_exactly_one_box() -> None:
    data = town(500, 90, 60, 2000)
    picture = lay_out(data, opened=[group_key(0, "feld1")])
    for column, items in enumerate(data.columns):
        shown = [key for members in picture.order[column] for key in members]
        assert sorted(shown) == sorted(item.key for item in items)


def test_no_more_than_four_hundred_measures_are_opened_at_once() -> None:
    data = town(2000, 90, 60, 9000)
    groups = [group_key(0, f"feld{at}", part) for at in range(7) for part in range(2)]
    picture = lay_out(data, opened=groups)
    assert sum(one.kind == "item" and one.column == 0 for one in picture.boxes) <= 420


def test_a_measure_says_which_group_to_open() -> None:
    data = town(60, 24, 24, 200)
    assert group_around(data, "m3") == group_key(0, "feld3")
    assert group_around(data, "d3") == ""
    assert group_around(data, "elsewhere") == ""


def test_bands_at_a_box_are_as_high_as_what_it_carries() -> None:
    items = ((MapItem("m1", "A"), MapItem("m2", "B")), (MapItem("d1", "C"),), ())
    links = (MapLink("m1", "d1", 300, 2), MapLink("m2", "d1", 100, 2))
    picture = lay_out(MapData(items, links, {}))
    widths = {band.source: band.width for band in picture.bands}
    assert widths["m1"] == pytest.approx(3 * widths["m2"], rel=0.01)
    assert box(picture, "d1").height == pytest.approx(widths["m1"] + widths["m2"], abs=0.1)


def test_lines_that_need_not_cross_do_not_cross() -> None:
    size = 12
    items = tuple(
        tuple(MapItem(f"{kind}{at}", f"{at}") for at in order)
        for kind, order in (("m", range(size)), ("d", reversed(range(size))), ("c", range(size)))
    )
    links = [MapLink(f"m{at}", f"d{at}", 1, 2) for at in range(size)]
    links += [MapLink(f"d{at}", f"c{at}", 1, 2) for at in range(size)]
    picture = lay_out(MapData((items[0], items[1], items[2]), tuple(links), {}))
    orders = [[members[0][1:] for members in column] for column in picture.order]
    assert orders[0] == orders[1] == orders[2]


def test_focus_lights_the_ways_through_a_thing_and_nothing_else() -> None:
    lines = [("m1", "d1"), ("m2", "d1"), ("d1", "c1"), ("d2", "c1")]
    assert trace_lines(lines, ["d1"]) == {("m1", "d1"), ("m2", "d1"), ("d1", "c1")}
    assert trace_lines(lines, ["m1"]) == {("m1", "d1"), ("d1", "c1")}
    data = town(60, 24, 24, 90)
    focus = focus_on(lay_out(data), data, "d1")
    assert focus is not None
    assert focus.box == "d1"
    assert focus_on(lay_out(data), data, "elsewhere") is None


def test_titles_are_text_and_never_markup() -> None:
    hostile = '<script>alert(1)</script> & "quotes" \x00\x0b ' + "x" * 10_000
    items = ((MapItem("m1", hostile, "g"),), (MapItem("d1", hostile),), (MapItem("c1", "]]>"),))
    picture = lay_out(MapData(items, (MapLink("m1", "d1", 1, 1), MapLink("d1", "c1", 1, -1)), {"g": hostile}))
    drawn = draw_map(picture, WORDS, address=lambda one: f'/"><script>{one.key}', is_file=True)
    assert "<script" not in drawn
    assert len(drawn) < 20_000
    parseString(drawn)


def test_a_long_title_keeps_to_its_box() -> None:
    items = ((MapItem("m1", "Straßenbeleuchtungs" * 20),), (), ())
    lines = box(lay_out(MapData(items, (), {})), "m1").lines
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert max(map(len, lines)) < 45


def test_money_is_split_by_strength_and_score_as_in_the_budget_per_goal() -> None:
    costs = {"m0": 100.0, "m1": 60.0, "m2": 200.0, "m3": 40.0, "m4": None}
    contributions = {("m0", "d0"): 3, ("m1", "d1"): 2, ("m2", "d2"): 3, ("m3", "d1"): 1, ("m3", "d3"): 2,
                     ("m4", "d0"): 3}  # fmt: skip
    relations = {("d0", "c0"): 2, ("d0", "c2"): 1, ("d1", "c1"): 3, ("d1", "c3"): -2, ("d3", "c0"): -1,
                 ("d3", "c1"): 1, ("d3", "c2"): 2}  # fmt: skip
    money = split_money(costs, contributions, relations)
    arrived = {
        goal: sum(amount for (_source, target), amount in money.items() if target == goal)
        for goal in ("c0", "c1", "c2", "c3")
    }
    assert arrived == pytest.approx({"c0": 66.67, "c1": 82.22, "c2": 51.11, "c3": 0}, abs=0.005)
    assert money["m4", "d0"] == 0
