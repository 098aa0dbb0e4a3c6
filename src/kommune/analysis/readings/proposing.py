"""Proposing fields of action, goals and measures from the blocks of a strategy's text."""

from collections.abc import Sequence

from kommune.analysis.readings.drafting import Branch, Drafts
from kommune.analysis.readings.outline import Heading, headings_with_parts, understand
from kommune.analysis.readings.rows import Columns, read_columns, row_things
from kommune.analysis.readings.shapes import Kind, Proposal, TextBlock, Why
from kommune.analysis.readings.titles import goal_sentence, is_address, is_title_like, sentences, split_title
from kommune.analysis.readings.words import coded_thing, container_of, named_thing

_LONGEST_SUBGOAL = 220
_LONGEST_ROOF = 60
_MOST_PARAGRAPHS = 8
_BELOW: dict[str, Kind] = {"fields": "field", "goals": "goal", "measures": "measure"}
_HEADING_WHY: dict[Kind, Why] = {
    "field": "below_fields",
    "goal": "heading_below_goals",
    "measure": "heading_below_measures",
}
_BOLD_WHY: dict[Kind, Why] = {
    "field": "below_fields",
    "goal": "bold_below_goals",
    "measure": "bold_below_measures",
}
_ITEM_WHY: dict[Kind, Why] = {
    "field": "below_fields",
    "goal": "item_below_goals",
    "measure": "item_below_measures",
}


def propose(blocks: Sequence[TextBlock]) -> list[Proposal]:
    """Return what a text seems to set up, in the order of the text; a parent always stands before its parts.

    Known by words in front ("Handlungsfeld 2", "Ziel 1.3", "M7"), by roofs ("Ziele", "Maßnahmen") over
    headings, bold beginnings, list items and table rows, and, under a roof over goals that holds prose
    only, by the wording of sentences. Where nothing else is found, sentences of the whole text are tried.
    """
    reader = _Reader(headings_with_parts(blocks))
    for place, block in enumerate(blocks):
        reader.take(place, block)
    reader.close_down_to(0)
    drafts = reader.drafts
    if not any(draft.kind != "field" for draft in drafts.all):
        for block in blocks:
            if block.kind in {"paragraph", "item"}:
                _add_sentence(drafts, block)
    return drafts.finished()


class _Reader:
    """Goes through the blocks with the open headings in mind."""

    def __init__(self, fields: set[int]) -> None:
        self.drafts = Drafts()
        self.fields = fields
        self.columns: Columns | None = None
        self.table = 0

    def take(self, place: int, block: TextBlock) -> None:
        if block.kind == "heading":
            self.heading(block, place in self.fields)
        elif block.kind == "row":
            self.row(block)
        elif block.kind == "item":
            self.item(block)
        else:
            self.paragraph(block)

    def heading(self, block: TextBlock, has_parts: bool) -> None:
        self.close_down_to(block.level)
        known = understand(block.text)
        above = self.drafts.top.role
        if known.role in {"field", "goal", "measure"}:
            self.open_thing(block, known)
        elif known.role == "text" and has_parts and above not in _BELOW:
            self.open_thing(block, Heading("field", known.number, known.title, "has_goals_below"))
        elif known.role == "text" and above in _BELOW:
            kind = _BELOW[above]
            self.open_thing(block, Heading(kind, known.number, known.title, _HEADING_WHY[kind]))
        elif known.role == "text" and above == "aside":
            self.drafts.branch.append(Branch(block.level, "aside"))
        else:
            self.drafts.branch.append(Branch(block.level, known.role))

    def open_thing(self, block: TextBlock, known: Heading) -> None:
        kind: Kind = "field" if known.role == "field" else "goal" if known.role == "goal" else "measure"
        place = self.drafts.add(kind, known.number, known.title, "", block, known.why or "named")
        self.drafts.branch.append(Branch(block.level, kind, place, place))

    def close_down_to(self, level: float) -> None:
        """Close headings that a new one of this level ends; roofs over prose only give their sentences."""
        drafts = self.drafts
        while len(drafts.branch) > 1 and drafts.top.level >= level:
            branch = drafts.top
            if branch.role == "goals" and not branch.found:
                _add_prose(drafts, branch.prose)
            drafts.branch.pop()

    def paragraph(self, block: TextBlock) -> None:
        thing = named_thing(block.text[:600]) or coded_thing(block.text[:600])
        top = self.drafts.top
        if thing and top.role != "aside":
            self.named_paragraph(block, thing)
        elif len(block.text) <= _LONGEST_ROOF and block.text.endswith(":") and container_of(block.text):
            self.close_down_to(self.heading_level() + 0.5)
            self.drafts.branch.append(Branch(self.heading_level() + 0.5, container_of(block.text) or "text"))
        elif self.is_bold_thing(block):
            kind = _BELOW[self.roof().role]
            while self.drafts.top is not self.roof():
                self.drafts.branch.pop()
            title, about = split_title(block.text, block.lead)
            place = self.drafts.add(kind, "", title, about, block, _BOLD_WHY[kind])
            self.drafts.branch.append(Branch(self.roof().level + 0.5, kind, place, place))
        elif top.role in _BELOW and top.last is None:
            top.prose.append(block)
        elif top.role in {"goal", "measure", "field"} and top.draft is not None:
            self.drafts.explain(top.draft, block)

    def named_paragraph(self, block: TextBlock, thing: tuple[Kind, str, str]) -> None:
        kind, number, rest = thing
        lead = block.lead[-len(rest) :] if block.lead and block.lead == block.text else ""
        title, about = split_title(rest, lead)
        level = self.heading_level() + (0.2 if kind == "goal" else 0.4)
        self.close_down_to(level)
        place = self.drafts.add(kind, number, title, about, block, "named")
        self.drafts.branch.append(Branch(level, kind, place, place))

    def heading_level(self) -> int:
        """The level of the lowest open heading, lines that only act as one not counted."""
        return int(self.drafts.top.level)

    def roof(self) -> Branch:
        """The roof that is open, or the lowest branch where a heading stands between."""
        for branch in reversed(self.drafts.branch):
            if branch.role in _BELOW:
                return branch
            if branch.level == int(branch.level):
                break
        return self.drafts.top

    def is_bold_thing(self, block: TextBlock) -> bool:
        return self.roof().role in {"goals", "measures"} and is_title_like(block.lead)

    def item(self, block: TextBlock) -> None:
        top = self.drafts.top
        thing = named_thing(block.text[:600]) or coded_thing(block.text[:600])
        if thing and top.role != "aside":
            title, about = split_title(thing[2], "")
            self.drafts.add(thing[0], thing[1], title, about, block, "named")
        elif top.role in {"goals", "measures"}:
            if block.level > 1 and top.last is not None:
                self.drafts.explain(top.last, block)
            else:
                self.add_item(block, _BELOW[top.role])
        elif top.role == "goal" and top.draft is not None:
            if self.roof().role == "goals" and block.label and len(block.text) <= _LONGEST_SUBGOAL:
                self.add_item(block, "goal")
            else:
                self.drafts.explain(top.draft, block)
        elif top.role in {"measure", "field"} and top.draft is not None:
            self.drafts.explain(top.draft, block)

    def add_item(self, block: TextBlock, kind: Kind) -> None:
        title, about = split_title(block.text, block.lead)
        if title and not is_address(block.text):
            self.drafts.add(kind, block.label.strip("(). "), title, about, block, _ITEM_WHY[kind])

    def row(self, block: TextBlock) -> None:
        if block.table != self.table:
            self.table, self.columns = block.table, None
            columns = read_columns(block.cells)
            if block.is_header or columns.says_something:
                self.columns = columns
                return
        top = self.drafts.top
        if self.columns is None or not self.columns.says_something or top.role == "aside":
            return
        kind: Kind | None = _BELOW.get(self.roof().role)
        if kind != "measure" and (self.columns.title >= 0 and not self.columns.kinds):
            kind = "measure" if self.drafts.is_below("field") and kind is None else kind
        parent = None
        for thing in row_things(block.cells, self.columns, kind):
            parent = self.drafts.add(
                thing.kind, thing.number, thing.title, thing.description, block, "row", parent
            )


def _add_prose(drafts: Drafts, prose: Sequence[TextBlock]) -> None:
    """Goals from a part on goals that is prose: sentences that say so, else how its paragraphs begin."""
    before = len(drafts.all)
    for block in prose:
        _add_sentence(drafts, block)
    if len(drafts.all) == before:
        for block in [one for one in prose if not is_address(one.text)][:_MOST_PARAGRAPHS]:
            first = next(sentences(block.text))
            about = "" if first == block.text else block.text
            drafts.add("goal", "", first, about, block, "paragraph_below_goals")


def _add_sentence(drafts: Drafts, block: TextBlock) -> None:
    sentence = goal_sentence(block.text)
    if sentence:
        about = "" if sentence == block.text else block.text
        drafts.add("goal", "", sentence, about, block, "sentence")
