"""The two errors of spreadsheet work: a file that cannot be read or written, a cell text that cannot be
understood.
"""

from collections.abc import Mapping

Parameter = str | int


class SpreadsheetError(Exception):
    """A file, sheet or structure that is refused.

    `code` is stable and meant for translation; `params` holds what the sentence needs, from among
    `file`, `sheet`, `row` (1-based), `column` (1-based), `limit`, `found`, `members`.
    The English message is for logs and notebooks.
    """

    def __init__(self, code: str, message: str, **params: Parameter) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.params: Mapping[str, Parameter] = params

    def located(self, **params: Parameter) -> "SpreadsheetError":
        """Return the same error with further places (file, sheet, row) that only the caller knows."""
        return SpreadsheetError(self.code, self.message, **{**params, **self.params})


class ValueProblem(ValueError):
    """A cell whose text does not say what its column needs.

    `code` is stable; `params["text"]` is the offending text, further keys depend on the code.
    """

    def __init__(self, code: str, **params: Parameter) -> None:
        super().__init__(f"{code}: " + ", ".join(f"{key}={value!r}" for key, value in params.items()))
        self.code = code
        self.params: Mapping[str, Parameter] = params
