"""Which three sentences and five figures say most about a portfolio."""

from kommune.analysis.portfolio.results import Figure, Proof, Sentence, SentenceParam

FIVE = (
    "city_goals_without_measure",
    "digital_goals_without_measure",
    "measures_without_goal",
    "money_without_goal",
    "measures_overdue",
)

# The order of what matters to a council: goals nobody works for, money without aim, then what is
# late or silent, then what nobody answers for. Gaps come before good news.
GAPS = (
    "city_goals_without_measure",
    "money_without_goal",
    "measures_without_goal",
    "measures_overdue",
    "measures_stale",
    "digital_goals_without_measure",
    "measures_without_owner",
    "measures_without_money",
)


def five_figures(proof: Proof) -> tuple[Figure, ...]:
    """The five figures of the committee's page, always the same five; a value None is said as unknown."""
    return tuple(proof.figures[code] for code in FIVE)


def three_sentences(proof: Proof) -> tuple[Sentence, ...]:
    """The three most telling statements, by the order in ``GAPS``; good news fills what is left.

    An empty list has one sentence, ``nothing_yet``. Where city goals cannot be judged the first
    sentence is ``city_goals_unknown``. A sentence about money carries ``known`` and ``of``; money
    without goal and measures without goal say the same thing, so only the first found is told.
    """
    figures = proof.figures
    if not proof.portfolio.measures and not proof.portfolio.goals:
        return (Sentence("nothing_yet"),)
    told: list[Sentence] = []
    city = figures["city_goals_without_measure"]
    if city.denominator and city.value is None:
        params = (SentenceParam("of", city.denominator, city.code),)
        told.append(Sentence("city_goals_unknown", params))
    for code in GAPS:
        redundant = code == "measures_without_goal" and any(s.code == "money_without_goal" for s in told)
        if figures[code].value and not redundant:
            told.append(_sentence(code, figures[code]))
    if city.value == 0:
        told.append(_sentence("city_goals_all_reached", city))
    told.append(_sentence("money_known", figures["money_known"]))
    told.append(_sentence("measures_active", figures["measures_active"]))
    told.append(_sentence("measures_goals_outdated", figures["measures_goals_outdated"]))
    return tuple(told[:3])


def _sentence(code: str, figure: Figure) -> Sentence:
    value = figure.value or 0
    params = [SentenceParam("value", value, figure.code)]
    if figure.unit == "count":
        params.append(SentenceParam("of", figure.denominator, figure.code))
    if figure.unit == "share":
        params.append(SentenceParam("known", figure.known or 0, "money_known"))
        params.append(SentenceParam("of", figure.of or 0, "money_known"))
    return Sentence(code, tuple(params))
