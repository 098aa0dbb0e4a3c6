"""What the answers of a guided hour mean: needs with evidence, contradictions, what is known and open."""

from collections.abc import Iterator

from kommune.analysis.guided_hour.shapes import (
    Answer,
    Answers,
    Contradiction,
    HourForm,
    Option,
    Question,
    Said,
    Standing,
    Step,
)

WORDS_PER_MINUTE = 200


def chosen_keys(answer: Answer | None) -> list[str]:
    """The keys that were chosen in an answer of any kind."""
    if not answer:
        return []
    if "asked" in answer:
        return list(answer["asked"])
    if "measures" in answer:
        return [str(one.get("key", "")) for one in answer["measures"]]
    return [str(key) for key in answer.get("chosen", ())]


def read_facts(form: HourForm, answers: Answers) -> dict[str, float]:
    """Needs as 'need.<topic>' and preconditions as 'has.<key>', each 0 … 1.

    Of several answers the strongest counts; what nobody spoke of is left out, never 0.
    """
    facts = {fact: said[0].strength for fact, said in read_evidence(form, answers).items()}
    for _question, option in _chosen(form, answers):
        for key, value in option.has.items():
            facts[f"has.{key}"] = max(value, facts.get(f"has.{key}", 0.0))
    return facts


def read_evidence(form: HourForm, answers: Answers) -> dict[str, list[Said]]:
    """For every need the answers that speak about it, the strongest first."""
    found: dict[str, list[Said]] = {}
    for question, option in _chosen(form, answers):
        for topic, strength in option.needs.items():
            found.setdefault(f"need.{topic}", []).append(Said(question.key, option.key, strength))
    return {fact: sorted(said, key=lambda one: -one.strength) for fact, said in found.items()}


def find_contradictions(form: HourForm, answers: Answers) -> list[Contradiction]:
    """What does not go together in the answers, in the order of the list."""
    return [
        one
        for one in form.contradictions
        if any(_holds(sign, answers) for sign in one.one) and any(_holds(sign, answers) for sign in one.other)
    ]


def is_answered(question: Question, answer: Answer | None) -> bool:
    """Whether something was said; "we do not know" is honest, but leaves the question open."""
    if not answer:
        return False
    if question.kind == "lines":
        return any(line.strip() for line in answer.get("lines", ()))
    if question.kind == "text":
        return bool(answer.get("text", "").strip())
    if question.kind == "next":
        return bool(answer.get("what", "").strip() or answer.get("on"))
    keys = chosen_keys(answer)
    if question.kind == "measures":
        return bool(keys)
    options = [question.option(key) for key in keys]
    return any(option is not None and not option.is_unknown for option in options)


def weigh_standing(form: HourForm, answers: Answers) -> Standing:
    """Which questions are answered for sure, which by assumption, and which are open."""
    known, assumed, still_open = [], [], []
    for question in form.questions:
        answer = answers.get(question.key)
        if not is_answered(question, answer):
            still_open.append(question.key)
        elif answer and answer.get("guess"):
            assumed.append(question.key)
        else:
            known.append(question.key)
    return Standing(tuple(known), tuple(assumed), tuple(still_open))


def count_words(step: Step, language: str = "de") -> int:
    """Words that a person reads in a step: lead, questions, help and options."""
    texts = [step.words.say(language), step.lead.say(language)]
    for question in step.questions:
        texts += [question.words.say(language), question.help.say(language)]
        texts += [option.label.say(language) for option in question.options]
    return sum(len(text.split()) for text in texts)


def reading_minutes(words: int) -> float:
    """Minutes that reading takes at 200 words a minute."""
    return words / WORDS_PER_MINUTE


def _chosen(form: HourForm, answers: Answers) -> Iterator[tuple[Question, Option]]:
    for question in form.questions:
        if question.kind not in {"single", "multi"}:
            continue
        for key in chosen_keys(answers.get(question.key)):
            option = question.option(key)
            if option is not None:
                yield question, option


def _holds(sign: str, answers: Answers) -> bool:
    if ">" in sign:
        key, _more, number = sign.partition(">")
        return len(chosen_keys(answers.get(key))) > int(number)
    if "~" in sign:
        key, _in, words = sign.partition("~")
        lines = (answers.get(key) or {}).get("lines", ())
        return any(words.lower() in str(line).lower() for line in lines)
    key, _is, option = sign.partition(":")
    return option in chosen_keys(answers.get(key))
