"""The ratings of the demo town: three believable sheets, some quarrel, some conflicts."""

from statistics import median

from kommune.project.demo.large_ratings import AGAINST, choose_opposed
from kommune.project.demo.tables import Row, read_demo_town

TOWN = read_demo_town()
SHEETS = ("1", "2", "3")


def scores(row: Row) -> list[int]:
    return [int(row[f"Bogen {sheet}"]) for sheet in SHEETS]


def test_every_pair_joins_goals_that_exist_and_is_asked_once() -> None:
    digital = {row["Nr."] for row in TOWN.digital_goals}
    city = {row["Nr."] for row in TOWN.city_goals}
    pairs = [(row["Digitalziel"], row["Stadtziel"]) for row in TOWN.rounds]
    assert {pair[0] for pair in pairs} == digital
    assert {pair[1] for pair in pairs} < city
    assert len(set(pairs)) == len(pairs)


def test_strong_words_have_a_reason() -> None:
    lacking = [
        (row["Digitalziel"], row["Stadtziel"], sheet)
        for row in TOWN.rounds
        for sheet, score in zip(SHEETS, scores(row), strict=True)
        if abs(score) >= 2 and not row[f"Grund {sheet}"].strip()
    ]
    assert lacking == []


def test_there_are_conflicts_and_pairs_to_talk_about() -> None:
    against = [(row["Digitalziel"], row["Stadtziel"]) for row in TOWN.rounds if median(scores(row)) < 0]
    apart = [row for row in TOWN.rounds if max(scores(row)) - min(scores(row)) >= 2]
    assert against == [
        ("D1.1", "5.3"), ("D1.1", "2.4"), ("D1.2", "5.3"), ("D1.3", "6.2"), ("D3.2", "1.2"),
        ("D4.2", "4.1"), ("D4.2", "6.2"), ("D5.2", "2.4"),
    ]  # fmt: skip
    assert [(row["Digitalziel"], row["Stadtziel"]) for row in apart] == [
        ("D1.3", "6.2"), ("D2.1", "6.3"), ("D2.1", "4.1"), ("D4.1", "6.1"),
    ]  # fmt: skip
    assert [row["Einigung"] for row in apart] == ["-1", "1", "", ""]


def test_contributions_name_measures_and_goals_that_exist() -> None:
    measures = {row["Nr."] for row in TOWN.measures}
    goals = {row["Nr."] for row in TOWN.digital_goals}
    assert {row["Maßnahme"] for row in TOWN.contributions} <= measures
    assert {row["Ziel"] for row in TOWN.contributions} <= goals


def test_the_large_town_has_two_hundred_goals_that_work_against_others() -> None:
    relations = [(digital, city, 2) for digital in range(1, 60) for city in range(100, 106)]
    sparse = [one for one in relations if (one[0] + one[1]) % 11 == 0]
    opposed = choose_opposed(sparse)  # type: ignore[arg-type]  # any id that can be sorted
    assert len(opposed) == min(AGAINST, len({d for d, _c, _s in sparse}) * 6 - len(sparse))
    assert set(opposed.values()) == {-1, -2, -3}
    assert not set(opposed) & {(digital, city) for digital, city, _score in sparse}


def test_conflicts_of_the_table_are_conflicts_of_the_round() -> None:
    against = {(row["Digitalziel"], row["Stadtziel"]) for row in TOWN.rounds if median(scores(row)) < 0}
    units = {row["Kürzel"] for row in TOWN.units}
    assert {(row["Digitalziel"], row["Stadtziel"]) for row in TOWN.conflicts} < against
    assert {row[head] for row in TOWN.conflicts for head in ("Zuständig digital", "Zuständig Stadt")} <= units
    assert [row["Umgang"] for row in TOWN.conflicts if row["Geklärt"]] == ["accept", "accept"]
