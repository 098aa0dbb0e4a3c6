"""Lists as they really are: each trap gets a clear question with its row, nothing is half-written."""

from pathlib import Path

import pytest

from kommune.imports.public import FileRefused, import_file
from kommune.municipalities.models import Unit
from kommune.municipalities.public import Viewer
from kommune.strategy.models import Contribution, Goal, GoalRelation, Measure, StatusReport, Strategy
from tests.imports.lists import bring_in, codes, counts, notes

pytestmark = pytest.mark.django_db
GOALS = [["Nr.", "Ziel"], ["4.1", "Rad"], ["4.2", "Bus"]]


def test_muenster_comes_in_completely_and_again_without_doubling(steering: Viewer, real_data: Path) -> None:
    path = real_data / "strategy" / "muenster_sachstand.csv"
    first = import_file(path, by=steering, strategy="new:sector", strategy_title="Klima")
    assert first.is_done
    lights = list(Measure.objects.order_by().values_list("light", flat=True))
    assert (Strategy.objects.get().fields.count(), len(lights), StatusReport.objects.count()) == (5, 54, 216)
    assert (lights.count("green"), lights.count("orange"), lights.count("red")) == (18, 20, 16)
    assert Measure.objects.get(number="Ü1").extra == {"priority": "5", "potential": "(5)"}
    assert Measure.objects.get(number="Ü1").field.number == "Ü"
    second = import_file(path, by=steering, strategy=Strategy.objects.get().id)
    assert {(new, changed) for new, changed, _ in counts(second).values()} == {(0, 0)}


def test_an_unresolved_link_names_its_row_and_suggests_goals(steering, xlsx):
    result = bring_in(
        xlsx(
            Ziele=GOALS, Maßnahmen=[["Nr.", "Titel", "zahlt ein auf"], ["M1", "a", "4.1"], ["M2", "b", "4.7"]]
        ),
        steering,
    )
    assert not result.is_done
    assert codes(result) == [("unknown_goal", 3, "zahlt ein auf")]
    assert (Measure.objects.count(), Goal.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("4.1; 4.2", {"4.1": (2, False), "4.2": (2, False)}),
        ("4.1 (3), 4.2: ++", {"4.1": (3, True), "4.2": (2, True)}),
        ("Rad\nBus (1)", {"4.1": (2, False), "4.2": (1, True)}),
        ("Ziel 4.2 (x)", {"4.2": (2, True)}),
        ("-", {}),
    ],
)
def test_links_are_read_as_people_write_them(steering, xlsx, text, links):
    assert bring_in(
        xlsx(Ziele=GOALS, Maßnahmen=[["Nr.", "Titel", "zahlt ein auf"], ["M1", "a", text]]), steering
    ).is_done
    found = {
        one.goal.number: (one.strength, one.strength_given)
        for one in Contribution.objects.select_related("goal")
    }
    assert found == links
    assert {one.origin for one in Contribution.objects.all()} <= {"list"}


def test_a_negative_contribution_is_explained_but_goals_may_fight(steering, xlsx):
    bring_in(xlsx(Ziele=GOALS), steering)
    refused = bring_in(
        xlsx("m.xlsx", Maßnahmen=[["Nr.", "Titel", "zahlt ein auf"], ["M1", "a", "4.1 (-2)"]]), steering
    )
    assert codes(refused) == [("negative_contribution", 2, "zahlt ein auf")]
    city = xlsx("s.xlsx", Stadtziele=[["Nr.", "Ziel"], ["S1", "Teilhabe"]])
    import_file(city, by=steering, strategy="new:city", strategy_title="Stadt")
    fighting = xlsx("d.xlsx", Ziele=[["Nr.", "Ziel", "zahlt ein auf Stadtziel"], ["4.1", "Rad", "S1 (-2)"]])
    assert bring_in(fighting, steering).is_done
    assert GoalRelation.objects.get().score == -2


def test_the_corrected_file_updates_and_an_emptied_cell_empties(steering, xlsx):
    head = ["Nr.", "Titel", "Beschreibung", "Kosten 2026", "Ampel", "zahlt ein auf"]
    bring_in(
        xlsx(
            Ziele=GOALS,
            Maßnahmen=[
                head,
                ["M1", "Alt", "Text", "10 T€", "grün", "4.1; 4.2"],
                ["M2", "Bleibt", "", "", "", ""],
            ],
        ),
        steering,
    )
    again = bring_in(xlsx("neu.xlsx", Maßnahmen=[head, ["M1", "Neu", "", "", "rot", "4.2 (3)"]]), steering)
    assert next(iter(counts(again).values())) == (0, 1, 0)
    measure = Measure.objects.get(number="M1")
    assert (measure.title, measure.aim, measure.light, measure.costs.count()) == ("Neu", "", "red", 0)
    assert [(link.goal.number, link.strength) for link in measure.contributions.all()] == [("4.2", 3)]
    assert Measure.objects.filter(number="M2").exists()


def test_duplicates_circles_and_missing_parents_are_named_by_row(steering, csv_file):
    rows = [
        ["Nr.", "Ziel", "Übergeordnet"],
        ["1", "a", "2"],
        ["2", "b", "1"],
        ["3", "c", "9"],
        ["1", "d", ""],
        ["5", "e", "6"],
        ["6", "f", ""],
    ]
    assert codes(bring_in(csv_file(rows, "ziele.csv"), steering)) == [
        ("duplicate_row", 5, "Nr."),
        ("hierarchy_cycle", 2, "Übergeordnet"),
        ("missing_parent", 4, "Übergeordnet"),
    ]
    assert Goal.objects.count() == 0


def test_a_parent_may_come_later(steering, csv_file):
    assert bring_in(
        csv_file([["Nr.", "Ziel", "Übergeordnet"], ["5", "e", "6"], ["6", "f", ""]], "ziele.csv"), steering
    ).is_done
    assert Goal.objects.get(number="5").parent.number == "6"


def test_a_title_too_long_is_asked_about_and_never_cut(steering, csv_file):
    rows = [["Nr.", "Titel", "Beginn", "Bemerkung"], ["M1", "x" * 10_000, "2026", "y" * 10_000]]
    result = bring_in(csv_file(rows, "massnahmen.csv"), steering)
    assert codes(result) == [("too_long", 2, "Titel")]
    assert Measure.objects.count() == 0


def test_unreadable_values_are_asked_about_each_with_its_column(steering, csv_file):
    rows = [
        ["Nr.", "Maßnahme", "Beginn", "Ende", "Kosten 2026", "Phase", "Federführung"],
        ["M1", "a", "32.01.2026", "Q5 2027", "10-20 T€", "irgendwas", "FB 99"],
        ["M2", "b", "Q2 2027", "Q1 2027", "-5", "", ""],
    ]
    assert codes(bring_in(csv_file(rows), steering)) == [
        ("end_before_start", 3, "Ende"),
        ("money_negative", 3, "Kosten 2026"),
        ("money_range", 2, "Kosten 2026"),
        ("no_such_date", 2, "Beginn"),
        ("not_a_date", 2, "Ende"),
        ("unknown_choice", 2, "Phase"),
        ("unknown_unit", 2, "Federführung"),
    ]


def test_one_decision_settles_all_rows_with_the_same_text(steering, csv_file):
    rows = [
        ["Nr.", "Maßnahme", "Beginn", "Federführung"],
        *[[f"M{n}", f"t{n}", "2026", "FB 99"] for n in range(5)],
    ]
    path = csv_file(rows)
    assert len(codes(bring_in(path, steering))) == 1
    assert bring_in(path, steering, answers={"all:unknown_unit": {"what": "create"}}).is_done
    assert Unit.objects.get().name == "FB 99"
    assert Measure.objects.filter(lead_unit__name="FB 99").count() == 5


def test_a_quarter_is_read_with_a_note(steering, csv_file):
    result = bring_in(csv_file([["Nr.", "Maßnahme", "Beginn"], ["M1", "a", "Q3 2026"]]), steering)
    assert notes(result) == [("quarter_start", "Q3 2026")]
    assert str(Measure.objects.get().starts_on) == "2026-07-01"


def test_two_heads_and_sums_are_left_out_with_a_note(steering, csv_file):
    rows = [
        ["Nr.", "Maßnahme", "Kosten 2026"],
        ["M1", "a", "5"],
        ["Nr.", "Maßnahme", "Kosten 2026"],
        ["M2", "b", "6"],
        ["Summe", "", "11"],
    ]
    result = bring_in(csv_file(rows), steering)
    assert [code for code, _ in notes(result)] == ["repeated_head", "total_row"]
    assert Measure.objects.count() == 2


def test_unknown_columns_are_kept_beside(steering, csv_file):
    bring_in(
        csv_file([["Nr.", "Maßnahme", "Beginn", "Haushaltsstelle"], ["M1", "a", "2026", "0012.345"]]),
        steering,
    )
    assert Measure.objects.get().extra == {"Haushaltsstelle": "0012.345"}


def test_the_same_number_in_two_strategies_is_asked_about(steering, xlsx):
    for title in ("Klima", "Sport"):
        import_file(
            xlsx(f"{title}.xlsx", Ziele=[["Nr.", "Ziel"], ["1", title]]),
            by=steering,
            strategy="new:sector",
            strategy_title=title,
        )
    path = xlsx("m.xlsx", Maßnahmen=[["Nr.", "Titel", "zahlt ein auf"], ["M1", "a", "1"]])
    assert codes(bring_in(path, steering)) == [("ambiguous_goal", 2, "zahlt ein auf")]
    clear = xlsx("n.xlsx", Maßnahmen=[["Nr.", "Titel", "zahlt ein auf"], ["M1", "a", "Klima 1"]])
    assert bring_in(clear, steering).is_done
    assert Contribution.objects.get().goal.title == "Klima"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.4", "not_a_spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "old_excel_format"),
        (b"PK\x03\x04 kaputt", "damaged"),
    ],
)
def test_refused_files_say_why_and_leave_nothing(steering, tmp_path, content, code):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)
    with pytest.raises(Exception) as refused:  # noqa: PT011 - two kinds of refusal, told apart below
        import_file(path, by=steering)
    if isinstance(refused.value, FileRefused):
        assert refused.value.code == code
    else:
        assert type(refused.value).__name__ == "FileEmpty"
    assert Measure.objects.count() == 0
