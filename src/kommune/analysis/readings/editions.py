"""Comparing two editions of a strategy: what stayed, what was reworded or moved, what is new or gone."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from kommune.analysis.readings.shapes import Kind

State = Literal["same", "reworded", "moved", "new", "gone"]
Part = Literal["same", "gone", "new"]

_LIKE_ENOUGH = 0.5
_CANDIDATES = 12
# A word that so many titles share tells none from another.
_COMMON = 60
_MOST_WORDS = 3_000
_WORD = re.compile(r"\w+", re.UNICODE)
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A field, goal or measure of an edition; `parent` is the key of what it stands under, "" for nothing.

    `lineage` is equal in two editions where the same thing was carried over, "" where nobody knows.
    """

    key: str
    kind: Kind
    number: str
    title: str
    text: str = ""
    parent: str = ""
    lineage: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing in both editions or in one; `moved` beside "reworded" says that it also stands elsewhere.

    `likeness` (0 … 1) tells how alike the titles are; 1 where they are equal.
    """

    state: State
    old: Entry | None
    new: Entry | None
    moved: bool = False
    likeness: float = 0.0


def compare_editions(old: Sequence[Entry], new: Sequence[Entry]) -> list[Change]:
    """Return every thing of both editions once, in the order of the new one, what is gone at the end.

    Things of one kind belong together by lineage, else by equal titles, else by titles whose groups of three
    letters agree by half or more (Dice), best pairs first.
    """
    pairs: dict[str, str] = {}
    for kind in ("field", "goal", "measure"):
        _pair(
            [entry for entry in old if entry.kind == kind],
            [entry for entry in new if entry.kind == kind],
            pairs,
        )
    by_key = {entry.key: entry for entry in old}
    partners = {new_key: by_key[old_key] for old_key, new_key in pairs.items()}
    changes = [_change(entry, partners.get(entry.key), pairs) for entry in new]
    return changes + [Change("gone", entry, None) for entry in old if entry.key not in pairs]


def word_changes(old: str, new: str) -> list[tuple[Part, str]]:
    """The words of two texts in order: what both have, what only the old and what only the new one has."""
    before, after = _TOKEN.findall(old)[:_MOST_WORDS], _TOKEN.findall(new)[:_MOST_WORDS]
    parts: list[tuple[Part, str]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            parts.append(("same", "".join(before[old_from:old_to])))
            continue
        for part, words in (("gone", before[old_from:old_to]), ("new", after[new_from:new_to])):
            if words:
                parts.append(("gone" if part == "gone" else "new", "".join(words)))
    return parts


def _change(entry: Entry, partner: Entry | None, pairs: Mapping[str, str]) -> Change:
    if partner is None:
        return Change("new", None, entry)
    moved = pairs.get(partner.parent, "") != entry.parent
    alike = _plain(partner.title) == _plain(entry.title)
    same_text = alike and _plain(partner.text) == _plain(entry.text)
    likeness = 1.0 if alike else _likeness(_grams(partner.title), _grams(entry.title))
    if not same_text:
        return Change("reworded", partner, entry, moved, likeness)
    return Change("moved" if moved else "same", partner, entry, moved, likeness)


def _pair(old: Sequence[Entry], new: Sequence[Entry], pairs: dict[str, str]) -> None:
    """Add pairs of one kind, surest first."""
    for known in (lambda entry: entry.lineage, lambda entry: _plain(entry.title)):
        waiting: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in old:
            if entry.key not in pairs and known(entry):
                waiting[known(entry)].append(entry)
        taken = set(pairs.values())
        for entry in new:
            if entry.key not in taken and waiting.get(known(entry)):
                pairs[waiting[known(entry)].pop(0).key] = entry.key
    taken = set(pairs.values())
    rest = [entry for entry in old if entry.key not in pairs]
    _pair_by_likeness(rest, [entry for entry in new if entry.key not in taken], pairs)


def _pair_by_likeness(old: Sequence[Entry], new: Sequence[Entry], pairs: dict[str, str]) -> None:
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(old):
        for word in _stems(entry.title):
            by_word[word].append(place)
    grams = [_grams(entry.title) for entry in old]
    found: list[tuple[float, int, int]] = []
    for at, entry in enumerate(new):
        shared: Counter[int] = Counter()
        known = (by_word[word] for word in _stems(entry.title) if word in by_word)
        for places in sorted(known, key=lambda places: (len(places), places))[:6]:
            for place in places if len(places) <= _COMMON else places[:_COMMON] if not shared else ():
                shared[place] += 1
        own = _grams(entry.title)
        for place, _count in shared.most_common(_CANDIDATES):
            likeness = _likeness(grams[place], own)
            if likeness >= _LIKE_ENOUGH:
                found.append((likeness, place, at))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _likeness_of, place, at in sorted(found, key=lambda one: (-one[0], one[1], one[2])):
        if place not in taken_old and at not in taken_new:
            pairs[old[place].key] = new[at].key
            taken_old.add(place)
            taken_new.add(at)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _stems(title: str) -> set[str]:
    """The beginnings of the longer words, so that another ending does not hide a word."""
    return {word[:6] for word in _WORD.findall(title.lower()) if len(word) > 3}


def _grams(title: str) -> frozenset[str]:
    plain = f"  {_plain(title)} "
    return frozenset(plain[place : place + 3] for place in range(len(plain) - 2))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    whole = len(one) + len(other)
    return 2 * len(one & other) / whole if whole else 0.0
