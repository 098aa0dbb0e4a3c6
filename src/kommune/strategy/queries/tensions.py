"""Typical tensions as the town words them, and the questions that they raise about pairs of goals."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from kommune.analysis.suggestions import (
    MEANING_AND_WORDS,
    Encoder,
    TensionHit,
    TensionsInvalid,
    find_tensions,
    load_tensions,
    make_tensions,
    word_question,
)
from kommune.analysis.suggestions import Tension as PlainTension
from kommune.municipalities.public import Rung, Viewer, system_viewer
from kommune.strategy.models import DerivedFigures, GoalRelation, Tension, TensionAnswer
from kommune.strategy.queries.kept import kept_while_unchanged
from kommune.strategy.queries.meaning import kept_encoder
from kommune.strategy.queries.rateable import Rateable, RateableGoals, load_goals
from kommune.strategy.shapes import Way

QUESTIONS = "tension_questions"
GROUNDS_KEPT = 4


@dataclass(frozen=True, slots=True)
class TownTension:
    """A tension as it is used here: shipped, changed by the town (``version`` above 0) or its own."""

    key: str
    plain: PlainTension
    is_used: bool
    is_shipped: bool
    version: int

    @property
    def label(self) -> str:
        """Both poles in short."""
        return f"{self.plain.first.label} ↔ {self.plain.second.label}"

    @property
    def is_changed(self) -> bool:
        """Whether the town words a shipped one otherwise, or put it aside."""
        return self.is_shipped and self.version > 0


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a pair of goals, with the words of both that gave rise to it."""

    digital: Rateable
    city: Rateable
    tension_key: str
    text: str
    digital_words: tuple[str, ...]
    city_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """The questions still open, how many were answered, and whether they were found by meaning too.

    ``is_current`` is false while goals or tensions changed since the questions were found.
    """

    open: tuple[Question, ...]
    answered: int
    is_current: bool
    by_meaning: bool

    @property
    def total(self) -> int:
        """All questions of this sheet, answered or not."""
        return len(self.open) + self.answered


@dataclass(frozen=True, slots=True)
class FoundQuestions:
    """The pairs that tensions were found for, and the fingerprint of what they were found in."""

    print: str
    rows: tuple[dict[str, Any], ...]


def content_of(tension: PlainTension) -> dict[str, Any]:
    """A tension in the form in which it is stored and checked."""
    plain = asdict(tension)
    for pole in ("first", "second"):
        plain[pole] |= {name: list(plain[pole][name]) for name in ("words", "sentences")}
    return plain


def town_tensions() -> list[TownTension]:
    """The shipped tensions as the town changed them, then its own; one query."""
    rows = {row.key: row for row in Tension.objects.all()}
    found: list[TownTension | None] = []
    for shipped in load_tensions():
        row = rows.pop(shipped.id, None)
        untouched = TownTension(shipped.id, shipped, is_used=True, is_shipped=True, version=0)
        found.append(_town_tension(row, shipped) if row else untouched)
    found += [_town_tension(row, None) for row in rows.values()]
    return [one for one in found if one is not None]


def _town_tension(row: Tension, shipped: PlainTension | None) -> TownTension | None:
    """A stored tension; what can no longer be read falls back to the shipped one, or is left out."""
    try:
        [plain] = make_tensions([row.content])
    except TensionsInvalid:
        if shipped is None:
            return None
        plain = shipped
    return TownTension(row.key, plain, row.is_used, shipped is not None, row.version)


def search_questions(*, with_meaning: bool) -> FoundQuestions:
    """Find the pairs to ask about over all goals in force; seconds for a large town with its encoder."""
    goals, tensions = load_goals(system_viewer()), _used(town_tensions())
    encoder = kept_encoder() if with_meaning else None
    acting, city = _leaves(goals.acting), _leaves(goals.city)
    hits = find_tensions([one.text for one in acting], [one.text for one in city], tensions, encoder)
    print_now = _print(goals, tensions, kept_encoder() if with_meaning else None)
    return FoundQuestions(print_now, tuple(_row(hit, acting, city) for hit in hits))


def needs_search() -> bool:
    """Whether somebody looked at the questions, and goals, tensions or the encoder are others since then."""
    kept = _kept()
    if kept is None:
        return False
    now = _print(load_goals(system_viewer()), _used(town_tensions()), kept_encoder())
    return bool(kept["print"] != now)


def question_sheet(viewer: Viewer, language: str) -> QuestionSheet | None:
    """The questions for this person, in ``language`` ("de" or "en"); None where nobody looked yet.

    Pairs that are rated in another way are not asked about. At most six queries.
    """
    kept = _kept()
    if kept is None:
        return None
    ground = _ground(viewer)
    known, tensions, rated, denied = ground.goals, ground.tensions, ground.rated, ground.denied
    waiting, answered = [], 0
    for row in kept["rows"]:
        tension = tensions.get(row["tension"])
        digital, city = known.get(row["digital"]), known.get(row["city"])
        if digital is None or city is None or tension is None or not tension.is_used:
            continue
        way = rated.get((digital.id, city.id))
        if way == Way.QUESTION or (digital.id, city.id, tension.key) in denied:
            answered += 1
        elif way is None:
            text = word_question(tension.plain, digital.title, city.title, language)
            words = (tuple(row["digital_words"]), tuple(row["city_words"]))
            waiting.append(Question(digital, city, tension.key, text, *words))
    return QuestionSheet(
        open=tuple(waiting),
        answered=answered,
        is_current=kept["print"] == ground.print,
        by_meaning=any(row["method"] == MEANING_AND_WORDS for row in kept["rows"]),
    )


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sheet of questions stands on: goals and tensions by key, what is rated, what was denied."""

    goals: Mapping[str, Rateable]
    tensions: Mapping[str, TownTension]
    rated: Mapping[tuple[UUID, UUID], str]
    denied: Set[tuple[UUID, UUID, str]]
    print: str


@kept_while_unchanged(GROUNDS_KEPT)
def _ground(viewer: Viewer) -> Ground:
    """The ground for this person, kept until the town's data change; at most five queries."""
    goals, tensions = load_goals(viewer), {one.key: one for one in town_tensions()}
    known = {str(goal.id): goal for goal in (*goals.acting, *goals.city)}
    print_now = _print(goals, _used(list(tensions.values())), kept_encoder())
    return Ground(known, tensions, *_said(), print_now)


def _said() -> tuple[dict[tuple[UUID, UUID], str], set[tuple[UUID, UUID, str]]]:
    """How each pair is rated, and which questions were answered with no; two queries."""
    relations = GoalRelation.objects.order_by().values_list("digital_goal_id", "city_goal_id", "way")
    denials = TensionAnswer.objects.filter(is_conflict=False).order_by()
    return (
        {(digital, city): way for digital, city, way in relations},
        set(denials.values_list("digital_goal_id", "city_goal_id", "tension_key")),
    )


def _kept() -> Mapping[str, Any] | None:
    rows = DerivedFigures.objects.filter(kind=QUESTIONS, rung=Rung.WORKING_GROUP)
    data: Mapping[str, Any] | None = rows.values_list("data", flat=True).first()
    return data


def _used(tensions: Sequence[TownTension]) -> list[PlainTension]:
    return [one.plain for one in tensions if one.is_used]


def _leaves(goals: Sequence[Rateable]) -> list[Rateable]:
    return [goal for goal in goals if goal.is_leaf]


def _row(hit: TensionHit, acting: Sequence[Rateable], city: Sequence[Rateable]) -> dict[str, Any]:
    return {
        "digital": str(acting[hit.digital].id),
        "city": str(city[hit.city].id),
        "tension": hit.tension_id,
        "digital_words": list(hit.digital_words),
        "city_words": list(hit.city_words),
        "method": hit.method,
    }


def _print(goals: RateableGoals, tensions: Sequence[PlainTension], encoder: Encoder | None) -> str:
    """The fingerprint of everything that questions are found in."""
    texts = [(str(goal.id), goal.title, goal.body, goal.path) for goal in (*goals.acting, *goals.city)]
    name = encoder.name if encoder else ""
    return sha256(repr((texts, [asdict(one) for one in tensions], name)).encode()).hexdigest()
