"""A split of 100 percent over the six dimensions, from German word stems in title and text."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from kommune.analysis.portfolio.money import share_out

TITLE_WEIGHT = 3
TEXT_WEIGHT = 1
STEP_PERCENT = 5
SHORT_STEM = 5
WORD = re.compile(r"\w+(?:[-–/]\w+)*")


@dataclass(frozen=True, slots=True)
class SplitReason:
    """The words, as written, that speak for a dimension."""

    dimension: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SplitSuggestion:
    """Percent by dimension in steps of five, summing to 100, and the words it was read from."""

    percent: Mapping[str, int]
    reasons: tuple[SplitReason, ...]


def suggest_split(title: str, text: str = "") -> SplitSuggestion | None:
    """A suggestion to prefill, None where no word is known; a word of the title counts three times."""
    weights: dict[str, int] = {}
    reasons: list[SplitReason] = []
    for dimension, stems in _stems().items():
        in_title, in_text = _matches(title, stems), _matches(text, stems)
        words = tuple(dict.fromkeys([*in_title, *in_text]))
        if words:
            weights[dimension] = TITLE_WEIGHT * len(in_title) + TEXT_WEIGHT * len(in_text)
            reasons.append(SplitReason(dimension, words))
    steps = share_out(100 // STEP_PERCENT, weights)
    percent = {dimension: part * STEP_PERCENT for dimension, part in steps.items() if part}
    return SplitSuggestion(percent, tuple(r for r in reasons if r.dimension in percent)) if percent else None


@lru_cache(maxsize=1)
def _stems() -> dict[str, tuple[str, ...]]:
    source = files("kommune.analysis.splits").joinpath("words.toml").read_text(encoding="utf-8")
    return {name: tuple(_plain(stem) for stem in stems) for name, stems in tomllib.loads(source).items()}


def _plain(word: str) -> str:
    return re.sub(r"[-–/]", "", word.casefold())


def _matches(text: str, stems: tuple[str, ...]) -> list[str]:
    """Every word once, as written; two words are tried together for stems of two words."""
    words = WORD.findall(text)
    pairs = [f"{first} {second}" for first, second in pairwise(words)]
    return list(dict.fromkeys(term for term in [*words, *pairs] if _is_known(term, stems)))


def _is_known(term: str, stems: tuple[str, ...]) -> bool:
    """A stem of two words begins a pair, a long one stands anywhere in a compound, a short one in front."""
    plain = _plain(term)
    if " " in plain:
        return any(" " in stem and plain.startswith(stem) for stem in stems)
    return any(plain.startswith(stem) or (len(stem) >= SHORT_STEM and stem in plain) for stem in stems)
