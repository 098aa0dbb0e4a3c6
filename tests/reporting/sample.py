"""A believable paper and believable facts for the tests of this room."""

from datetime import date

from kommune.reporting.shapes import (
    BackupFacts,
    CommitteePaper,
    DecisionNeeded,
    Figure,
    GoalBar,
    InstallationFacts,
    PersonalDataKind,
    RoleRights,
    Run,
    SurveyRules,
)

PAPER = CommitteePaper(
    town_name="Stadt Musterstadt",
    committee="Ausschuss für Digitales und Organisation",
    title="Trägt unsere Digitalstrategie die Ziele der Stadt?",
    paper_number="2026/0417",
    dated_on=date(2026, 3, 3),
    source_line="Stand der Zahlen: 2. März 2026. Quelle: Maßnahmenliste „massnahmen_2026.xlsx“.",
    sentences=(
        (Run("Für "), Run("5 von 24", is_number=True), Run(" Stadtzielen arbeitet nichts Digitales.")),
        (Run("41 %", is_number=True), Run(" des bekannten Geldes dienen keinem Ziel.")),
        (Run("Bei "), Run("19 von 60", is_number=True), Run(" Maßnahmen fehlen die Kosten.")),
    ),
    figures=(
        Figure("Stadtziele ohne Maßnahme", "5 von 24", "Kein digitales Vorhaben zahlt auf sie ein."),
        Figure("Geld ohne Ziel", "1.240.000 €", "Maßnahmen ohne Ziel.", "Kosten bekannt bei 41 von 60"),
        Figure("Ohne Verantwortung", "7", "Weder Person noch Amt ist genannt."),
        Figure("Ohne Termin", "12 von 60", "Beginn oder Ende fehlt."),
        Figure("Seit einem Jahr unverändert", "9 von 60", "Der letzte Eintrag ist älter als zwölf Monate."),
    ),
    decisions=(DecisionNeeded("Soll die Maßnahme weitergehen?", "Digitales Rathausfoyer", "30.06.2026"),),
    goal_bars=(GoalBar("Soziales und Teilhabe", 2, 3), GoalBar("Klima und Energie", 5, 0)),
    unknowns=("Ob eine Maßnahme wirkt: dazu gibt es noch keine Bewertung.",),
    author_unit="Stabsstelle Digitalisierung",
    letterhead=("Der Bürgermeister", "Rathausplatz 1, 12345 Musterstadt"),
)

FACTS = InstallationFacts(
    product_version="0.1.0",
    town_name="Stadt Musterstadt",
    written_on=date(2026, 3, 3),
    database_kind="postgresql",
    has_row_level_security=True,
    is_encrypted_in_transit=True,
    password_hashing="Argon2id",
    is_second_factor_available=True,
    is_second_factor_required=True,
    session_minutes=480,
    roles=(RoleRights("Administration", ("Konten verwalten", "Rollen vergeben")),),
    personal_data=(PersonalDataKind("Konto", "Nutzende", "Anmeldung", "bis zum Ausscheiden"),),
    release_ladder=("Arbeitsgruppe", "Rat", "Öffentlichkeit"),
    journalled=("wer wann was geändert hat",),
    surveys=SurveyRules(minimum_group=7, are_anonymous=True, are_voluntary=True),
    backup=BackupFacts(True, 30, True, date(2026, 2, 1)),
    hosting="Rechenzentrum der Stadt",
)
