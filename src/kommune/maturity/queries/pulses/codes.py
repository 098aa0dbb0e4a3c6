"""Codes of slips: four letters that name the survey, sixteen that only the slip knows."""

import hashlib
import secrets
from uuid import UUID

# Without letters and digits that look or sound alike; nobody types the wrong one.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
MARK_LENGTH = 4
SECRET_LENGTH = 16
GROUPED = 4


def new_mark() -> str:
    """Four random letters that stand for a survey in its town."""
    return _random(MARK_LENGTH)


def new_code(mark: str) -> str:
    """A new code with the survey's mark in front, in groups of four; 78 bits of chance."""
    plain = mark + _random(SECRET_LENGTH)
    return "-".join(plain[at : at + GROUPED] for at in range(0, len(plain), GROUPED))


def tidy_code(typed: str) -> str:
    """A code as it is stored, however it was typed: capitals, no spaces, no hyphens."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:64]


def mark_of(code: str) -> str:
    """The survey's mark in a code, empty for what can be none."""
    plain = tidy_code(code)
    return plain[:MARK_LENGTH] if len(plain) == MARK_LENGTH + SECRET_LENGTH else ""


def hash_of(town_id: UUID, code: str) -> str:
    """What is stored of a code."""
    return hashlib.sha256(f"{town_id}:{tidy_code(code)}".encode()).hexdigest()


def _random(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _at in range(length))
