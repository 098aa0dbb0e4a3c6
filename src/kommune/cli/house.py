"""Opens the installation for a command: Django set up, the terminal's language, errors as sentences."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kommune.cli.terminal import Refusal
from kommune.cli.texts import gettext as _
from kommune.cli.texts import language

if TYPE_CHECKING:
    from kommune.municipalities.public import TownShape

SETTINGS = "kommune.project.settings"


@contextmanager
def open_house(*, jobs_inline: bool = False) -> Iterator[None]:
    """Set Django up and turn what goes wrong inside into a sentence and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()

    from django.conf import settings
    from django.db import DatabaseError
    from django.utils import translation

    from kommune.foundation.errors import DomainError

    usual, settings.JOBS_INLINE = settings.JOBS_INLINE, settings.JOBS_INLINE or jobs_inline
    try:
        with translation.override(language()):
            yield
    except DomainError as refusal:
        raise Refusal(str(refusal)) from refusal
    except DatabaseError as error:
        raise Refusal(_database_sentence(error)) from error
    finally:
        settings.JOBS_INLINE = usual


@contextmanager
def open_town(slug: str) -> "Iterator[TownShape]":
    """The town of this short name in scope, inside an opened house."""
    from kommune.foundation.scope import town_scope
    from kommune.municipalities.public import all_towns, town_by_slug

    town = town_by_slug(slug)
    if town is None:
        known = ", ".join(town.slug for town in all_towns()) or "–"
        raise Refusal(
            _("There is no town “%(slug)s” here. Known: %(known)s") % {"slug": slug, "known": known}
        )
    with town_scope(town.id):
        yield town


def _database_sentence(error: Exception) -> str:
    text = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if "no such table" in text or "does not exist" in text:
        return (
            _("The database is not set up yet. Start the product once with “kommune serve”.") + f" ({text})"
        )
    return _("The database does not answer as it should: %(error)s") % {"error": text}
