"""The demo town stands in the database as its tables promise, once, with its decisions and findings."""

from collections import Counter

import pytest
from django.conf import settings

from kommune.accounts.models import User
from kommune.audit.public import revision
from kommune.cli.public import DemoTown
from kommune.findings.models import Finding
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Membership, Municipality, Unit
from kommune.municipalities.public import Rung
from kommune.project.loading.town import load_demo_town
from kommune.strategy.models import Goal, Measure, StatusReport, Strategy


def load() -> DemoTown:
    return load_demo_town(report=lambda done, total, text: None)


@pytest.mark.django_db
def test_the_town_is_loaded_once_with_everything_that_its_tables_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "JOBS_INLINE", True)
    made = load()
    town = Municipality.objects.get()
    with town_scope(town.id):
        assert (made.is_new, town.slug, town.population, town.ags) == (True, "wesselfurt", 38214, "05598012")
        assert (Unit.objects.count(), Membership.objects.count()) == (14, 22)
        assert Unit.objects.get(key="StD").parent.key == "BM"
        assert Goal.objects.count() == 24 + 20 + 5 + 6
        assert Measure.objects.exclude(number="").count() == 60
        assert StatusReport.objects.count() == 67
        assert Measure.objects.filter(split_technology__isnull=False).count() == 37
        assert_strategies()
        assert_releases()
        assert_findings()
    assert_people_sign_in(made)
    before = revision(town.id)
    again = load()
    assert (again.is_new, revision(town.id), Municipality.objects.count()) == (False, before, 1)
    assert again.accounts == made.accounts


def assert_strategies() -> None:
    states = dict(Strategy.objects.values_list("title", "state"))
    assert Counter(states.values()) == {"adopted": 3, "superseded": 1}
    digital = Strategy.objects.get(title="Digitalstrategie 2026–2030")
    assert digital.supersedes.title == "Digitalstrategie 2020"
    assert (digital.decision, str(digital.decided_on)) == (
        "Rat der Stadt Wesselfurt, V 2025/0311",
        "2025-12-11",
    )
    assert digital.released_to == Rung.COUNCIL
    assert Strategy.objects.get(title="Stadtstrategie 2035").released_to == Rung.PUBLIC


def assert_releases() -> None:
    rungs = Counter(Measure.objects.values_list("released_to", flat=True))
    assert set(rungs) == set(Rung.values)


def assert_findings() -> None:
    states = Counter(Finding.objects.values_list("state", flat=True))
    assert states["dismissed"] == 1
    assert states["gone"] == 1
    assert states["open"] > 20
    answered = Measure.objects.get(answered_findings__isnull=False)
    assert answered.answered_findings.get().finding.state == "gone"


def assert_people_sign_in(made: DemoTown) -> None:
    assert [account.email.partition("@")[0] for account in made.accounts] == [
        "oliver.drewing",
        "jana.wiebusch",
        "henning.terbrack",
        "lena.brueggenthies",
        "joachim.rademann",
        "patrick.umlauf",
    ]
    for account in made.accounts:
        assert User.objects.get(email=account.email).check_password(made.password)
    assert User.objects.filter(is_staff=True).count() == 1
