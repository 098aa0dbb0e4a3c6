"""The frozen shapes of papers: what stands on the page, and what a template check found."""

from dataclasses import dataclass, field
from datetime import date

from kommune.reporting.errors import TemplateProblem


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence; a number is set in bold."""

    text: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its reason: label, value as text with its unit, explanation, and what is known.

    `known` is the sentence beside every sum, such as "bekannt bei 41 von 60"; empty where all is known.
    """

    label: str
    value: str
    explanation: str
    known: str = ""


@dataclass(frozen=True, slots=True)
class DecisionNeeded:
    """What the committee has to decide, for which measure, by when (already formatted, may be empty)."""

    text: str
    measure: str = ""
    by_when: str = ""


@dataclass(frozen=True, slots=True)
class GoalBar:
    """One row of the bar table: a group of goals, how many are carried by a measure and how many are open."""

    label: str
    carried: int
    open: int


@dataclass(frozen=True, slots=True)
class CommitteePaper:
    """One A4 page for a committee.

    `letterhead` are the lines under the town's name (address, office). `source_line` says date and source
    of the figures ("Stand der Zahlen: 3. März 2026, Quelle: …"). `sentences` are the three answers, as runs.
    `unknowns` say what the list cannot tell. `language` chooses the fixed words of the page ("de" or "en").
    """

    town_name: str
    committee: str
    title: str
    paper_number: str
    dated_on: date
    source_line: str
    sentences: tuple[tuple[Run, ...], ...]
    figures: tuple[Figure, ...]
    decisions: tuple[DecisionNeeded, ...] = ()
    goal_bars: tuple[GoalBar, ...] = ()
    unknowns: tuple[str, ...] = ()
    author_unit: str = ""
    letterhead: tuple[str, ...] = ()
    language: str = "de"


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """What a town's template holds.

    `fields_used` are the known fields in order of appearance ("kennzahlen.wert" for a field of a list entry);
    `unknown_fields` are those no paper has; `missing_required` those without which a paper would not answer
    its question. Both stand among the `problems` too, with their place.
    """

    fields_used: tuple[str, ...] = ()
    unknown_fields: tuple[str, ...] = ()
    missing_required: tuple[str, ...] = ()
    problems: tuple[TemplateProblem, ...] = ()

    @property
    def is_usable(self) -> bool:
        """Whether a paper may be written with this template."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class RoleRights:
    """A role and what it may do, in the words of the rights table."""

    role: str
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonalDataKind:
    """A kind of personal data held; an empty purpose, retention or legal basis is left to the town."""

    name: str
    people: str
    purpose: str = ""
    retention: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class SurveyRules:
    """The rules under which surveys and blind ratings run; `minimum_group` is a number of people."""

    minimum_group: int
    are_anonymous: bool
    are_voluntary: bool


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What the installation knows about its backups; None means that it does not know.

    `kept_days` counts days, `last_restore_test_on` is the day a restore was last tried.
    """

    is_scheduled: bool | None = None
    kept_days: int | None = None
    is_encrypted: bool | None = None
    last_restore_test_on: date | None = None


@dataclass(frozen=True, slots=True)
class InstallationFacts:
    """What the real settings say, from which the papers before day one are written.

    `database_kind` is "sqlite" or "postgresql"; `has_row_level_security` is about the database itself.
    `session_minutes` is the time after which an idle session ends. `hosting` is empty when unknown.
    """

    product_version: str
    town_name: str
    written_on: date
    database_kind: str
    has_row_level_security: bool
    is_encrypted_in_transit: bool
    password_hashing: str
    is_second_factor_available: bool
    is_second_factor_required: bool
    session_minutes: int
    roles: tuple[RoleRights, ...]
    personal_data: tuple[PersonalDataKind, ...]
    release_ladder: tuple[str, ...]
    journalled: tuple[str, ...]
    surveys: SurveyRules | None = None
    backup: BackupFacts = field(default_factory=BackupFacts)
    hosting: str = ""
    is_single_sign_on_active: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a duty paper; `kind` is "text", "bullets" or "table" (first row is the head).

    A text holds the town's gaps as `[von der Kommune auszufüllen: …]`; they are highlighted when written.
    """

    kind: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DutySection:
    """A heading with what stands below it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DutyPaper:
    """A paper that must exist before day one, ready to be written as DOCX."""

    key: str
    title: str
    lead: str
    sections: tuple[DutySection, ...]
    town_name: str
    written_on: date
    footer: str


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A draft for a decision of the council about one subject, as long as it needs to be.

    `kind` and `subject_id` say what it is about; the sections hold facts, options and what is proposed.
    """

    kind: str
    subject_id: str
    town_name: str
    committee: str
    title: str
    paper_number: str
    dated_on: date
    lead: str
    sections: tuple[DutySection, ...]
    source_line: str
    author_unit: str = ""
    letterhead: tuple[str, ...] = ()
    language: str = "de"
