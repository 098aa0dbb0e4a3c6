"""A guided hour in plain words for a paper: what is known, assumed and open, and what happens next."""

from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kommune.analysis.guided_hour import Question, find_contradictions, load_hour, weigh_standing
from kommune.maturity.hour_answers import tell_answer, told_day
from kommune.maturity.hour_plan import HourPlan, plan_hour
from kommune.maturity.hour_serving import ServedLine, goals_left_out, open_lines, tell_serving
from kommune.maturity.models import GuidedHour
from kommune.maturity.queries.hours import answers_of, hour_for
from kommune.municipalities.public import Rung, Viewer
from kommune.strategy.public import BriefSection, SubjectBrief

Part = tuple[str, tuple[tuple[str, ...], ...]]
# Told in sections of their own, so not once more among what is known.
TOLD_APART = ("goals", "pains", "pain_words", "asked", "measures", "name", "next")


def brief_hour(viewer: Viewer, hour_id: UUID) -> SubjectBrief | None:
    """An hour in the active language, or None where it is not there for this person."""
    hour = hour_for(viewer, hour_id)
    if hour is None:
        return None
    form, answers = load_hour(), answers_of(hour)
    standing = weigh_standing(form, answers)
    plan = plan_hour(answers)
    served = tell_serving(plan)
    clashes = [one.sentence.say(_language()) for one in find_contradictions(form, answers)]
    sections = [
        BriefSection(_("Goals of the town"), (_goals(answers),)),
        BriefSection(_("What hurts"), (_lines(answers, "pains", "pain_words"),)),
        BriefSection(_("Digital goals"), (_digital_goals(served),)),
        BriefSection(_("First measures"), (_measures(plan, served),)),
        BriefSection(_("Whom we ask"), (_asked(answers),)),
        BriefSection(_("What is known"), (_answered(answers, standing.known),)),
        BriefSection(_("What is assumed"), (_answered(answers, standing.assumed, served),)),
        BriefSection(
            _("What is open"), (_open(standing.open, open_lines(served, goals_left_out(viewer, hour, plan))),)
        ),
    ]
    if clashes:
        sections.append(BriefSection(_("What does not go together yet"), (_bullets(clashes),)))
    sections.append(BriefSection(_("The next step"), (_next(hour),)))
    name = (answers.get("name") or {}).get("text", "") or _("Digital strategy (draft)")
    numbers = {
        "all": len(form.questions),
        "known": len(standing.known),
        "assumed": len(standing.assumed),
        "open": len(standing.open),
    }
    return SubjectBrief(
        title=name,
        lead=_(
            "Out of the guided hour: of %(all)d questions %(known)d are answered, %(assumed)d by assumption, "
            "%(open)d are open."
        )
        % numbers,
        sections=tuple(sections),
        is_released=hour.released_to >= Rung.COUNCIL,
    )


def _language() -> str:
    return get_language() or "de"


def _bullets(lines: list[str]) -> Part:
    return "bullets", tuple((line,) for line in lines)


def _nothing() -> Part:
    return "text", ((_("Nothing yet."),),)


def _question(key: str) -> Question:
    return load_hour().question(key)


def _lines(answers: dict[str, Any], *keys: str) -> Part:
    told = [tell_answer(_question(key), _sure(answers.get(key)), _language()) for key in keys]
    lines = [line for text in told for line in text.splitlines() if line.strip()]
    return _bullets(lines) if lines else _nothing()


def _sure(answer: dict[str, Any] | None) -> dict[str, Any]:
    """An answer without the mark that it is assumed, where the heading says so already."""
    return {**(answer or {}), "guess": False}


def _goals(answers: dict[str, Any]) -> Part:
    answer = answers.get("goals") or {}
    sources = answer.get("sources", {})
    lines = [f"{line} ({sources[line]})" if line in sources else line for line in answer.get("lines", ())]
    return _bullets(lines) if lines else _nothing()


def _digital_goals(served: tuple[ServedLine, ...]) -> Part:
    rows: list[tuple[str, ...]] = [(_("Digital goal"), _("Serves the goal of the town"))]
    rows += [(one.name, one.told) for one in served if not one.is_measure]
    return ("table", tuple(rows)) if len(rows) > 1 else _nothing()


def _measures(plan: HourPlan, served: tuple[ServedLine, ...]) -> Part:
    if not plan.measures:
        return _nothing()
    told = {one.name: one.told for one in served if one.is_measure}
    head = (_("Measure"), _("Serves the goal of the town"), _("Because you said"), _("Replaces"))
    rows: list[tuple[str, ...]] = [head]
    for one in plan.measures:
        reasons = "; ".join(one.candidate.reasons) if one.candidate else _("own proposal")
        rows.append((one.title, told[one.title], reasons, one.candidate.replaces if one.candidate else ""))
    return "table", tuple(rows)


def _asked(answers: dict[str, Any]) -> Part:
    asked = (answers.get("asked") or {}).get("asked", {})
    if not asked:
        return _nothing()
    rows: list[tuple[str, ...]] = [(_("Who"), _("By when"))]
    rows += [
        (option.label.say(_language()), told_day(asked[option.key]) or _("open"))
        for option in _question("asked").options
        if option.key in asked
    ]
    return "table", tuple(rows)


def _answered(answers: dict[str, Any], keys: tuple[str, ...], served: tuple[ServedLine, ...] = ()) -> Part:
    rows: list[tuple[str, ...]] = [(_("Question"), _("Answer"))]
    for key in keys:
        if key not in TOLD_APART:
            text = tell_answer(_question(key), _sure(answers.get(key)), _language())
            rows.append((_question(key).words.say(_language()), "; ".join(text.splitlines())))
    rows += [(one.question, f"{one.serves} ({one.why})") for one in served if one.is_own_guess]
    return ("table", tuple(rows)) if len(rows) > 1 else _nothing()


def _open(keys: tuple[str, ...], serving: list[str]) -> Part:
    lines = [*(_question(key).words.say(_language()) for key in keys), *serving]
    return _bullets(lines) if lines else _nothing()


def _next(hour: GuidedHour) -> Part:
    owner = (hour.next_owner.user.name or hour.next_owner.user.email) if hour.next_owner else ""
    day = told_day(hour.next_on.isoformat()) if hour.next_on else ""
    unknown = _("open")
    head = (_("What"), _("By when"), _("By whom"))
    return "table", (head, (hour.next_what or unknown, day or unknown, owner or unknown))
