"""Changes that cannot be taken back, since what they were made of was deleted with them."""

from django.db import models

from kommune.audit.errors import CannotBeTakenBack
from kommune.audit.models import Entry

_FINAL: set[str] = set()


def register_final(action: str) -> None:
    """Neither undo nor restore leads behind a change by this action."""
    _FINAL.add(action)


def require_not_final(entries: models.QuerySet[Entry]) -> None:
    """Raise ``CannotBeTakenBack`` where one of these entries comes from a final action."""
    if _FINAL and entries.filter(action__in=_FINAL).exists():
        raise CannotBeTakenBack
