"""What a backup says about itself: version, state of the tables, counts, checksums."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from kommune.cli.terminal import Refusal
from kommune.cli.texts import gettext as _

FORMAT = 1
NAME = "manifest.json"
PRODUCT = "kommune-digital"


@dataclass(frozen=True, slots=True)
class Part:
    """One member of the file: a table's rows or a stored file; ``count`` is rows or bytes."""

    name: str
    count: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """The description that stands at the end of the file, written when all else is."""

    made_at: str
    product_version: str
    database: str
    migrations: list[list[str]]
    tables: list[Part] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    format: int = FORMAT

    def to_json(self) -> str:
        """The manifest as text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def new_manifest() -> Manifest:
    """The manifest of a backup that begins now."""
    from django.db import connection

    return Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        product_version=version(PRODUCT),
        database=connection.vendor,
        migrations=applied_migrations(),
    )


def applied_migrations() -> list[list[str]]:
    """App and name of every migration that the database carries."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def read_manifest(text: bytes) -> Manifest:
    """The manifest of a file; refuses one of another format."""
    try:
        values: dict[str, Any] = json.loads(text)
        values |= {key: [Part(**part) for part in values[key]] for key in ("tables", "files")}
        manifest = Manifest(**values)
    except (ValueError, TypeError, KeyError) as error:
        raise Refusal(_("The file is not a backup of this program, or it is damaged.")) from error
    if manifest.format != FORMAT:
        raise Refusal(
            _("The backup was made by a newer version of the program (%(version)s).")
            % {"version": manifest.product_version}
        )
    return manifest
