"""The one error of reading documents."""

from collections.abc import Mapping

Parameter = str | int


class DocumentError(Exception):
    """A file that is refused.

    `code` is stable and meant for translation: `empty_file`, `too_large`, `wrong_type`, `old_word_format`,
    `password_protected`, `macro_file`, `zip_bomb`, `unsafe_xml`, `damaged`, `no_text` (only pictures, a
    scan), `too_many_pages`, `too_long`. `params` holds what the sentence needs, from among `limit`, `found`,
    `pages`.
    The English message is for logs and notebooks.
    """

    def __init__(self, code: str, message: str, **params: Parameter) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.params: Mapping[str, Parameter] = params
