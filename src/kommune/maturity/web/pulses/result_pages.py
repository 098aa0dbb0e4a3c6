"""The page of a closed survey: sentences first, then a picture per topic with its table, groups, replies."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.analysis.surveys import Cell
from kommune.foundation.charts import Line, LineChart
from kommune.foundation.numbers import written_number
from kommune.maturity.models import Pulse, PulseReply
from kommune.maturity.queries.pulses.cells import HeldPulse
from kommune.maturity.queries.pulses.comparing import Moved
from kommune.maturity.queries.pulses.results import Results, TopicResult, read_results
from kommune.maturity.rules import may_run_pulses
from kommune.municipalities.public import Viewer

PERCENT = 100


def results_context(viewer: Viewer, town: str, pulse: Pulse) -> dict[str, Any]:
    """What the template of results needs."""
    results = read_results(viewer, pulse)
    replies: defaultdict[str, list[PulseReply]] = defaultdict(list)
    for reply in PulseReply.objects.filter(pulse=pulse).select_related("measure"):
        replies[reply.topic].append(reply)
    may_run, reply_url = may_run_pulses(viewer), reverse("maturity:pulse_reply_new", args=[town, pulse.id])
    return {
        "results": results,
        "sentences": sentences_of(results),
        "topics": [
            {
                "topic": topic,
                "told": tell(topic.cell, topic.highest),
                "change": tell_change(topic.moved) or tell_changed(topic.changed_since),
                "bars": bars_of(topic),
                "course": course_of(topic),
                "groups": [
                    (group.name, tell(group.cell, topic.highest), group.cell and group.cell.n)
                    for group in topic.groups
                ],
                "replies": replies[topic.key],
                "reply_url": f"{reply_url}?topic={topic.key}",
            }
            for topic in results.topics
        ],
        "may_run": may_run,
    }


def sentences_of(results: Results) -> list[Any]:
    """At most three sentences: who answered, the best and the worst topic, what moved."""
    sentences = [_share(results)]
    told = [topic for topic in results.topics if topic.cell is not None]
    if len(told) > 1:
        ordered = sorted(told, key=lambda topic: topic.place)
        worst, best = ordered[0], ordered[-1]
        sentences.append(
            format_html(
                _("“{best}” stands best with {high}, “{worst}” lowest with {low}."),
                best=best.title, high=tell(best.cell, best.highest),
                worst=worst.title, low=tell(worst.cell, worst.highest),
            )
        )  # fmt: skip
    elif told:
        only = told[0]
        sentences.append(f"{only.title}: {tell(only.cell, only.highest)}.")
    if sentence := movement_of(told):
        sentences.append(sentence)
    return sentences


def movement_of(topics: Iterable[TopicResult]) -> str:
    """What moved most since the last survey with the same questions; empty where there is none."""
    compared = [(topic, topic.moved) for topic in topics if topic.moved is not None]
    apart = [(topic, moved) for topic, moved in compared if moved.is_told_apart]
    if apart:
        topic, moved = max(apart, key=lambda one: abs(one[1].change.difference))
        return f"{topic.title}: {tell_change(moved)}."
    if compared:
        return _("Nothing moved beyond chance since the last survey with the same questions.")
    return ""


def tell(cell: Cell | None, highest: float) -> str:
    """A mean in words: “3,4 of 5”; the sentence about too few answers where it is hidden."""
    if cell is None:
        return _("hidden: too few answers, or almost all the same")
    return _("%(mean)s of %(highest)s") % {"mean": written_number(cell.mean, 1), "highest": round(highest)}


def tell_change(moved: Moved | None) -> str:
    """A change with its interval in words, empty where there is nothing to compare with."""
    if moved is None:
        return ""
    closed = moved.since.closed_at
    values = {
        "by": signed(moved.change.difference),
        "low": signed(moved.change.low),
        "high": signed(moved.change.high),
        "day": date_format(closed, "SHORT_DATE_FORMAT") if closed else moved.since.title,
    }
    if moved.is_told_apart:
        told = _("%(by)s since %(day)s (between %(low)s and %(high)s)") % values
    else:
        told = _("not to be told apart from %(day)s (%(by)s, between %(low)s and %(high)s)") % values
    if moved.common == moved.asked:
        return told
    questions = {"told": told, "common": moved.common, "asked": moved.asked}
    return (
        _("%(told)s; only the %(common)s of %(asked)s questions with the same words count here") % questions
    )


def tell_changed(since: HeldPulse | None) -> str:
    """Why a topic that was asked before is not compared; empty where it was not."""
    if since is None:
        return ""
    return _("not compared with “%(title)s”: its questions had other words") % {"title": since.title}


def signed(number: float) -> str:
    """A difference as people write it: +0,4 or −0,2."""
    written, nothing = written_number(abs(number), 1), written_number(0, 1)
    return ("±" if written == nothing else "+" if number > 0 else "−") + written


def bars_of(topic: TopicResult) -> list[tuple[str, str, int]]:
    """Per question its words, the share of good answers as text, and the length of its bar of 100."""
    return [
        (one.text, tell_share(one.favourable), round(PERCENT * (one.favourable or 0)))
        for one in topic.questions
    ]


def course_of(topic: TopicResult) -> LineChart | None:
    """The means of all surveys with the same questions as a line; none where there is only one."""
    if len(topic.course) < 2:
        return None
    first, last = topic.course[0][1], topic.course[-1][1]
    days = [date_format(one.closed_at, "SHORT_DATE_FORMAT") for one, _cell in topic.course if one.closed_at]
    return LineChart(
        name=f"umfrage-{topic.key}"[:60],
        title=_("Course"),
        summary=_("From %(first)s to %(last)s over %(n)d surveys with the same questions.")
        % {
            "first": tell(first, topic.highest),
            "last": tell(last, topic.highest),
            "n": len(topic.course),
        },
        unit=_("Mean"),
        steps=days,
        lines=[Line(topic.title, [cell.mean for _one, cell in topic.course])],
        highest=topic.highest,
        lowest=topic.lowest,
        shown=lambda value: written_number(value, 1),
        label_head=_("Survey"),
    )


def tell_share(share: float | None) -> str:
    """A share in whole per cent; the sentence about too few answers where it is hidden."""
    return _("hidden: too few answers, or almost all the same") if share is None else _percent(share)


def _percent(share: float) -> str:
    return f"{round(PERCENT * share)} %"


def _share(results: Results) -> str:
    if results.answered is None:
        return _("Too few people answered to show anything without giving them away.")
    return ngettext(
        "%(n)d of %(of)d person answered (%(share)s).",
        "%(n)d of %(of)d people answered (%(share)s).",
        results.answered,
    ) % {
        "n": results.answered,
        "of": results.invited,
        "share": _percent(results.answered / results.invited if results.invited else 0),
    }
