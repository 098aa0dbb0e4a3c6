"""A goal conflict in plain words for a paper: both goals, why, who carries it, options, what is proposed."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kommune.foundation.money import euro_text
from kommune.municipalities.public import Rung, Viewer
from kommune.strategy.models import GoalConflict
from kommune.strategy.queries.conflict_cards import Carrier, ConflictCard, cards_of
from kommune.strategy.queries.conflicts import conflict_for, load_backing
from kommune.strategy.shapes import Resolution, Way

Part = tuple[str, tuple[tuple[str, ...], ...]]

OPTIONS: dict[str, str | Promise] = {
    Resolution.ADAPT: gettext_lazy("Word one of the goals or measures so that they no longer clash."),
    Resolution.CONDITION: gettext_lazy("Keep both, and bind the digital one to a condition."),
    Resolution.COMPENSATE: gettext_lazy("Keep both, and make up for the harm by another measure."),
    Resolution.SEQUENCE: gettext_lazy("Do one before the other, so that the harm does not arise."),
    Resolution.ACCEPT: gettext_lazy("Accept the harm knowingly, by decision."),
    Resolution.DISCARD: gettext_lazy("Give up one of the goals or measures."),
}


@dataclass(frozen=True, slots=True)
class BriefSection:
    """A heading with parts below it: "text", "bullets" or "table" (first row is the head), and rows."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SubjectBrief:
    """What a draft for the council says about its subject; ``is_released`` once the council may see it."""

    title: str
    lead: str
    sections: tuple[BriefSection, ...]
    is_released: bool


def brief_conflict(viewer: Viewer, conflict_id: UUID) -> SubjectBrief | None:
    """A conflict in the active language, or None where it is not there for this person."""
    conflict = conflict_for(viewer, conflict_id)
    if conflict is None:
        return None
    [card] = cards_of([conflict], {}, load_backing(viewer, [conflict.digital_goal_id]))
    digital, city = str(conflict.digital_goal), str(conflict.city_goal)
    return SubjectBrief(
        title=_("Goal conflict: %(digital)s / %(city)s")
        % {"digital": conflict.digital_goal.title, "city": conflict.city_goal.title},
        lead=_("The digital goal “%(digital)s” works against the city goal “%(city)s”.")
        % {"digital": digital, "city": city},
        sections=(
            BriefSection(_("Facts"), _facts(conflict, card)),
            BriefSection(_("Measures that carry the conflict"), _carriers(card.carriers)),
            BriefSection(_("Options"), (("table", _options()),)),
            BriefSection(_("Proposed decision"), _proposal(conflict)),
        ),
        is_released=conflict.released_to >= Rung.COUNCIL,
    )


def _facts(conflict: GoalConflict, card: ConflictCard) -> tuple[Part, ...]:
    goals = [conflict.digital_goal, conflict.city_goal]
    rows = [(_("Goal"), _("Strategy"), _("What it says"))]
    rows += [(str(goal), goal.strategy.title, goal.text or "–") for goal in goals]
    parts: list[Part] = [("table", tuple(rows)), ("text", ((_rating(card),),))]
    if card.reasons:
        parts.append(("bullets", tuple((f"„{reason}“",) for reason in card.reasons)))
    return tuple(parts)


def _rating(card: ConflictCard) -> str:
    relation = card.relation
    if relation is None or card.score is None:
        return _("The rating behind this conflict is no longer negative.")
    told = _("Rated with −%(score)d on a scale from −3 (cancels it) to +3 (inseparable)") % {
        "score": abs(card.score)
    }
    if relation.round_id:
        people = relation.people
        by = ngettext(
            "%(n)d person in the round “%(title)s”", "%(n)d people in the round “%(title)s”", people
        )
        return f"{told}; {by % {'n': people, 'title': relation.round_title}}."
    return f"{told}; {Way(relation.way).label}."


def _carriers(carriers: tuple[Carrier, ...]) -> tuple[Part, ...]:
    if not carriers:
        return (("text", ((_("No active measure carries this conflict yet."),),)),)
    rows = [(_("Measure"), _("Contribution to the digital goal"), _("Strength"), _("Cost"))]
    for one in carriers:
        strength = str(number_format(round(one.strength, 2), decimal_pos=2, use_l10n=True))
        money = euro_text(one.cost_cents) or _("not stated")
        rows.append((one.label, str(one.contribution), strength, money))
    known = [one.cost_cents for one in carriers if one.cost_cents is not None]
    parts: list[Part] = [("table", tuple(rows))]
    if known:
        together = _("Together %(money)s, as far as known (%(known)d of %(of)d measures).")
        told = together % {"money": euro_text(sum(known)), "known": len(known), "of": len(carriers)}
        parts.append(("text", ((told,),)))
    return tuple(parts)


def _options() -> tuple[tuple[str, ...], ...]:
    head = (_("Option"), _("What it means"))
    return (head, *((str(Resolution(key).label), str(text)) for key, text in OPTIONS.items()))


def _proposal(conflict: GoalConflict) -> tuple[Part, ...]:
    if not conflict.resolution:
        return (("text", ((_("Nothing is proposed yet."),),)),)
    told = [f"{conflict.get_resolution_display()}: {conflict.resolution_text}".rstrip(": ")]
    units = [str(unit) for unit in (conflict.digital_unit, conflict.city_unit) if unit]
    if units:
        told.append(_("In charge: %(units)s") % {"units": ", ".join(units)})
    if conflict.due_on:
        told.append(_("Until: %(day)s") % {"day": date_format(conflict.due_on, "SHORT_DATE_FORMAT")})
    if conflict.decision:
        told.append(_("Decision so far: %(decision)s") % {"decision": conflict.decision})
    return (("bullets", tuple((line,) for line in told)),)
