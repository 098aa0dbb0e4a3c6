"""From the plan of a guided hour to draft strategies as plain values, nothing stored yet."""

from django.utils.translation import gettext as _

from kommune.analysis.guided_hour import Answers
from kommune.maturity.hour_goals import Basis, Serves
from kommune.maturity.hour_plan import HourPlan
from kommune.maturity.hour_steps import Candidate
from kommune.strategy.public import DraftBasis, DraftGoal, DraftLink, DraftMeasure, DraftStrategy

BASES = {
    Basis.SAID: DraftBasis.SAID,
    Basis.CATALOGUE: DraftBasis.LISTED,
    Basis.GUESSED: DraftBasis.ASSUMED,
}


def draft_city(plan: HourPlan) -> DraftStrategy | None:
    """The goals of the town as a draft city strategy; None where none was typed."""
    if not plan.town_goals:
        return None
    goals = tuple(DraftGoal(one.choice.title, one.text, source=one.source) for one in plan.town_goals)
    return DraftStrategy("city", _("City strategy (draft)"), _("Goals named in the guided hour."), goals)


def draft_digital(plan: HourPlan, answers: Answers) -> DraftStrategy | None:
    """Fields of action, goals and measures with what they serve; None where there are neither."""
    if not plan.goals and not plan.measures:
        return None
    title = (answers.get("name") or {}).get("text", "") or _("Digital strategy (draft)")
    goals = tuple(
        DraftGoal(one.choice.title, field=one.field, serves=_link(one.serves)) for one in plan.goals
    )
    measures = tuple(
        DraftMeasure(
            one.title,
            one.candidate.what if one.candidate else "",
            _because(one.candidate) if one.candidate else "",
            one.field,
            _link(one.serves),
        )
        for one in plan.measures
    )
    return DraftStrategy("digital", title, _summary(answers), goals, measures)


def _link(serves: Serves) -> DraftLink | None:
    if serves.goal is None:
        return None
    reason = _("Assumed in the guided hour, %(why)s.") % {"why": serves.why} if serves.why else ""
    return DraftLink(serves.goal.title, serves.goal.is_city, BASES[serves.basis], reason)


def _because(candidate: Candidate) -> str:
    said = " ".join(_("Because you said: “%(said)s”.") % {"said": one} for one in candidate.reasons)
    replaces = _("Replaces: %(what)s.") % {"what": candidate.replaces} if candidate.replaces else ""
    seen_by = _("To be seen by: %(sign)s") % {"sign": candidate.aim}
    return " ".join(filter(None, (said, replaces, seen_by)))


def _summary(answers: Answers) -> str:
    lines = [_("Draft out of the guided hour; everything in it can be changed.")]
    words = (answers.get("pain_words") or {}).get("lines", ())
    if words:
        lines.append(_("What hurts, in our words:"))
        lines += [f"– {line}" for line in words]
    return "\n".join(lines)
