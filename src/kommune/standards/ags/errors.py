"""The error of the register and of official keys."""


class RegisterError(ValueError):
    """A line of the register, or a key, that cannot be read: stable `code`, 1-based `line` (0: no line), the
    `text`.
    """

    def __init__(self, code: str, message: str, *, line: int = 0, text: str = "") -> None:
        super().__init__(f"{message} (line {line})" if line else message)
        self.code = code
        self.message = message
        self.line = line
        self.text = text
