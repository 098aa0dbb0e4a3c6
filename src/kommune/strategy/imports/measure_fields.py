"""Which columns a list of measures, links or status reports may have, and their usual headings."""

from django.utils.translation import gettext_lazy as _

from kommune.imports.public import Choice, FieldSpec, Target
from kommune.strategy.imports.fields import (
    FIELD,
    ID,
    LIGHT,
    NUMBER,
    NUMBER_WORDS,
    ORIGINS,
    PHASES,
    PLACE,
    POSITION,
    RELEASED,
    text_field,
    title_field,
)
from kommune.strategy.shapes import Confidence, Dimension, Way, WeightSource

SHARES = {
    Dimension.TECHNOLOGY: (_("Share of technology in %"), ("technik", "technologie", "anteil technik")),
    Dimension.PROCESS: (_("Share of processes in %"), ("prozesse", "anteil prozesse")),
    Dimension.ORGANISATION: (_("Share of organisation in %"), ("organisation", "anteil organisation")),
    Dimension.CULTURE: (
        _("Share of culture and new work in %"),
        ("kultur und neue arbeit", "kultur", "anteil kultur"),
    ),
    Dimension.CITIZENS: (
        _("Share of citizens' use in %"),
        ("nutzung durch bürger", "bürgernutzung", "anteil nutzung"),
    ),
    Dimension.COOPERATION: (_("Share of cooperation in %"), ("zusammenarbeit", "anteil zusammenarbeit")),
}

MEASURE = Target(
    "measure",
    _("Measures"),
    (
        ID,
        PLACE,
        FIELD,
        NUMBER,
        title_field("maßnahme", "projekt", "vorhaben", "maßnahmentitel", "projekttitel"),
        text_field("aim", "zielsetzung", "ziel der maßnahme"),
        FieldSpec(
            "benefit_decision_makers",
            _("benefit for decision-makers"),
            "long",
            ("nutzen für entscheider", "nutzen entscheider", "nutzen für politik"),
        ),
        FieldSpec(
            "benefit_employees",
            _("benefit for employees"),
            "long",
            (
                "nutzen für mitarbeitende",
                "nutzen mitarbeitende",
                "nutzen für beschäftigte",
                "nutzen verwaltung",
            ),
        ),
        FieldSpec(
            "benefit_citizens",
            _("benefit for citizens"),
            "long",
            ("nutzen für bürger", "nutzen für bürgerinnen und bürger", "bürgernutzen"),
        ),
        FieldSpec(
            "lead_unit",
            _("lead unit"),
            "reference",
            (
                "federführung",
                "federführendes amt",
                "amt",
                "fachbereich",
                "zuständiges amt",
                "dienststelle",
                "einheit",
            ),
        ),
        FieldSpec(
            "units",
            _("participating units"),
            "references",
            ("beteiligte", "beteiligte ämter", "mitwirkende", "beteiligt"),
        ),
        FieldSpec(
            "owner",
            _("owner"),
            "reference",
            (
                "verantwortlich",
                "verantwortliche",
                "ansprechpartner",
                "ansprechperson",
                "projektleitung",
                "zuständig",
            ),
        ),
        FieldSpec("starts_on", _("start"), "date", ("beginn", "start", "von", "startdatum", "ab")),
        FieldSpec(
            "ends_on",
            _("end"),
            "date_end",
            ("ende", "bis", "fertigstellung", "abschluss", "enddatum", "laufzeit bis"),
        ),
        FieldSpec(
            "is_legal_duty",
            _("legal duty"),
            "flag",
            ("pflichtaufgabe", "gesetzliche pflicht", "rechtspflicht", "pflicht"),
        ),
        FieldSpec(
            "legal_basis",
            _("legal basis"),
            "text",
            ("rechtsgrundlage", "gesetzliche grundlage"),
            max_length=500,
        ),
        FieldSpec(
            "phase",
            _("phase"),
            "choice",
            ("phase", "stand", "projektphase", "projektstand", "status"),
            choices=PHASES,
        ),
        FieldSpec(
            "phase_reason", _("reason for the end"), "long", ("grund des endes", "begründung", "grund")
        ),
        LIGHT,
        FieldSpec("decision", _("decision"), "text", ("beschluss", "vorlage", "drucksache"), max_length=300),
        FieldSpec(
            "decided_on", _("decided on"), "date", ("beschlossen am", "beschluss am", "beschlussdatum")
        ),
        FieldSpec(
            "remarks",
            _("remarks"),
            "long",
            ("bemerkung", "bemerkungen", "anmerkung", "notiz", "hinweis", "kommentar"),
        ),
        FieldSpec("cost", _("costs in the year"), "money", per_year=True),
        FieldSpec(
            "cost_total",
            _("total costs without year"),
            "money",
            ("kosten", "gesamtkosten", "kosten gesamt", "budget", "kosten in euro", "mittelbedarf"),
        ),
        FieldSpec(
            "links",
            _("contributes to goals"),
            "references",
            (
                "zahlt ein auf ziel",
                "zahlt ein auf",
                "ziele",
                "ziel-nr",
                "zielbezug",
                "beitrag zu ziel",
                "digitalziel",
                "unterstützt ziel",
                "wirkt auf ziel",
            ),
        ),
        FieldSpec(
            "city_links",
            _("contributes directly to city goals"),
            "references",
            ("zahlt ein auf stadtziel", "stadtziel", "stadtziele", "bezug stadtziel"),
        ),
        *(
            FieldSpec(f"split_{dimension.value}", label, "percent", words)
            for dimension, (label, words) in SHARES.items()
        ),
        RELEASED,
        POSITION,
    ),
    40,
    ("maßnahmen", "massnahmen", "projekte", "vorhaben", "measures"),
    place="possible",
    in_levels=True,
)

MEASURE_REF = FieldSpec(
    "measure",
    _("measure"),
    "reference",
    ("maßnahme", "maßnahmen-nr", "maßnahme nr", "nr. maßnahme", "projekt", "measure"),
    required=True,
)
STRENGTH_WORDS = ("stärke", "beitrag", "wirkung", "gewicht", "strength", "bewertung")
GIVEN = FieldSpec("given", _("strength was stated"), "flag", ("stärke angegeben",))
ORIGIN = FieldSpec("origin", _("comes from"), "choice", ("herkunft",), choices=ORIGINS)
WAYS = tuple(Choice(str(value), label) for value, label in Way.choices)
WEIGHT_SOURCES = tuple(Choice(str(value), label) for value, label in WeightSource.choices)
CONFIDENCES = tuple(Choice(str(value), label) for value, label in Confidence.choices)
# What is known about a link beside its value; who said it and when is written out, never read.
RATED = (
    ORIGIN,
    FieldSpec("way", _("came about by"), "choice", choices=WAYS),
    FieldSpec("reason", _("reason"), "long", ("begründung", "grund")),
    FieldSpec("confidence", _("confidence"), "choice", choices=CONFIDENCES),
    FieldSpec("to_confirm", _("to confirm"), "flag"),
)

CONTRIBUTION = Target(
    "contribution",
    _("Links"),
    (
        MEASURE_REF,
        FieldSpec(
            "goal",
            _("goal"),
            "reference",
            ("ziel", "ziel-nr", "zielnummer", "stadtziel", "digitalziel", "goal"),
            required=True,
        ),
        FieldSpec("strength", _("contribution"), "strength", STRENGTH_WORDS),
        GIVEN,
        *RATED,
    ),
    50,
    ("verknüpfungen", "links", "beiträge", "wirkungsbeiträge"),
    keeps_extra=False,
)

GOAL_RELATION = Target(
    "goal_relation",
    _("Goal relations"),
    (
        ID,
        FieldSpec("goal", _("digital goal"), "reference", ("digitalziel", "ziel"), required=True),
        FieldSpec("city_goal", _("city goal"), "reference", ("stadtziel",), required=True),
        FieldSpec("strength", _("relation"), "strength", ("beziehung", *STRENGTH_WORDS)),
        GIVEN,
        *RATED,
    ),
    60,
    ("zielbeziehungen", "goal relations"),
    keeps_extra=False,
)

WEIGHT = Target(
    "weight",
    _("Weights"),
    (
        FieldSpec("strategy", _("Strategy"), "reference", required=True),
        FieldSpec("goal", _("goal"), "reference", ("ziel", "ziel-nr", "zielnummer")),
        FieldSpec("share", _("share among its siblings"), "text", ("gewicht", "anteil", "gewichtung")),
        FieldSpec("source", _("source"), "choice", ("quelle",), choices=WEIGHT_SOURCES, required=True),
        FieldSpec("source_note", _("which one"), "long", ("welche", "fundstelle"), max_length=500),
        FieldSpec("decided_on", _("date"), "date", ("datum", "vom")),
    ),
    65,
    ("gewichte", "weights"),
    keeps_extra=False,
)

STATUS_REPORT = Target(
    "status_report",
    _("Status reports"),
    (
        ID,
        MEASURE_REF,
        FieldSpec("number", _("number"), "text", NUMBER_WORDS, max_length=60),
        FieldSpec("reported_on", _("date"), "date", ("datum", "stand", "berichtsdatum", "stichtag", "vom")),
        FieldSpec(
            "title",
            _("title"),
            "text",
            ("titel", "zeitraum", "berichtszeitraum", "sachstand", "bezeichnung"),
            attribute="label",
            max_length=200,
        ),
        LIGHT,
        FieldSpec(
            "text", _("report"), "long", ("bericht", "text", "sachstand", "beschreibung"), attribute="text"
        ),
        FieldSpec("author", _("author"), "reference", ("verfasst von", "autor", "autorin", "verfasser")),
        POSITION,
    ),
    70,
    ("statusberichte", "sachstände", "sachstand", "berichte"),
    in_levels=True,
)
