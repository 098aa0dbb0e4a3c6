"""What is kept for a time is gone after it, though nobody clicks: every duty does what it is named after."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from kommune.foundation.dates import today
from kommune.foundation.duties import duties
from kommune.jobs.daily import do_what_is_due
from kommune.maturity.models import Assessment, AssessmentPerson, UsageIntake
from kommune.municipalities.models import ApiToken, Invitation, KeptAnswer, SentForm
from kommune.municipalities.public import Viewer
from kommune.strategy.models import RatingRound, RoundRater
from tests.maturity.assessments import make_open, say_everywhere
from tests.maturity.tools import make_tool
from tests.small_town import lead, small, town
from tests.strategy.rounds import answer_all, make_open_round
from tests.towns import SmallStrategy

__all__ = ["lead", "small", "town"]

NOW = timezone.now()
LONG_AGO, SOON = NOW - timedelta(days=2), NOW + timedelta(hours=1)
Make = Callable[..., Any]


def sessions(moment: Any) -> Session:
    return Session.objects.create(session_key=uuid4().hex, session_data="x", expire_date=moment)


def sent_forms(moment: Any) -> SentForm:
    return SentForm.objects.create(fingerprint=uuid4().hex, made_at=moment)


def invitations(moment: Any) -> Invitation:
    return Invitation.objects.create(email="neu@example.org", role="staff", expires_at=moment)


def kept_answers(moment: Any) -> KeptAnswer:
    token = ApiToken.objects.create(name="x", secret_hash=uuid4().hex, expires_at=SOON, clearance=3)
    return KeptAnswer.objects.create(token=token, key="k", made_at=moment)


@pytest.mark.parametrize(
    ("make", "model"),
    [(sessions, Session), (sent_forms, SentForm), (invitations, Invitation), (kept_answers, KeptAnswer)],
)
def test_what_is_past_its_term_goes_and_the_rest_stays(
    lead: Viewer, make: Make, model: type[models.Model]
) -> None:
    make(LONG_AGO)
    fresh = make(SOON)
    do_what_is_due()
    assert list(model._default_manager.values_list("pk", flat=True)) == [fresh.pk]


def test_counts_that_were_read_and_never_taken_over_go_after_a_day(lead: Viewer) -> None:
    tool = make_tool(lead)
    old, fresh = (UsageIntake.objects.create(introduction=tool, data={}) for _at in range(2))
    UsageIntake.objects.filter(id=old.id).update(made_at=LONG_AGO)
    do_what_is_due()
    assert [intake.id for intake in UsageIntake.objects.all()] == [fresh.id]


@pytest.mark.parametrize(("days", "state"), [(14, "open"), (15, "closed")])
def test_sheets_with_names_do_not_outlive_a_forgotten_last_day(
    lead: Viewer, small: SmallStrategy, days: int, state: str
) -> None:
    last_day = today() - timedelta(days=days)
    made = make_open(lead)
    for name in made.tokens:
        say_everywhere(made, name, 2)
    rated = make_open_round(lead, small)
    answer_all(rated, {"Anna": [1, 1, 1]})
    Assessment.objects.update(closes_on=last_day)
    RatingRound.objects.update(closes_on=last_day)
    do_what_is_due()
    assert Assessment.objects.get().state == RatingRound.objects.get().state == state
    assert AssessmentPerson.objects.exists() is RoundRater.objects.exists() is (state == "open")


def test_the_house_knows_its_duties() -> None:
    assert {duty.key for duty in duties()} == {
        "close_forgotten_assessments",
        "close_forgotten_pulses",
        "close_forgotten_rounds",
        "drop_old_texts",
        "forget_kept_answers",
        "forget_old_intakes",
        "forget_past_invitations",
        "forget_past_sign_ins",
        "forget_sent_forms",
        "overwrite_what_was_left",
    }
