"""Which first steps make sense in a town now, which later, and which to leave, each with its reasons."""

from collections.abc import Iterable, Mapping

from kommune.analysis.first_steps.shapes import Against, Choice, FirstStep, Reason, Verdict

NEED_ENOUGH = 0.5
NEED_SLIGHT = 0.25
THERE = 0.5
WEEKS_OF_HALF = 26
TOGETHER = "together"
SIZE = "size.population"
_ORDER: Mapping[Verdict, int] = {"now": 0, "later": 1, "leave": 2}


def choose_steps(
    facts: Mapping[str, float], catalogue: Iterable[FirstStep], limit: int | None = None
) -> tuple[Choice, ...]:
    """Say of every step whether it makes sense now, later or not, the best first; at most `limit` of them.

    `facts`: `need.<topic>` and `has.<precondition>` from 0 to 1, `size.population` in people; a fact that is
    left out is unknown, never 0. The need of a step is the mean of its known needs by weight; its score is
    need · 1 / (1 + w / 26) with w the middle of its weeks, so that of two equal needs the quicker step leads.

    leave: the size does not fit, the town has it, or its need is known and under 0.25. later: a precondition
    is known to be missing, the need is unknown or under 0.5. now: all others; unknown preconditions do not
    hold a step up, but stand in `against`. Among those for now, steps of working together come first, then
    the higher score, then the order of the catalogue. Raises ValueError for a need or precondition outside
    0 … 1.
    """
    for fact, value in facts.items():
        if fact != SIZE and not 0 <= value <= 1:
            raise ValueError(f"{fact} must lie between 0 and 1, not {value}")
    return tuple(sorted((_judge(step, facts) for step in catalogue), key=_place)[:limit])


def _place(choice: Choice) -> tuple[int, int, float]:
    leads = choice.verdict == "now" and choice.step.group == TOGETHER
    return _ORDER[choice.verdict], 0 if leads else 1, -(choice.score if choice.score is not None else -1.0)


def _judge(step: FirstStep, facts: Mapping[str, float]) -> Choice:
    weights = {f"need.{topic}": step.needs[topic] for topic in step.topics}
    known = {fact: weight for fact, weight in weights.items() if fact in facts}
    need = (
        sum(facts[fact] * weight for fact, weight in known.items()) / sum(known.values()) if known else None
    )
    spoke_for = sorted(
        (Reason(fact, facts[fact], weight) for fact, weight in known.items() if facts[fact] >= NEED_ENOUGH),
        key=lambda reason: -reason.value * reason.weight,
    )
    hindrances = (*_against_size(step, facts), *_against_having(step, facts), *_missing(step, facts))
    low = tuple(Against(fact, "no_need", facts[fact]) for fact in known if facts[fact] < NEED_ENOUGH)
    unsaid = tuple(Against(fact, "unknown_need") for fact in weights if fact not in facts)
    return Choice(
        step=step,
        score=None if need is None else need / (1 + sum(step.weeks) / 2 / WEEKS_OF_HALF),
        need=need,
        known=sum(known.values()) / sum(weights.values()),
        reasons=tuple(spoke_for),
        against=(*hindrances, *low, *unsaid),
        verdict=_verdict(need, hindrances),
    )


def _verdict(need: float | None, hindrances: Iterable[Against]) -> Verdict:
    kinds = {one.kind for one in hindrances}
    if kinds & {"too_small", "too_large", "already"} or (need is not None and need < NEED_SLIGHT):
        return "leave"
    if "missing" in kinds or need is None or need < NEED_ENOUGH:
        return "later"
    return "now"


def _against_size(step: FirstStep, facts: Mapping[str, float]) -> Iterable[Against]:
    people = facts.get(SIZE)
    if people is None:
        return
    if step.smallest is not None and people < step.smallest:
        yield Against(SIZE, "too_small", people)
    if step.largest is not None and people > step.largest:
        yield Against(SIZE, "too_large", people)


def _against_having(step: FirstStep, facts: Mapping[str, float]) -> Iterable[Against]:
    for one in step.already:
        value = facts.get(one.fact)
        if value is not None and value >= THERE:
            yield Against(one.fact, "already", value)


def _missing(step: FirstStep, facts: Mapping[str, float]) -> Iterable[Against]:
    for one in step.preconditions:
        value = facts.get(one.fact)
        if value is None:
            yield Against(one.fact, "unknown")
        elif value < THERE:
            yield Against(one.fact, "missing", value)
