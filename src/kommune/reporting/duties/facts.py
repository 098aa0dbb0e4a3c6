"""Turns the facts of an installation into what the texts ask for: words, conditions and rows."""

from kommune.reporting.render.labels import load_labels
from kommune.reporting.shapes import InstallationFacts, PersonalDataKind

Rows = tuple[tuple[str, ...], ...]
MINUTES_PER_HOUR = 60


def words_of(facts: InstallationFacts) -> dict[str, str]:
    """Return the texts behind the {names} of a paper; what is unknown becomes a gap."""
    german = load_labels("de")
    backup = facts.backup
    tested_on = backup.last_restore_test_on
    return {
        "town": facts.town_name,
        "version": facts.product_version,
        "date": german.format_date(facts.written_on),
        "password_hashing": facts.password_hashing or gap("Verfahren"),
        "session": write_duration(facts.session_minutes),
        "hosting": facts.hosting or gap("wer betreibt den Server, wo steht er?"),
        "backup_kept": write_days(backup.kept_days),
        "restore_tested_on": german.format_date(tested_on) if tested_on else gap("Datum"),
        "minimum_group": str(facts.surveys.minimum_group) if facts.surveys else gap("Mindestgröße"),
    }


def conditions_of(facts: InstallationFacts) -> frozenset[str]:
    """Return the names of all conditions that hold; a text asks for them with `when`."""
    backup, surveys = facts.backup, facts.surveys
    holds = {
        "sqlite": facts.database_kind == "sqlite",
        "postgresql": facts.database_kind == "postgresql",
        "row_security": facts.database_kind == "postgresql" and facts.has_row_level_security,
        "encrypted_transit": facts.is_encrypted_in_transit,
        "second_factor_available": facts.is_second_factor_available,
        "second_factor_required": facts.is_second_factor_available and facts.is_second_factor_required,
        "sso": facts.is_single_sign_on_active,
        "backup_scheduled": backup.is_scheduled is True,
        "backup_not_scheduled": backup.is_scheduled is False,
        "backup_unknown": backup.is_scheduled is None,
        "backup_kept_known": backup.kept_days is not None,
        "backup_encrypted": backup.is_encrypted is True,
        "backup_not_encrypted": backup.is_encrypted is False,
        "backup_encryption_unknown": backup.is_encrypted is None,
        "restore_tested": backup.last_restore_test_on is not None,
        "surveys": surveys is not None,
        "surveys_anonymous": surveys is not None and surveys.are_anonymous,
        "surveys_voluntary": surveys is not None and surveys.are_voluntary,
    }
    return frozenset(name for name, is_true in holds.items() if is_true)


def rows_of(source: str, facts: InstallationFacts) -> Rows:
    """Return the rows a text takes from the settings. Raises KeyError for an unknown source."""
    kinds = facts.personal_data
    sources: dict[str, Rows] = {
        "personal_data": tuple(
            (
                kind.name,
                kind.people,
                _purpose(kind),
                kind.legal_basis or gap("Rechtsgrundlage"),
                _retention(kind),
            )
            for kind in kinds
        ),
        "data_purposes": tuple((kind.name, kind.people, _purpose(kind)) for kind in kinds),
        "retention": tuple((kind.name, kind.people, _retention(kind)) for kind in kinds),
        "roles": tuple((role.role, "; ".join(role.rights), gap("Personenkreis")) for role in facts.roles),
        "release_ladder": tuple((step,) for step in facts.release_ladder),
        "journalled": tuple((thing,) for thing in facts.journalled),
    }
    return sources[source] or ((gap("keine Angaben in den Einstellungen, bitte ergänzen"),),)


def gap(question: str) -> str:
    """Mark what only the town can say."""
    return f"[von der Kommune auszufüllen: {question}]"


def write_duration(minutes: int) -> str:
    """Write a duration in the largest unit that is exact: 90 Minuten, 8 Stunden, 14 Tagen (nach …)."""
    if minutes % MINUTES_PER_HOUR:
        return f"{minutes} {'Minute' if minutes == 1 else 'Minuten'}"
    hours = minutes // MINUTES_PER_HOUR
    if hours % 24 or hours == 24:
        return f"{hours} {'Stunde' if hours == 1 else 'Stunden'}"
    return write_days(hours // 24)


def write_days(days: int | None) -> str:
    """Write a number of days in the form that follows „nach“; a gap when unknown."""
    if days is None:
        return gap("Dauer")
    return "1 Tag" if days == 1 else f"{days} Tagen"


def _purpose(kind: PersonalDataKind) -> str:
    return kind.purpose or gap("Zweck")


def _retention(kind: PersonalDataKind) -> str:
    return kind.retention or gap("Löschfrist")
