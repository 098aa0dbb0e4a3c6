"""Conditions written into a statement word by word, so that an index which holds them can be used."""

from django.db.models import BooleanField, Func


class IsZero(Func):
    """Whether a number is zero, without a parameter: for the condition of an index and of what it answers.

    SQLite uses an index with a condition only where the statement repeats it word by word.
    """

    template = "%(expressions)s = 0"
    output_field = BooleanField()
