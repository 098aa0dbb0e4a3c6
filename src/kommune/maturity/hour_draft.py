"""From answers to a strategy: fields of action, goals and measures as plain values, nothing stored yet."""

import re

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kommune.analysis.guided_hour import Answers, Option, chosen_keys, load_hour
from kommune.maturity.hour_steps import Candidate, all_candidates
from kommune.strategy.public import DraftGoal, DraftMeasure, DraftStrategy

LONGEST_TITLE = 200
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


def split_goal(text: str) -> tuple[str, str]:
    """A goal as typed in title and text: its first sentence, or its first words, head a long one."""
    text = text.strip()
    if len(text) <= LONGEST_TITLE and "\n" not in text:
        return text, ""
    first = _SENTENCE_END.split(text.splitlines()[0], maxsplit=1)[0].strip()
    if len(first) > LONGEST_TITLE:
        first = first[: LONGEST_TITLE - 1].rpartition(" ")[0] or first[: LONGEST_TITLE - 1]
        first += "…"
    return first, text


def draft_city(answers: Answers) -> DraftStrategy | None:
    """The goals of the town as a draft city strategy; None where none was typed."""
    answer = answers.get("goals") or {}
    sources = answer.get("sources", {})
    goals: dict[str, DraftGoal] = {}
    for line in answer.get("lines", ()):
        title, text = split_goal(line)
        goals.setdefault(title, DraftGoal(title, text, source=sources.get(line, "")))
    if not goals:
        return None
    return DraftStrategy(
        "city", _("City strategy (draft)"), _("Goals named in the guided hour."), tuple(goals.values())
    )


def draft_digital(answers: Answers) -> DraftStrategy | None:
    """Fields of action and goals from what hurts and the chosen measures; None where there is neither."""
    hurts = _hurts(answers)
    language = get_language() or "de"
    goals = {
        one.goal.say(language): DraftGoal(one.goal.say(language), field=one.field.say(language))
        for one in hurts
    }
    known = all_candidates(answers)
    measures: dict[str, DraftMeasure] = {}
    for chosen in (answers.get("measures") or {}).get("measures", ()):
        candidate = known.get(chosen["key"])
        if candidate is None:
            measures.setdefault(chosen["title"], DraftMeasure(chosen["title"]))
            continue
        goal = _goal_of(candidate, hurts, goals, language)
        measures[chosen["title"]] = DraftMeasure(
            chosen["title"], candidate.what, _because(candidate), goal.field, goal.title
        )
    if not goals and not measures:
        return None
    title = (answers.get("name") or {}).get("text", "") or _("Digital strategy (draft)")
    return DraftStrategy("digital", title, _summary(answers), tuple(goals.values()), tuple(measures.values()))


def _hurts(answers: Answers) -> list[Option]:
    question = load_hour().question("pains")
    options = [question.option(key) for key in chosen_keys(answers.get("pains"))]
    return [one for one in options if one is not None and one.goal.de]


def _goal_of(
    candidate: Candidate, hurts: list[Option], goals: dict[str, DraftGoal], language: str
) -> DraftGoal:
    """The goal of the hurt that the measure helps most with; a goal of its own field where it helps none."""
    shared = [(len(candidate.topics & set(hurt.needs)), hurt) for hurt in hurts]
    most = max(shared, key=lambda pair: pair[0], default=None)
    if most is not None and most[0]:
        return goals[most[1].goal.say(language)]
    return goals.setdefault(candidate.aim, DraftGoal(candidate.aim, field=candidate.field))


def _because(candidate: Candidate) -> str:
    said = " ".join(_("Because you said: “%(said)s”.") % {"said": one} for one in candidate.reasons)
    replaces = _("Replaces: %(what)s.") % {"what": candidate.replaces} if candidate.replaces else ""
    return f"{said} {replaces}".strip()


def _summary(answers: Answers) -> str:
    lines = [_("Draft out of the guided hour; everything in it can be changed.")]
    words = (answers.get("pain_words") or {}).get("lines", ())
    if words:
        lines.append(_("What hurts, in our words:"))
        lines += [f"– {line}" for line in words]
    return "\n".join(lines)
