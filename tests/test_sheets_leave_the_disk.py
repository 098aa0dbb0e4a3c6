"""Closing or deleting what people answered blind writes SQLite's file anew, so that no page keeps a sheet."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from kommune.foundation import erasure
from kommune.maturity.actions.assessment_closing import close_assessment
from kommune.maturity.actions.assessments import delete_assessment
from kommune.municipalities.public import Viewer
from kommune.strategy.actions.round_closing import close_round
from kommune.strategy.actions.rounds import delete_round
from tests.maturity.assessments import make_open, say_everywhere
from tests.small_town import lead, small, town
from tests.strategy.rounds import answer_all, make_open_round
from tests.towns import SmallStrategy

__all__ = ["lead", "small", "town"]

Capture = Callable[[], AbstractContextManager[list[Callable[[], Any]]]]


@pytest.fixture
def assessment_id(lead: Viewer) -> UUID:
    made = make_open(lead)
    say_everywhere(made, "Anna", 2)
    return made.id


@pytest.fixture
def round_id(lead: Viewer, small: SmallStrategy) -> UUID:
    made = make_open_round(lead, small)
    answer_all(made, {"Anna": [1, 1, 1]})
    return made.id


@pytest.mark.parametrize("action", [close_assessment, delete_assessment])
def test_sheets_of_a_self_assessment(
    lead: Viewer,
    assessment_id: UUID,
    action: Callable[..., object],
    django_capture_on_commit_callbacks: Capture,
) -> None:
    with django_capture_on_commit_callbacks() as afterwards:
        action(by=lead, assessment_id=assessment_id)
    assert (erasure._write_anew in afterwards) is (connection.vendor == "sqlite")


@pytest.mark.parametrize("action", [close_round, delete_round])
def test_sheets_of_a_rating_round(
    lead: Viewer, round_id: UUID, action: Callable[..., object], django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks() as afterwards:
        action(by=lead, round_id=round_id)
    assert (erasure._write_anew in afterwards) is (connection.vendor == "sqlite")
