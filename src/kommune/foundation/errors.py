"""The one parent of all domain errors: a rule that failed, with a sentence for the person."""

from django.utils.functional import Promise


class DomainError(Exception):
    """A rule of the domain that failed; subclasses are named after the rule.

    ``sentence`` is translatable and tells the person what is wrong and what to do.
    """

    sentence: str | Promise

    def __init__(self, sentence: str | Promise | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(str(self.sentence))


class PermissionMissing(DomainError):
    """The person may not do this here."""


class StaleWrite(DomainError):
    """Somebody else saved in between; carries both texts so that a person can decide.

    ``differences`` maps a field's label to (text now stored, text that was sent).
    """

    def __init__(
        self, sentence: str | Promise, differences: dict[str, tuple[str, str]], current_version: int
    ) -> None:
        super().__init__(sentence)
        self.differences = differences
        self.current_version = current_version


class WrongValues(DomainError):
    """Some values cannot be stored; ``fields`` maps field names to sentences."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        self.fields = fields
        super().__init__(" ".join(sentence for sentences in fields.values() for sentence in sentences))
