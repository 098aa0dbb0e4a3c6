"""The desk where everything lands that a person must see: open questions, notes, and her answers."""

import hashlib
from collections.abc import Callable, Iterable, Mapping

from kommune.imports.shapes import Answer, Remark, Suggestion, Where

LEAVE_OUT, SKIP_ROW, REPLACE, CREATE = "leave_out", "skip_row", "replace", "create"
VALUE_ANSWERS = (REPLACE, LEAVE_OUT)
ROW_ANSWERS = (REPLACE, SKIP_ROW)
ALL_OF = "all:"


class Desk:
    """Collects problems and notes of one preview; the same question about the same text is asked once."""

    def __init__(self, answers: Mapping[str, Mapping[str, str]]) -> None:
        self._given = {key: Answer(given["what"], given.get("value", "")) for key, given in answers.items()}
        self.problems: dict[str, Remark] = {}
        self.notes: dict[str, Remark] = {}
        self.answered: dict[str, tuple[Remark, Answer]] = {}

    def ask(
        self,
        code: str,
        where: Where,
        text: str,
        *,
        answers: tuple[str, ...] = VALUE_ANSWERS,
        suggestions: Callable[[], Iterable[Suggestion]] = tuple,
        params: Mapping[str, str] | None = None,
        per_row: bool = False,
    ) -> Answer | None:
        """The person's answer to a problem, or None while it is open (it then stands on the list).

        Without ``per_row`` the question is the same for every row in which the text stands.
        ``suggestions`` are asked for once per question.
        """
        key = _key(code, where, text, per_row)
        given = self._given.get(key) or self._given.get(ALL_OF + code)
        if given is not None and given.what not in answers:
            given = None
        if given is None:
            if key in self.problems:
                self.problems[key].rows.append(where.row)
            else:
                self.problems[key] = _remark(key, code, where, text, params, suggestions(), answers)
            return None
        if key in self.answered:
            self.answered[key][0].rows.append(where.row)
        else:
            self.answered[key] = (_remark(key, code, where, text, params, (), answers), given)
        return given

    def note(
        self, code: str, where: Where, text: str, *, params: Mapping[str, str] | None = None
    ) -> Answer | None:
        """Say how something was understood; the answer, if the person wants it otherwise."""
        key = _key(code, where, text, per_row=False)
        given = self._given.get(key)
        remark = _remark(key, code, where, text, params, (), VALUE_ANSWERS)
        if given is not None and given.what in VALUE_ANSWERS:
            self.answered.setdefault(key, (remark, given))
            return given
        if key in self.notes:
            self.notes[key].rows.append(where.row)
        else:
            self.notes[key] = remark
        return None


def _remark(
    key: str,
    code: str,
    where: Where,
    text: str,
    params: Mapping[str, str] | None,
    suggestions: Iterable[Suggestion],
    answers: tuple[str, ...],
) -> Remark:
    shown = text if len(text) <= 200 else text[:199] + "…"
    return Remark(key, code, where, shown, dict(params or {}), tuple(suggestions), answers, [where.row])


def _key(code: str, where: Where, text: str, per_row: bool) -> str:
    parts = [code, where.sheet, where.column, text, str(where.row) if per_row else ""]
    return hashlib.sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()[:20]
