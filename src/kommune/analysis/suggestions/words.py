"""Words of a German text and their stems, small and fast enough for thousands of texts."""

import re
from functools import lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+(?:[:*][^\W\d_]+)?")
SHORTEST_WORD = 3
STEMS_KEPT = 100_000
_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", ":": "", "*": ""})
_ALIKE = (("sch", "$"), ("ei", "%"), ("ie", "&"))


def content_words(text: str) -> tuple[str, ...]:
    """The words of a text as written and in order, without stop words and words of under three letters."""
    found = WORD.findall(text)
    return tuple(word for word in found if len(word) >= SHORTEST_WORD and word.casefold() not in stop_words())


@lru_cache(maxsize=STEMS_KEPT)
def stem_word(word: str) -> str:
    """The stem of a German word, upper and lower case alike: Wartezeiten and Wartezeit are one.

    CISTEM by Weissweiler and Fraser 2017, "Developing a stemmer for German based on a comparative analysis of
    publicly available stemmers", in its form that ignores case.
    """
    stem = re.sub(r"^ge(.{4,})", r"\1", word.lower().translate(_PLAIN))
    for letters, sign in _ALIKE:
        stem = stem.replace(letters, sign)
    stem = re.sub(r"(.)\1", r"\1*", stem)
    while len(stem) > SHORTEST_WORD:
        shorter = re.sub(r"(?:em|er|nd)$", "", stem) if len(stem) > 5 else stem
        if shorter == stem:
            shorter = re.sub(r"[tesn]$", "", stem)
        if shorter == stem:
            break
        stem = shorter
    stem = re.sub(r"(.)\*", r"\1\1", stem)
    for letters, sign in _ALIKE:
        stem = stem.replace(sign, letters)
    return stem


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words that say nothing about a subject, of German and of papers of town halls."""
    source = files("kommune.analysis.suggestions").joinpath("stop_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in source.splitlines() if line[:1] != "#" for word in line.split())
