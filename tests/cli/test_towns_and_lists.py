"""Towns, people, lists and papers from the command line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from typer.testing import Result

from kommune.accounts.models import User
from kommune.audit.public import revision
from kommune.foundation.scope import town_scope
from kommune.jobs.daily import do_what_is_due
from kommune.jobs.models import DutyDay
from kommune.municipalities.models import Membership, Municipality
from kommune.strategy.models import Measure
from tests.towns import SmallStrategy

Kommune = Callable[..., Result]
HEAD = "Nr.;Titel;Beginn;zahlt ein auf Ziel\n"


def password_in(result: Result) -> str:
    return result.stdout.split()[-1]


@pytest.mark.django_db
def test_an_operator_is_made_and_founds_a_town(kommune: Kommune) -> None:
    made = kommune("user", "create", "Betrieb@Rathaus.example", "--operator", "--name", "Betrieb")
    assert made.exit_code == 0
    user = User.objects.get()
    assert (user.email, user.is_staff, user.check_password(password_in(made))) == (
        "betrieb@rathaus.example",
        True,
        True,
    )
    founded = kommune("towns", "create", "Bad Münder", "--by", "betrieb@rathaus.example")
    assert founded.exit_code == 0
    assert Municipality.objects.get().slug == "bad-muender"
    assert "bad-muender" in kommune("towns", "list").stdout


def test_a_person_gets_her_place_in_a_town(kommune: Kommune, town: Municipality) -> None:
    done = kommune("user", "create", "a@probe.example", "--town", "probe", "--role", "council_member")
    assert done.exit_code == 0
    assert Membership.objects.get().role == "council_member"


def test_a_wrong_role_leaves_no_account(kommune: Kommune, town: Municipality) -> None:
    refused = kommune("user", "create", "a@probe.example", "--town", "probe", "--role", "boss")
    assert refused.exit_code == 1
    assert not User.objects.exists()


def test_an_unknown_town_leaves_no_account(kommune: Kommune, town: Municipality) -> None:
    refused = kommune("user", "create", "a@probe.example", "--town", "nowhere")
    assert "There is no town “nowhere” here. Known: probe" in refused.stderr
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_new_password_replaces_the_forgotten_one(kommune: Kommune) -> None:
    old = password_in(kommune("user", "create", "a@probe.example"))
    new = password_in(kommune("user", "password", "a@probe.example"))
    user = User.objects.get()
    assert (user.check_password(old), user.check_password(new)) == (False, True)


def test_a_list_comes_in(kommune: Kommune, small: SmallStrategy, tmp_path: Path) -> None:
    source = tmp_path / "neu.csv"
    source.write_text(HEAD + "N1;Bauakten scannen;01.02.2027;D1 (3)\n")
    done = kommune("import", source, "--town", "probe", "--as", "measures")
    assert done.exit_code == 0, done.stderr
    measure = Measure.objects.get(number="N1")
    assert (measure.title, str(measure.starts_on)) == ("Bauakten scannen", "2027-02-01")
    assert [link.strength for link in measure.contributions.all()] == [3]


def test_a_dry_run_shows_the_counts_and_writes_nothing(
    kommune: Kommune, small: SmallStrategy, town: Municipality, tmp_path: Path
) -> None:
    source = tmp_path / "neu.csv"
    source.write_text(HEAD + "N1;Bauakten scannen;01.02.2027;D1\n")
    before = revision(town.id)
    done = kommune("import", source, "--town", "probe", "--as", "measures", "--dry-run")
    assert done.exit_code == 0
    assert "Measures" in done.stdout
    assert not Measure.objects.filter(number="N1").exists()
    assert revision(town.id) == before


def test_every_question_is_named_by_row_and_column(
    kommune: Kommune, small: SmallStrategy, tmp_path: Path
) -> None:
    source = tmp_path / "neu.csv"
    source.write_text(HEAD + "N1;Bauakten scannen;Q5 2027;D1\nN2;Gut;01.01.2027;D9\n")
    refused = kommune("import", source, "--town", "probe", "--as", "measures")
    assert refused.exit_code == 1
    lines = [line.split() for line in refused.stdout.splitlines()]
    assert [line[1:3] for line in lines if line[:1] == ["neu"]] == [["2", "Beginn"], ["3", "zahlt"]]
    assert not Measure.objects.filter(number__startswith="N").exists()


def test_an_export_comes_back_in_without_a_change(
    kommune: Kommune, small: SmallStrategy, town: Municipality, tmp_path: Path
) -> None:
    target = tmp_path / "alles.xlsx"
    assert kommune("export", "--town", "probe", "-o", target).exit_code == 0
    assert openpyxl.load_workbook(target).sheetnames
    before = revision(town.id)
    done = kommune("import", target, "--town", "probe")
    assert done.exit_code == 0, done.stdout
    assert revision(town.id) == before


def test_the_papers_before_day_one_are_written(kommune: Kommune, town: Municipality, tmp_path: Path) -> None:
    assert kommune("papers", "--town", "probe", "-o", tmp_path / "papers").exit_code == 0
    assert sorted(path.stem for path in (tmp_path / "papers").iterdir()) == [
        "barrierefreiheit",
        "dienstvereinbarung",
        "loeschkonzept",
        "massnahmen",
        "rollenkonzept",
        "schwellwertpruefung",
        "verarbeitungsverzeichnis",
    ]


def test_check_says_what_is_fit_for_use(kommune: Kommune, town: Municipality) -> None:
    done = kommune("check")
    assert done.exit_code == 0, done.stdout
    assert "No work is left waiting." in done.stdout


def test_check_names_a_duty_that_nobody_did_since_yesterday(kommune: Kommune, town: Municipality) -> None:
    do_what_is_due()
    with town_scope(town.id):
        DutyDay.objects.filter(key="drop_old_texts").update(done_on=date(2026, 1, 1))
    done = kommune("check")
    assert "Left undone since yesterday: drop_old_texts." in done.stdout
