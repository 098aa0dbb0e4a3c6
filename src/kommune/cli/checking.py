"""`kommune check`: is this installation fit to run?"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import typer

from kommune.cli.texts import gettext as _

LEAST_FREE_GB = 2
WAITING_TOO_LONG_MINUTES = 10
GB = 1024**3


class Mark(StrEnum):
    """How a check came out."""

    GOOD = "✓"
    DOUBT = "!"
    BAD = "✗"


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that was looked at: how it is, what it is, and what to do about it."""

    mark: Mark
    subject: str
    finding: str


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("check", help=_("Look whether settings, database, worker, mail and disk are fit for use."))(
        check
    )


def check() -> None:
    """Print one line per thing; exit code 1 where something would break."""
    from kommune.cli.house import open_house
    from kommune.cli.terminal import show_table

    with open_house():
        answers = [*_look_at_settings(), *_look_at_database(), *_look_at_mail(), *_look_at_disk()]
    rows = [(answer.mark, answer.subject, answer.finding) for answer in answers]
    show_table(("", _("What"), _("What was found")), rows)
    if any(answer.mark is Mark.BAD for answer in answers):
        raise typer.Exit(1)


def _look_at_settings() -> Iterator[Answer]:
    from django.conf import settings

    subject = _("Settings")
    if settings.DEBUG:
        yield Answer(
            Mark.BAD, subject, _("KOMMUNE_DEBUG is on: errors show the inside of the program to everybody.")
        )
    if not settings.HTTPS:
        yield Answer(
            Mark.DOUBT,
            subject,
            _("KOMMUNE_HTTPS is off: right for a trial on this machine, wrong for a town."),
        )
    yield Answer(
        Mark.GOOD, subject, _("Names answered to: %(hosts)s") % {"hosts": ", ".join(settings.ALLOWED_HOSTS)}
    )


def _look_at_database() -> Iterator[Answer]:
    from django.db import DatabaseError, connection

    from kommune.cli.serving.readiness import pending_migrations, rows_are_secured

    subject = _("Database")
    try:
        is_pending = pending_migrations()
    except DatabaseError as error:
        yield Answer(Mark.BAD, subject, str(error).strip().splitlines()[0])
        return
    if is_pending:
        yield Answer(
            Mark.BAD, subject, _("The tables are not up to date. “kommune serve” brings them up to date.")
        )
        return
    yield Answer(Mark.GOOD, subject, connection.vendor)
    if connection.vendor == "postgresql":
        is_secured = rows_are_secured()
        text = (
            _("Row-level security is on.")
            if is_secured
            else _("Row-level security is missing. Start “kommune serve” once.")
        )
        yield Answer(Mark.GOOD if is_secured else Mark.BAD, subject, text)
    yield _look_at_worker()


def _look_at_worker() -> Answer:
    """Work that waits for long has nobody who does it, and so has a duty of yesterday."""
    from datetime import timedelta

    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from kommune.jobs.public import neglected_duties

    limit = timezone.now() - timedelta(minutes=WAITING_TOO_LONG_MINUTES)
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=limit).count()
    if waiting:
        text = _("%(count)s tasks have waited for more than %(minutes)s minutes: the worker does not run.")
        return Answer(Mark.BAD, _("Worker"), text % {"count": waiting, "minutes": WAITING_TOO_LONG_MINUTES})
    if neglected := neglected_duties():
        text = _("Left undone since yesterday: %(duties)s. The log says why, or the worker does not run.")
        return Answer(Mark.BAD, _("Worker"), text % {"duties": ", ".join(neglected)})
    return Answer(Mark.GOOD, _("Worker"), _("No work is left waiting."))


def _look_at_mail() -> Iterator[Answer]:
    from django.conf import settings
    from django.core.mail import get_connection

    if not settings.EMAIL_HOST:
        yield Answer(Mark.DOUBT, _("Mail"), _("No mail server: invitations are links to copy."))
        return
    try:
        connection = get_connection(timeout=10)
        connection.open()
        connection.close()
    except OSError as error:
        yield Answer(Mark.BAD, _("Mail"), f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}: {error}")
    else:
        yield Answer(Mark.GOOD, _("Mail"), f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}")


def _look_at_disk() -> Iterator[Answer]:
    from django.conf import settings

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.DATA_DIR).free
    text = _("%(gb)s GB free in %(path)s") % {"gb": round(free / GB, 1), "path": settings.DATA_DIR}
    yield Answer(Mark.GOOD if free > LEAST_FREE_GB * GB else Mark.BAD, _("Disk"), text)
    if settings.DATA_DIR.stat().st_mode & 0o007:
        yield Answer(Mark.DOUBT, _("Disk"), _("Other users of this machine can look into the data folder."))
