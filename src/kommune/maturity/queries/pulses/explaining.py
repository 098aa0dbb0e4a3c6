"""The sheet for the staff council: what is asked and why, who sees what, how long it is kept, how it goes."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.maturity.models import Pulse, PulseGroup
from kommune.maturity.queries.pulses.blocks import blocks_of
from kommune.maturity.queries.pulses.groups import PlannedGroup, plan_groups
from kommune.maturity.queries.pulses.pulses import pulse_for
from kommune.maturity.queries.pulses.topics import minutes_for
from kommune.maturity.shapes.pulses import Block, PulseState, Question, in_language
from kommune.municipalities.public import Viewer


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One part of the sheet: heading, sentences, and rows of a table, its head first, where there is one.

    ``counts`` says that the last column of the table holds numbers.
    """

    heading: str
    sentences: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    counts: bool = False


@dataclass(frozen=True, slots=True)
class PulseSheet:
    """The whole sheet with the title of its survey, for the room that makes papers of it."""

    title: str
    parts: tuple[SheetPart, ...]


def pulse_sheet_for(viewer: Viewer, pulse_id: UUID) -> PulseSheet | None:
    """The sheet of a survey that this person may see, or None."""
    pulse = pulse_for(viewer, pulse_id)
    return None if pulse is None else PulseSheet(pulse.title, tuple(explain_pulse(pulse)))


def explain_pulse(pulse: Pulse, *, names_groups: bool = True) -> list[SheetPart]:
    """The whole sheet in the language of the page, from what is set for this survey and nothing else.

    ``names_groups`` is false for those who answer: the groups are the business of those who run the survey.
    """
    blocks = blocks_of(pulse)
    parts = [_why(pulse, blocks), _asked(blocks)]
    if names_groups:
        parts.append(_groups(pulse))
    return [*parts, _who_sees(pulse), _kept(pulse), _never()]


def groups_of(pulse: Pulse) -> list[PlannedGroup]:
    """The reporting groups: fixed once the survey is open, as they would be now before."""
    if pulse.state == PulseState.PREPARED:
        return list(plan_groups(pulse).groups)
    return [PlannedGroup(row.name, row.invited) for row in PulseGroup.objects.filter(pulse=pulse)]


def _why(pulse: Pulse, blocks: tuple[Block, ...]) -> SheetPart:
    count = sum(len(block.questions) for block in blocks)
    minutes = minutes_for(count)
    end = date_format(pulse.closes_on, "SHORT_DATE_FORMAT") if pulse.closes_on else _("not set yet")
    return SheetPart(
        _("Why we ask"),
        (
            pulse.purpose,
            _("Taking part is voluntary. Nobody learns who took part, and not taking part has no effect."),
            ngettext(
                "%(n)d question, about %(minutes)d min.; open until %(day)s.",
                "%(n)d questions, about %(minutes)d min.; open until %(day)s.",
                count,
            )
            % {"n": count, "minutes": minutes, "day": end},
        ),
    )


def _asked(blocks: tuple[Block, ...]) -> SheetPart:
    """Every question; the scale is said once where all share it, beside each question where they differ."""
    rows = [
        (in_language(block.title), in_language(one.words), _scale(one))
        for block in blocks
        for one in block.questions
    ]
    head = (_("Topic"), _("Question"), _("Scale"))
    sentences = [_("Each question may be left open.")]
    if len(scales := {scale for _topic, _words, scale in rows}) == 1:
        sentences.append(_("Each is answered on the same scale: %(scale)s.") % {"scale": scales.pop()})
        return SheetPart(_("What is asked"), tuple(sentences), (head[:2], *(row[:2] for row in rows)))
    return SheetPart(_("What is asked"), tuple(sentences), (head, *rows) if rows else ())


def _scale(question: Question) -> str:
    low, high = in_language(question.low), in_language(question.high)
    return _("%(lowest)d (%(low)s) to %(highest)d (%(high)s)") % {
        "lowest": question.lowest, "low": low, "highest": question.highest, "high": high,
    }  # fmt: skip


def _groups(pulse: Pulse) -> SheetPart:
    head = (_("Group"), _("People asked"))
    rows = [(group.name, str(group.invited)) for group in groups_of(pulse)]
    return SheetPart(
        _("In which groups it is told"),
        (
            _("The groups are fixed when the survey opens and never cut differently afterwards."),
            _("The unit is the only attribute; nothing else about a person is asked or stored."),
        ),
        (head, *rows) if rows else (),
        counts=True,
    )


def _who_sees(pulse: Pulse) -> SheetPart:
    sentences = [
        _("Nobody sees single answers, not even those who run the survey."),
        _(
            "While the survey is open there are no results, only how many have answered in all, in steps of "
            "%(floor)d."
        )
        % {"floor": pulse.floor},
        _(
            "After closing, a group is shown only with at least %(floor)d answers. Where a hidden group "
            "could be reckoned from the others, a further one is hidden too."
        )
        % {"floor": pulse.floor},
        _("A group in which nearly all said the same is hidden too, since it would tell what each said."),
        _("Who then sees the results is released step by step, and each step is recorded."),
    ]
    if pulse.asks_texts:
        sentences.append(
            _(
                "Words of one's own are shown only if at least %(floor)d people wrote some, in random order "
                "and without any group."
            )
            % {"floor": pulse.floor}
        )
    else:
        sentences.append(_("Nobody is asked for words of her own."))
    return SheetPart(_("Who sees what"), tuple(sentences))


def _kept(pulse: Pulse) -> SheetPart:
    sentences = [
        _(
            "A sheet is torn into counts per question as soon as %(floor)d are there, in random order and "
            "without time; then the sheet is deleted."
        )
        % {"floor": pulse.floor},
        _("If nobody closes the survey, it closes by itself two weeks after its last day."),
        _("When the survey closes, the counts, all codes and the last sheets are deleted. What stays is what "
          "may be shown."),
        _("Answers and codes are in no backup, no journal, no trash, no search and no interface."),
    ]  # fmt: skip
    if pulse.asks_texts:
        sentences.append(
            ngettext(
                "Words of one's own are deleted %(n)d month after closing.",
                "Words of one's own are deleted %(n)d months after closing.",
                pulse.keeps_texts_months,
            )
            % {"n": pulse.keeps_texts_months}
        )
    return SheetPart(_("How long it is kept, and how it goes"), tuple(sentences))


def _never() -> SheetPart:
    return SheetPart(
        _("What is never done"),
        (
            _("No person is rated or ranked, and no unit is ranked against another."),
            _("No filter, export or comparison crosses the unit with anything else."),
            _("The slip knows its group and whether it was used; it does not know who held it."),
        ),
    )
