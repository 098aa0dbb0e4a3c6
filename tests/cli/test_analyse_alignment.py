"""`kommune analyse alignment`: figures of a case from a file, without an installation."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

pytestmark = pytest.mark.pure

Kommune = Callable[..., Result]
Answer = Callable[..., Result]
CASE: dict[str, Any] = {
    "weights": [0.3, 0.25, 0.2, 0.15, 0.1],
    "goal_relations": [[2, 0, 1, 0, 0], [0, 3, 0, -2, 0], [0, 0, 0, 0, 0], [-1, 1, 2, 0, 0]],
    "contributions": [[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, 3, 0], [0, 1, 0, 2]],
    "costs": [100, 60, 200, 40],
}
KEYS = {
    "coverage", "depth", "anchoring", "conflict", "budget_per_goal", "unallocated", "overlap",
    "orphan_city_goals", "orphan_digital_goals", "measures_without_goal", "direct_conflicts",
    "indirect_conflicts",
}  # fmt: skip


@pytest.fixture
def answer(kommune: Kommune, tmp_path: Path) -> Answer:
    """What the command says of the case by hand with these keys changed."""

    def call(*arguments: str, **changes: Any) -> Result:
        source = tmp_path / "case.json"
        source.write_text(json.dumps({**CASE, **changes}))
        return kommune("analyse", "alignment", "--input", source, *arguments)

    return call


def test_the_case_reckoned_by_hand_comes_out_as_json(answer: Answer) -> None:
    done = answer("--json")
    found = json.loads(done.stdout)
    assert done.exit_code == 0
    assert set(found) == KEYS
    assert found["coverage"] == pytest.approx(0.75)
    assert found["depth"] == pytest.approx(0.5833, abs=5e-5)
    assert found["anchoring"] == 0.75
    assert found["conflict"] == pytest.approx(0.2143, abs=5e-5)
    assert found["budget_per_goal"] == pytest.approx([66.67, 82.22, 51.11, 0, 0], abs=5e-3)
    assert (found["unallocated"], found["overlap"]) == (200, pytest.approx(0.5))
    assert found["orphan_city_goals"] == [3, 4]
    assert found["orphan_digital_goals"] == [2]
    assert found["measures_without_goal"] == [2]
    assert found["direct_conflicts"] == [[1, 3, -2, pytest.approx(0.1)], [3, 0, -1, pytest.approx(0.1)]]
    assert found["indirect_conflicts"] == [
        [1, 3, pytest.approx(4 / 9)],
        [3, 0, pytest.approx(2 / 9)],
        [3, 3, pytest.approx(2 / 9)],
    ]


def test_without_json_the_headline_is_a_table(answer: Answer) -> None:
    lines = answer().stdout.splitlines()
    assert lines[0].split() == ["Figure", "Value"]
    assert ["coverage", "0.7500"] in [line.split() for line in lines]


def test_empty_lists_are_a_case_in_which_nothing_is_rated(answer: Answer) -> None:
    done = answer("--json", weights=[], goal_relations=[], contributions=[], costs=[])
    assert json.loads(done.stdout) == {
        "coverage": 0, "depth": 0, "anchoring": 0, "conflict": 0, "budget_per_goal": [], "unallocated": 0,
        "overlap": None, "orphan_city_goals": [], "orphan_digital_goals": [], "measures_without_goal": [],
        "direct_conflicts": [], "indirect_conflicts": [],
    }  # fmt: skip
    unrated = json.loads(answer("--json", goal_relations=[]).stdout)
    assert (unrated["anchoring"], unrated["conflict"]) == (0, 0)
    assert unrated["orphan_digital_goals"] == [0, 1, 2, 3]


def test_scaled_weights_and_unknown_costs_are_told_on_the_error_stream(answer: Answer) -> None:
    done = answer("--json", weights=[30, 25, 20, 25, 0], costs=[None, 60, 200, 40])
    assert "did not add up to 1 and were scaled" in done.stderr
    assert "weight 0 count for nothing: 4" in done.stderr
    assert "unknown costs, left out of the money: 1" in done.stderr
    assert json.loads(done.stdout)["unallocated"] == 200


def test_unrated_and_uninformative_relations_are_told(answer: Answer) -> None:
    assert "No goal relation is rated" in answer(goal_relations=[]).stderr
    assert "tell the goals apart too little" in answer(goal_relations=[[3] * 5] * 4).stderr


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"goal_relations": [[0] * 5, [0, 0, 0, -4, 0], [0] * 5, [0] * 5]}, "row 1, column 3: -4 is outside"),
    ({"goal_relations": [[0] * 5, [0] * 4, [0] * 5]}, "goal_relations, row 1 has 4 columns instead of 5"),
    ({"contributions": [[3, 0, 0, "x"], [0] * 4, [0] * 4, [0] * 4]}, "contributions, row 0, column 3: 'x'"),
    ({"contributions": [[0.5, 0, 0, 0], [0] * 4, [0] * 4, [0] * 4]}, "column 0: 0.5 is not a whole number"),
    ({"costs": [1, 2, 3]}, "costs has 3 entries instead of 4"),
    ({"costs": [1, 2, 3, -4]}, "costs, entry 3: -4 is negative"),
    ({"costs": [1, 2, 3, "4"]}, "costs, entry 3: 4 is not an amount"),
    ({"weights": [0, 0, 0, 0, 0]}, "weights: all weights are 0"),
    ({"weights": [1, -1, 0, 0, 0]}, "weights, entry 1: -1 is negative"),
    ({"weights": [1, None, 0, 0, 0]}, "weights, entry 1: None is not a number"),
    ({"weights": {"a": 1}}, "weights is not a list"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "told"), WRONG)
def test_what_does_not_fit_is_refused_with_key_row_and_column(
    answer: Answer, changes: dict[str, Any], told: str
) -> None:
    refused = answer("--json", **changes)
    assert refused.exit_code == 1
    assert told in refused.stderr
    assert refused.stdout == ""
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "It is not JSON"),
        ("[1]", "not a JSON object"),
        ('{"weights": []}', "The key goal_relations is missing"),
    ],
)
def test_a_file_that_holds_no_case_is_refused(kommune: Kommune, tmp_path: Path, text: str, told: str) -> None:
    source = tmp_path / "case.json"
    source.write_text(text)
    refused = kommune("analyse", "alignment", "--input", source, "--json")
    assert refused.exit_code == 1
    assert told in refused.stderr
    missing = kommune("analyse", "alignment", "--input", tmp_path / "none.json")
    assert missing.exit_code == 1
    assert "There is no file" in missing.stderr


def test_a_german_terminal_is_told_in_german(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    assert "costs hat 3 Einträge statt 4" in answer(costs=[1, 2, 3]).stderr


def test_the_analysis_needs_no_django() -> None:
    code = (
        "import sys, kommune.analysis.alignment, kommune.cli.alignment_json; print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
