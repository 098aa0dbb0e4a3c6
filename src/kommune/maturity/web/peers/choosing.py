"""The weights of features and the size of the group as the address has them."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from kommune.analysis.benchmark import FEATURES, LEAST_PEERS, MOST_PEERS
from kommune.maturity.peer_words import FEATURE_NAMES, WEIGHTS

USUAL_COUNT = 12
WORTH = {key: worth for key, worth, _words in WEIGHTS}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What counts how much, and how many towns; ``is_usual`` where nothing was changed."""

    weights: dict[str, float]
    count: int
    is_usual: bool

    @property
    def counts_nothing(self) -> bool:
        """Whether every feature was switched off."""
        return not any(self.weights.values())


def read_choice(query: QueryDict) -> Chosen:
    """The address in plain values; what cannot be read is as usual."""
    usual = {one.key: one.weight for one in FEATURES}
    weights = {key: WORTH.get(query.get(key, ""), weight) for key, weight in usual.items()}
    text = query.get("count", "")
    count = int(text) if text.isdigit() and LEAST_PEERS <= int(text) <= MOST_PEERS else USUAL_COUNT
    return Chosen(weights, count, weights == usual and count == USUAL_COUNT)


def choice_fields(chosen: Chosen) -> list[dict[str, Any]]:
    """Each feature with its choices for the form."""
    return [
        {
            "key": key,
            "label": name,
            "choices": [(word, text, worth == chosen.weights[key]) for word, worth, text in WEIGHTS],
        }
        for key, name in FEATURE_NAMES.items()
    ]
