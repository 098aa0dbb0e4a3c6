"""The field's words with what each means, named by the wings that use them: pages explain them on demand."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field: what it is called and, in one plain sentence, what it is."""

    key: str
    word: str | Promise
    meaning: str | Promise


_terms: dict[str, Term] = {}


def register_terms(*terms: Term) -> None:
    """Make the words of a wing known; called in ``AppConfig.ready``."""
    _terms.update({term.key: term for term in terms})


def term_named(key: str) -> Term:
    """The word with this key; KeyError where no wing named it."""
    return _terms[key]


def registered_terms() -> list[Term]:
    """All words, the lower rooms' first."""
    return list(_terms.values())
