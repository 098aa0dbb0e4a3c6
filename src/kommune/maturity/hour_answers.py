"""Answers of the guided hour: brought into one form before they are kept, and told as people read them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.analysis.guided_hour import HourForm, Question
from kommune.maturity.errors.hour import AnswersWrong
from kommune.maturity.hour_goals import NO_GOAL
from kommune.maturity.hour_plan import goal_title

LONGEST_LINE = 20_000
LONGEST_TEXT = 300
LONGEST_STEP = 500
LONGEST_REF = 220

Clean = dict[str, Any]


def check_answers(form: HourForm, step_key: str, answers: Mapping[str, Any]) -> Clean:
    """The answers of one step in their stored form; other questions and unknown options are dropped.

    Raises ``AnswersWrong`` naming every question whose answer cannot be kept.
    """
    step = form.step(step_key)
    clean, wrong = {}, {}
    for question in step.questions if step else ():
        answer = answers.get(question.key)
        if not answer:
            continue
        try:
            kept = CHECKS[question.kind](question, answer)
        except ValueError as error:
            wrong[question.key] = str(error)
            continue
        if kept and answer.get("guess"):
            kept["guess"] = True
        if kept:
            clean[question.key] = kept
    if wrong:
        raise AnswersWrong(wrong)
    return clean


def tell_answer(question: Question, answer: Mapping[str, Any] | None, language: str) -> str:
    """An answer as one text, a line for each part; empty where nothing was said."""
    if not answer:
        return ""
    lines = [*_lines_of(question, answer, language)]
    if answer.get("guess"):
        lines.append(_("(assumed)"))
    return "\n".join(lines)


def _lines_of(question: Question, answer: Mapping[str, Any], language: str) -> list[str]:
    if question.kind == "lines":
        return list(answer.get("lines", ()))
    if question.kind == "text":
        return [answer.get("text", "")]
    if question.kind == "measures":
        return [*_told_measures(answer, language), *_told_serving(answer, language)]
    if question.kind == "next":
        return [text for text in (answer.get("what", ""), told_day(answer.get("on", ""))) if text]
    days = answer.get("asked", {})
    said = set(answer.get("chosen", days))
    labels = {one.key: one.label.say(language) for one in question.options if one.key in said}
    return [f"{label} ({told_day(days[key])})" if days.get(key) else label for key, label in labels.items()]


def _told_measures(answer: Mapping[str, Any], language: str) -> list[str]:
    return [
        f"{one['title']} ({_serves(one['goal'], language)})" if one.get("goal") else one["title"]
        for one in answer.get("measures", ())
    ]


def _told_serving(answer: Mapping[str, Any], language: str) -> list[str]:
    said = answer.get("serves", {})
    return [f"„{goal_title(ref, language)}“: {_serves(goal, language)}" for ref, goal in said.items()]


def _serves(goal: str, language: str) -> str:
    if goal == NO_GOAL:
        return _("serves none of the goals")
    return _("serves “%(goal)s”") % {"goal": goal_title(goal, language)}


def told_day(day: str) -> str:
    """A stored day as people read it; empty for none."""
    return date_format(date.fromisoformat(day), "SHORT_DATE_FORMAT") if day else ""


def _check_chosen(question: Question, answer: Mapping[str, Any]) -> Clean:
    sent = set(answer.get("chosen", ()))
    chosen = [option.key for option in question.options if option.key in sent]
    if question.kind == "single":
        chosen = chosen[:1]
    if question.most and len(chosen) > question.most:
        raise ValueError(_too_many(question.most, len(chosen)))
    return {"chosen": chosen} if chosen else {}


def _check_lines(question: Question, answer: Mapping[str, Any]) -> Clean:
    lines = [str(line).strip() for line in answer.get("lines", ()) if str(line).strip()]
    lines = list(dict.fromkeys(lines))
    if len(lines) > question.most:
        raise ValueError(_too_many(question.most, len(lines)))
    longest = max(map(len, lines), default=0)
    if longest > LONGEST_LINE:
        raise ValueError(
            _("One of the texts has %(n)d characters; at most %(most)d can be kept here.")
            % {"n": longest, "most": LONGEST_LINE}
        )
    sources = {line: str(text)[:300] for line, text in answer.get("sources", {}).items() if line in lines}
    return {"lines": lines, **({"sources": sources} if sources else {})} if lines else {}


def _check_text(question: Question, answer: Mapping[str, Any]) -> Clean:
    text = " ".join(str(answer.get("text", "")).split())
    if len(text) > LONGEST_TEXT:
        raise ValueError(_("At most %(most)d characters, please.") % {"most": LONGEST_TEXT})
    return {"text": text} if text else {}


def _check_asked(question: Question, answer: Mapping[str, Any]) -> Clean:
    sent = answer.get("asked", {})
    asked = {option.key: _day(sent[option.key]) for option in question.options if option.key in sent}
    return {"asked": asked} if asked else {}


def _check_measures(question: Question, answer: Mapping[str, Any]) -> Clean:
    kept = []
    for one in answer.get("measures", ()):
        title = " ".join(str(one.get("title", "")).split())
        if len(title) > LONGEST_STEP:
            raise ValueError(_("At most %(most)d characters, please.") % {"most": LONGEST_STEP})
        goal = str(one.get("goal", ""))[:LONGEST_REF]
        if title:
            key = str(one.get("key", ""))[:60]
            kept.append({"key": key, "title": title, **({"goal": goal} if goal else {})})
    if len(kept) > question.most:
        raise ValueError(_too_many(question.most, len(kept)))
    sent = answer.get("serves", {})
    serves = {str(ref)[:LONGEST_REF]: str(goal)[:LONGEST_REF] for ref, goal in sent.items() if goal}
    return {**({"measures": kept} if kept else {}), **({"serves": serves} if serves else {})}


def _check_next(question: Question, answer: Mapping[str, Any]) -> Clean:
    what = " ".join(str(answer.get("what", "")).split())
    if len(what) > LONGEST_STEP:
        raise ValueError(_("At most %(most)d characters, please.") % {"most": LONGEST_STEP})
    on, owner = _day(answer.get("on", "")), str(answer.get("owner") or "")
    if owner:
        UUID(owner)
    return {"what": what, "on": on, "owner": owner} if what or on or owner else {}


def _day(text: Any) -> str:
    sent = text.isoformat() if isinstance(text, date) else str(text or "").strip()
    if not sent:
        return ""
    try:
        return date.fromisoformat(sent).isoformat()
    except ValueError:
        raise ValueError(_("“%(text)s” is not a date.") % {"text": sent[:40]}) from None


def _too_many(most: int, sent: int) -> str:
    text = ngettext(
        "%(sent)d were given, at most %(most)d can be kept. Take %(over)d away.",
        "%(sent)d were given, at most %(most)d can be kept. Take %(over)d away.",
        sent - most,
    )
    return text % {"sent": sent, "most": most, "over": sent - most}


CHECKS: Mapping[str, Callable[[Question, Mapping[str, Any]], Clean]] = {
    "single": _check_chosen,
    "multi": _check_chosen,
    "lines": _check_lines,
    "text": _check_text,
    "asked": _check_asked,
    "measures": _check_measures,
    "next": _check_next,
}
