"""What this installation's real settings and rules say, for the papers that must exist before day one."""

import tomllib
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import get_hashers
from django.db import connection
from django.utils import translation

from kommune.audit.public import registered_kinds
from kommune.foundation.dates import today
from kommune.maturity.public import LOWEST_FLOOR
from kommune.municipalities.public import Role, Rung, TownShape, permission_table
from kommune.reporting.duties.catalogue import DUTY_KEYS
from kommune.reporting.duties.duty_docx import render_duty_docx
from kommune.reporting.duties.writing import write_duty_paper
from kommune.reporting.shapes import DutyPaper, InstallationFacts, PersonalDataKind, RoleRights, SurveyRules

LANGUAGE = "de"
HASH_NAMES = {"argon2": "Argon2id", "pbkdf2_sha256": "PBKDF2 mit SHA-256", "scrypt": "scrypt"}
SECURED = "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = 'reporting_paper'"


def installation_facts(town: TownShape) -> InstallationFacts:
    """The facts as they are at this moment, in German; what nobody told the product stays unknown."""
    words = _read_words()
    algorithm = str(get_hashers()[0].algorithm)
    providers = settings.SOCIALACCOUNT_PROVIDERS
    with translation.override(LANGUAGE):
        return InstallationFacts(
            product_version=version("kommune-digital"),
            town_name=town.name,
            written_on=today(),
            database_kind="postgresql" if connection.vendor == "postgresql" else "sqlite",
            has_row_level_security=_is_secured_by_row(),
            is_encrypted_in_transit=settings.HTTPS,
            password_hashing=HASH_NAMES.get(algorithm, algorithm),
            is_second_factor_available=bool(settings.MFA_SUPPORTED_TYPES),
            is_second_factor_required=settings.REQUIRE_SECOND_FACTOR or town.requires_second_factor,
            session_minutes=settings.SESSION_COOKIE_AGE // 60,
            roles=_rights_by_role(),
            personal_data=tuple(PersonalDataKind(**kind) for kind in words["personal_data"]),
            release_ladder=tuple(str(rung.label) for rung in Rung),
            journalled=tuple(
                words["journalled"].get(kind, str(model._meta.verbose_name))
                for kind, model in registered_kinds().items()
            ),
            is_single_sign_on_active=any(provider.get("APPS") for provider in providers.values()),
            surveys=SurveyRules(LOWEST_FLOOR, are_anonymous=True, are_voluntary=True),
        )


def installation_papers(town: TownShape) -> list[DutyPaper]:
    """All papers that must exist before day one, in the order in which a town needs them."""
    facts = installation_facts(town)
    return [write_duty_paper(key, facts) for key in DUTY_KEYS]


def write_installation_papers(town: TownShape) -> list[tuple[str, str, bytes]]:
    """Key, title and DOCX of every paper that must exist before day one, for the town in scope."""
    return [(paper.key, paper.title, render_duty_docx(paper)) for paper in installation_papers(town)]


@cache
def _read_words() -> dict[str, Any]:
    source = resources.files("kommune.reporting.duties").joinpath("installation.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _rights_by_role() -> tuple[RoleRights, ...]:
    """The table of rights by role; a right that holds for one's own things only says so."""
    labels, rows = dict(Role.choices), permission_table()
    notes = {"yes": "", "own": " (nur Eigenes)"}
    return tuple(
        RoleRights(
            str(labels[role]),
            tuple(f"{row.sentence}{notes[row.answers[role]]}" for row in rows if row.answers[role] in notes),
        )
        for role in Role.values
    )


def _is_secured_by_row() -> bool:
    """Whether the database itself keeps towns apart; asked of the database, not of the settings."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(SECURED)
        row = cursor.fetchone()
    return bool(row and row[0])
