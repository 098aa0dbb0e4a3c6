"""Proposals while they are being gathered: the open branch of the text, and what belongs to what."""

from dataclasses import dataclass, field

from kommune.analysis.readings.outline import Role
from kommune.analysis.readings.shapes import (
    DESCRIPTION_LENGTH,
    TITLE_LENGTH,
    Kind,
    Proposal,
    TextBlock,
    Why,
    shortened,
)

ABOVE: dict[Kind, tuple[Kind, ...]] = {
    "field": (),
    "goal": ("goal", "field"),
    "measure": ("goal", "field"),
}


@dataclass(slots=True)
class Draft:
    """A proposal that still grows."""

    kind: Kind
    number: str
    title: str
    about: list[str]
    parent: int | None
    start: int
    end: int
    page: int | None
    why: Why
    length: int = 0


@dataclass(slots=True)
class Branch:
    """An open heading (or a bold line in its place): its role, and the proposal it made.

    `last` is the latest proposal below it, to which explaining paragraphs go; `found` counts proposals
    below it, `prose` keeps paragraphs that none of them took.
    """

    level: float
    role: Role
    draft: int | None = None
    last: int | None = None
    found: int = 0
    prose: list[TextBlock] = field(default_factory=list)


class Drafts:
    """All proposals so far, and the branch of headings that is open."""

    def __init__(self) -> None:
        self.all: list[Draft] = []
        self.branch: list[Branch] = [Branch(0, "text")]

    @property
    def top(self) -> Branch:
        """The lowest open heading."""
        return self.branch[-1]

    def parent_for(self, kind: Kind) -> int | None:
        """The nearest open thing under which a thing of this kind may stand."""
        for branch in reversed(self.branch):
            if branch.draft is not None and self.all[branch.draft].kind in ABOVE[kind]:
                return branch.draft
        return None

    def is_below(self, role: Role) -> bool:
        """Whether a heading of this role is open."""
        return any(branch.role == role for branch in self.branch)

    def add(
        self,
        kind: Kind,
        number: str,
        title: str,
        about: str,
        block: TextBlock,
        why: Why,
        parent: int | None = None,
    ) -> int:
        """Keep a proposal and return its place; a title that was proposed there before is not kept twice."""
        parent = self.parent_for(kind) if parent is None else parent
        twin = self._twin(kind, title, parent)
        if twin is not None:
            if about and not self.all[twin].about:
                self._describe(self.all[twin], about)
            return twin
        draft = Draft(kind, number, title, [], parent, block.start, block.end, block.page, why)
        self.all.append(draft)
        if len(title) > TITLE_LENGTH:
            self._describe(draft, title)
        if about:
            self._describe(draft, about)
        for branch in self.branch:
            branch.found += 1
        self.top.last = len(self.all) - 1
        return len(self.all) - 1

    def explain(self, place: int, block: TextBlock) -> None:
        """Add a paragraph to what a proposal says of itself."""
        draft = self.all[place]
        if draft.length < DESCRIPTION_LENGTH:
            self._describe(draft, block.text)
            draft.end = max(draft.end, block.end)

    def finished(self) -> list[Proposal]:
        """The proposals in the order of the text, parents before their parts."""
        return [
            Proposal(
                kind=draft.kind,
                number=draft.number[:40],
                title=shortened(draft.title, TITLE_LENGTH),
                description=shortened("\n\n".join(draft.about), DESCRIPTION_LENGTH),
                parent=draft.parent,
                start=draft.start,
                end=draft.end,
                page=draft.page,
                why=draft.why,
            )
            for draft in self.all
        ]

    def _describe(self, draft: Draft, text: str) -> None:
        draft.about.append(text)
        draft.length += len(text)

    def _twin(self, kind: Kind, title: str, parent: int | None) -> int | None:
        plain = _plain(title)
        first = 0 if parent is None else parent
        for place in range(len(self.all) - 1, first - 1, -1):
            other = self.all[place]
            if other.kind == kind and other.parent == parent and _plain(other.title) == plain:
                return place
        return None


def _plain(title: str) -> str:
    return " ".join(title.lower().split())
