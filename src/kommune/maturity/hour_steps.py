"""First measures that the answers of a guided hour speak for, each with what was said."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kommune.analysis.first_steps import Choice, choose_steps, load_catalogue
from kommune.analysis.guided_hour import Answers, Said, load_hour, read_evidence, read_facts

SHOWN = 10
REASONS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure to choose: what it is, what it replaces, how much work, and why it is proposed."""

    key: str
    title: str
    what: str
    replaces: str
    effort: str
    reasons: tuple[str, ...]
    topics: frozenset[str]
    field: str
    aim: str


def find_candidates(answers: Answers, population: int | None) -> list[Candidate]:
    """At most ten first steps that make sense now, the best first; none while nothing speaks for one."""
    form = load_hour()
    facts = read_facts(form, answers)
    if population is not None:
        facts["size.population"] = float(population)
    evidence = read_evidence(form, answers)
    choices = [one for one in choose_steps(facts, load_catalogue()) if one.verdict == "now" and one.reasons]
    return [_candidate(choice, evidence) for choice in choices[:SHOWN]]


def all_candidates(answers: Answers) -> dict[str, Candidate]:
    """Every first step by key, also those that do not fit now, with what was said for it."""
    form = load_hour()
    evidence = read_evidence(form, answers)
    choices = choose_steps(read_facts(form, answers), load_catalogue())
    return {one.step.key: _candidate(one, evidence) for one in choices}


def _candidate(choice: Choice, evidence: Mapping[str, list[Said]]) -> Candidate:
    step, is_english = choice.step, (get_language() or "de").startswith("en")
    said = dict.fromkeys(_told(one) for reason in choice.reasons for one in evidence.get(reason.fact, ())[:1])
    return Candidate(
        key=step.key,
        title=step.title_en if is_english else step.title_de,
        what=step.what_en if is_english else step.what_de,
        replaces=step.replaces_en if is_english else step.replaces_de,
        effort=_("%(least)d to %(most)d hours, %(weeks)d to %(until)d weeks")
        % {"least": step.hours[0], "most": step.hours[1], "weeks": step.weeks[0], "until": step.weeks[1]},
        reasons=tuple(said)[:REASONS],
        topics=frozenset(reason.fact.removeprefix("need.") for reason in choice.reasons),
        field=step.field_de,
        aim=step.measure_de,
    )


def _told(said: Said) -> str:
    option = load_hour().question(said.question).option(said.option)
    return option.label.say(get_language() or "de") if option else ""
