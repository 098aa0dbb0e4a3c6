"""Surveys on the home pages: open ones and what came of the last for employees, culture for deciders."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.maturity.queries.pulses.pulses import open_pulses
from kommune.maturity.queries.pulses.replies import latest_replies
from kommune.maturity.queries.pulses.results import TopicResult, newest_topics
from kommune.maturity.queries.pulses.topics import blocks_from, minutes_for
from kommune.maturity.rules import is_employee
from kommune.maturity.web.pulses.result_pages import movement_of, tell
from kommune.municipalities.public import Viewer

SHOWN = 3


def open_for_employees(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """Open surveys and what came of the last ones; whether she answered cannot be known and is not told."""
    told = [
        (pulse, minutes_for(sum(len(block.questions) for block in blocks_from(pulse.blocks))))
        for pulse in (open_pulses()[:SHOWN] if is_employee(viewer) else ())
    ]
    replies = latest_replies(viewer, SHOWN)
    if not told and not replies:
        return None
    return {"open": told, "replies": replies, "slug": slug}


def culture_for_deciders(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """Two sentences with numbers on how people work together; nothing where no survey was released."""
    topics = list(newest_topics(viewer).values())
    if not topics:
        return None
    lowest = min(topics, key=lambda topic: topic.place)
    pulse = lowest.pulse
    sentences = [_lowest(lowest)]
    if sentence := movement_of(topics):
        sentences.append(sentence)
    elif pulse.answered is not None:
        sentences.append(
            ngettext("%(n)d person answered.", "%(n)d people answered.", pulse.answered)
            % {"n": pulse.answered}
        )
    return {"sentences": sentences, "pulse": pulse, "slug": slug}


def _lowest(lowest: TopicResult) -> str:
    return _("“%(topic)s” stands lowest in the surveys of employees: %(told)s.") % {
        "topic": lowest.title,
        "told": tell(lowest.cell, lowest.highest),
    }
