"""Guided hours as a person may see them, their answers, and the next step that is due."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from kommune.maturity.models import GuidedHour, HourDraft, HourStep
from kommune.municipalities.public import Viewer, released_for

SOON_DAYS = 14


def visible_hours(viewer: Viewer) -> QuerySet[GuidedHour]:
    """The hours that a person may see, with what they ended in."""
    hours: QuerySet[GuidedHour] = GuidedHour.objects.filter(released_for(viewer))
    return hours.select_related("draft__strategy", "draft__city_strategy", "next_owner__user")


def hours_with_progress(viewer: Viewer) -> QuerySet[GuidedHour]:
    """The hours with the number of steps that were saved, and when the last one was; the newest first."""
    saved = Q(steps__saved_at__isnull=False)
    counted = visible_hours(viewer).annotate(
        saved_steps=Count("steps", filter=saved), last_saved=Max("steps__saved_at")
    )
    return counted.order_by("-id")


def hour_for(viewer: Viewer, hour_id: UUID) -> GuidedHour | None:
    """One hour, or None where it is not there for this person."""
    return visible_hours(viewer).filter(id=hour_id).first()


def hour_titles(viewer: Viewer) -> set[str]:
    """The titles of the hours that a person may see."""
    return set(GuidedHour.objects.filter(released_for(viewer)).values_list("title", flat=True))


def draft_of(hour: GuidedHour) -> HourDraft | None:
    """What an hour ended in, or None while it runs."""
    return getattr(hour, "draft", None)


def steps_of(hour: GuidedHour) -> dict[str, HourStep]:
    """The steps of an hour by key."""
    rows = HourStep.objects.filter(hour=hour).select_related("saved_by__user")
    return {row.key: row for row in rows}


def answers_of(hour: GuidedHour) -> dict[str, Any]:
    """All answers of an hour by question."""
    return merge_answers(steps_of(hour))


def merge_answers(steps: dict[str, HourStep]) -> dict[str, Any]:
    """The answers of several steps as one mapping by question."""
    return {key: answer for step in steps.values() for key, answer in step.answers.items()}


def hour_of_strategy(viewer: Viewer, strategy_id: UUID) -> GuidedHour | None:
    """The hour in which a strategy was born, where the person may see it."""
    return visible_hours(viewer).filter(draft__strategy_id=strategy_id).first()


def due_next_step(viewer: Viewer, day: date) -> GuidedHour | None:
    """The hour whose next step is due first: overdue or within two weeks, and not done."""
    return (
        visible_hours(viewer)
        .filter(next_on__lte=day + timedelta(days=SOON_DAYS), next_done_on=None)
        .exclude(draft=None)
        .order_by("next_on")
        .first()
    )
