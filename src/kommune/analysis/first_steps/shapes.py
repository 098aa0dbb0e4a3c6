"""What a first step is, and what choosing says about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

TOPICS = (
    "paper",
    "media_breaks",
    "documents",
    "meetings",
    "mail_attachments",
    "coordination",
    "decisions",
    "knowledge",
    "services",
    "appointments",
    "payments",
    "data",
    "security",
    "skills",
    "leadership",
    "participation",
    "cooperation",
    "finance",
    "culture",
    "rooms",
    "procurement",
    "automation",
    "communication",
    "accessibility",
)
Verdict = Literal["now", "later", "leave"]
AgainstKind = Literal["no_need", "unknown_need", "missing", "unknown", "already", "too_small", "too_large"]


@dataclass(frozen=True, slots=True)
class Precondition:
    """Something a town has or lacks, as fact `has.<key>`; its words in German and English."""

    key: str
    text_de: str
    text_en: str

    @property
    def fact(self) -> str:
        """The key of the fact that answers it."""
        return f"has.{self.key}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about a step, and who says so; "Erfahrung, ungeprüft" where nobody measured it.

    Names of sources are the same in both languages unless they hold words.
    """

    text_de: str
    text_en: str
    source_de: str
    source_en: str


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One entry of the catalogue.

    `needs` maps topics to weights above 0; `hours` of all people together, `euros` once and `weeks` until it
    works are pairs of least and most, estimated; `smallest` and `largest` are inhabitants, None: any size;
    `split` says what it changes in shares of 100 by dimension of a measure.
    """

    key: str
    group: str
    title_de: str
    title_en: str
    what_de: str
    what_en: str
    needs: Mapping[str, float]
    preconditions: tuple[Precondition, ...]
    already: tuple[Precondition, ...]
    hours: tuple[int, int]
    euros: tuple[int, int]
    weeks: tuple[int, int]
    smallest: int | None
    largest: int | None
    replaces_de: str
    replaces_en: str
    leave_de: str
    leave_en: str
    split: Mapping[str, int]
    field_de: str
    field_en: str
    measure_de: str
    measure_en: str
    evidence: tuple[Evidence, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics it helps with, the weightiest first."""
        return tuple(sorted(self.needs, key=lambda topic: (-self.needs[topic], topic)))


@dataclass(frozen=True, slots=True)
class Reason:
    """A need that spoke for a step: the fact (`need.<topic>`), its value from 0 to 1, its weight."""

    fact: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Against:
    """What spoke against a step or is not known: the fact, of which kind, its value (None: unknown).

    Kinds: no_need (a need that is low), unknown_need, missing (a precondition that is not there), unknown
    (a precondition nobody answered), already (the town has it), too_small, too_large (size of the town).
    """

    fact: str
    kind: AgainstKind
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What is said about a step: `score` from 0 to 1 (None: no need is known), reasons, verdict.

    `known` is the share of the weight of its needs about which something is known.
    """

    step: FirstStep
    score: float | None
    need: float | None
    known: float
    reasons: tuple[Reason, ...]
    against: tuple[Against, ...]
    verdict: Verdict
