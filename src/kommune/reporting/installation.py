"""What this installation's real settings and rules say, for the papers that must exist before day one."""

from importlib.metadata import version

from django.conf import settings
from django.contrib.auth.hashers import get_hashers
from django.db import connection

from kommune.audit.public import registered_kinds
from kommune.foundation.dates import today
from kommune.municipalities.public import Role, Rung, TownShape, permission_table
from kommune.reporting.duties.catalogue import DUTY_KEYS
from kommune.reporting.duties.duty_docx import render_duty_docx
from kommune.reporting.duties.writing import write_duty_paper
from kommune.reporting.shapes import InstallationFacts, PersonalDataKind, RoleRights

PERSONAL_DATA = (
    PersonalDataKind(
        "Name, dienstliche E-Mail-Adresse, Sprache, Kennwort (nur als Prüfwert), zweiter Faktor",
        "Menschen mit Zugang",
        purpose="Anmeldung und Zuordnung von Aufgaben",
        retention="bis das Konto gelöscht wird",
    ),
    PersonalDataKind(
        "Rolle und Organisationseinheit",
        "Menschen mit Zugang",
        purpose="Rechte und Zuständigkeit",
        retention="bis die Zugehörigkeit endet",
    ),
    PersonalDataKind(
        "Namen von Verantwortlichen in Maßnahmenlisten",
        "Beschäftigte, die in den eingelesenen Listen stehen",
        purpose="Zuständigkeit für Maßnahmen",
        retention="solange die Maßnahme besteht; im Verlauf bis zur Löschung des Verlaufs",
    ),
    PersonalDataKind(
        "Kennung der Person bei jeder Änderung (Verlauf)",
        "Menschen mit Zugang",
        purpose="Nachvollziehbarkeit und Wiederherstellung",
    ),
    PersonalDataKind(
        "Sitzungsdaten", "Menschen mit Zugang", purpose="Anmeldung", retention="Dauer der Sitzung"
    ),
)


def installation_facts(town: TownShape) -> InstallationFacts:
    """The facts as they are at this moment; what nobody told the product stays unknown."""
    is_postgresql = connection.vendor == "postgresql"
    labels = dict(Role.choices)
    rows = permission_table()
    roles = tuple(
        RoleRights(
            str(labels[role]),
            tuple(str(row.sentence) for row in rows if row.answers[role] in ("yes", "own")),
        )
        for role in Role.values
    )
    return InstallationFacts(
        product_version=version("kommune-digital"),
        town_name=town.name,
        written_on=today(),
        database_kind="postgresql" if is_postgresql else "sqlite",
        has_row_level_security=is_postgresql,
        is_encrypted_in_transit=settings.HTTPS,
        password_hashing=get_hashers()[0].algorithm,
        is_second_factor_available=True,
        is_second_factor_required=settings.REQUIRE_SECOND_FACTOR,
        session_minutes=settings.SESSION_COOKIE_AGE // 60,
        roles=roles,
        personal_data=PERSONAL_DATA,
        release_ladder=tuple(str(rung.label) for rung in Rung),
        journalled=tuple(
            dict.fromkeys(str(model._meta.verbose_name) for model in registered_kinds().values())
        ),
        is_single_sign_on_active=bool(settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS")),
    )


def write_installation_papers(town: TownShape) -> list[tuple[str, str, bytes]]:
    """Key, title and DOCX of every paper that must exist before day one."""
    facts = installation_facts(town)
    papers = [write_duty_paper(key, facts) for key in DUTY_KEYS]
    return [(paper.key, paper.title, render_duty_docx(paper)) for paper in papers]
