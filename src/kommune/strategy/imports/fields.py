"""Which columns a list of strategies, goals, measures, links, reports or units may have, and their usual headings."""

from django.utils.translation import gettext_lazy as _

from kommune.imports.public import Choice, FieldSpec, Target
from kommune.municipalities.public import Rung
from kommune.strategy.imports.words import KIND_WORDS, LIGHT_WORDS, PHASE_WORDS, STATE_WORDS
from kommune.strategy.shapes import Dimension, Light, Origin, Phase, StrategyKind, StrategyState

KINDS = tuple(Choice(str(value), label, KIND_WORDS[str(value)]) for value, label in StrategyKind.choices)
STATES = tuple(Choice(str(value), label, STATE_WORDS[str(value)]) for value, label in StrategyState.choices)
PHASES = tuple(Choice(str(value), label, PHASE_WORDS[str(value)]) for value, label in Phase.choices)
LIGHTS = (
    *(Choice(str(value), label, LIGHT_WORDS[str(value)]) for value, label in Light.choices),
    Choice(
        "", _("no statement"), ("white", "grey", "weiß", "grau", "keine", "entfällt", "noch nicht begonnen")
    ),
)
ORIGINS = tuple(Choice(str(value), label) for value, label in Origin.choices)
RUNGS = tuple(Choice(str(value), label) for value, label in Rung.choices)

ID = FieldSpec("id", _("ID"), "id")
POSITION = FieldSpec("position", _("Order"), "whole", ("reihenfolge", "sortierung"))
RELEASED = FieldSpec("released_to", _("visible to"), "choice", ("sichtbar für",), choices=RUNGS)
PLACE = FieldSpec("place", _("Strategy"), "reference", ("strategie", "gehört zu strategie"))
LIGHT = FieldSpec(
    "light",
    _("how it goes"),
    "choice",
    (
        "ampel",
        "status",
        "ampelstatus",
        "bewertung",
        "assessment",
        "stand der umsetzung",
        "fortschritt",
        "umsetzungsstand",
    ),
    choices=LIGHTS,
)
PARENT = FieldSpec(
    "parent",
    _("part of goal"),
    "reference",
    ("übergeordnet", "oberziel", "übergeordnetes ziel", "teil von", "parent", "gehört zu"),
)
_NUMBER_WORDS = (
    "nr",
    "nr.",
    "nummer",
    "lfd. nr.",
    "ziffer",
    "kennung",
    "id",
    "kürzel",
    "code",
    "no",
    "number",
)
NUMBER = FieldSpec("number", _("number"), "text", _NUMBER_WORDS, max_length=40)
FIELD = FieldSpec(
    "field",
    _("field of action"),
    "reference",
    ("handlungsfeld", "themenfeld", "bereich", "schwerpunkt", "field of action"),
)


def _title(*aliases: str, longest: int = 500) -> FieldSpec:
    return FieldSpec(
        "title",
        _("title"),
        "text",
        ("titel", "bezeichnung", "name", *aliases),
        max_length=longest,
        required=True,
    )


def _text(attribute: str, *aliases: str) -> FieldSpec:
    label = {"aim": _("aim"), "summary": _("summary")}.get(attribute, _("description"))
    words = ("beschreibung", "erläuterung", "kurzbeschreibung", "text", "inhalt", *aliases)
    return FieldSpec("text", label, "long", words, attribute=attribute)


STRATEGY = Target(
    "strategy",
    _("Strategies"),
    (
        ID,
        FieldSpec("kind", _("kind"), "choice", ("art", "typ", "strategieart"), choices=KINDS, required=True),
        _title("strategie", longest=300),
        FieldSpec("key", _("short name"), "reference", ("kürzel", "kennung", "schlüssel", "nr")),
        _text("summary"),
        FieldSpec(
            "starts_year",
            _("from year"),
            "whole",
            ("beginn", "von", "ab", "von jahr"),
            smallest=1990,
            largest=2100,
        ),
        FieldSpec(
            "ends_year", _("to year"), "whole", ("ende", "bis", "bis jahr"), smallest=1990, largest=2100
        ),
        FieldSpec("state", _("state"), "choice", ("stand", "status", "zustand"), choices=STATES),
        FieldSpec(
            "decision",
            _("decision"),
            "text",
            ("beschluss", "gremium", "vorlage", "drucksache"),
            max_length=300,
        ),
        FieldSpec(
            "decided_on", _("decided on"), "date", ("beschluss am", "beschlossen am", "beschlussdatum")
        ),
        FieldSpec("superseded_by", _("superseded by"), "reference", ("abgelöst durch", "ersetzt durch")),
        FieldSpec("edition", _("edition"), "whole", ("fassung", "auflage"), smallest=1, largest=1000),
        RELEASED,
    ),
    10,
    ("strategien",),
    keeps_extra=False,
)

FIELD_OF_ACTION = Target(
    "field",
    _("Fields of action"),
    (ID, PLACE, NUMBER, _title("handlungsfeld", "themenfeld"), _text("text"), POSITION),
    20,
    ("handlungsfelder", "themenfelder"),
    place="needed",
    in_levels=True,
)

GOAL = Target(
    "goal",
    _("Goals"),
    (
        ID,
        PLACE,
        FIELD,
        PARENT,
        NUMBER,
        _title("ziel", "leitziel", "zielsetzung", "stadtziel", "digitalziel"),
        _text("text"),
        FieldSpec(
            "relations",
            _("contributes to city goals"),
            "references",
            (
                "zahlt ein auf stadtziel",
                "zahlt ein auf",
                "stadtziel",
                "stadtziele",
                "bezug stadtziel",
                "beitrag zu stadtziel",
                "unterstützt stadtziel",
            ),
        ),
        FieldSpec("lineage", _("Line across editions"), "id", attribute="lineage_id"),
        POSITION,
    ),
    30,
    ("ziele", "stadtziele", "digitalziele", "klimaziele", "goals"),
    place="needed",
    forms_tree=True,
    in_levels=True,
)

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
        _title("maßnahme", "projekt", "vorhaben", "maßnahmentitel", "projekttitel"),
        _text("aim", "zielsetzung", "ziel der maßnahme"),
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
        ORIGIN,
    ),
    50,
    ("verknüpfungen", "links", "beiträge", "wirkungsbeiträge"),
    keeps_extra=False,
)

GOAL_RELATION = Target(
    "goal_relation",
    _("Goal relations"),
    (
        FieldSpec("goal", _("digital goal"), "reference", ("digitalziel", "ziel"), required=True),
        FieldSpec("city_goal", _("city goal"), "reference", ("stadtziel",), required=True),
        FieldSpec("strength", _("relation"), "strength", ("beziehung", *STRENGTH_WORDS)),
        GIVEN,
        ORIGIN,
        FieldSpec("reason", _("reason"), "long", ("begründung", "grund")),
    ),
    60,
    ("zielbeziehungen", "goal relations"),
    keeps_extra=False,
)

STATUS_REPORT = Target(
    "status_report",
    _("Status reports"),
    (
        ID,
        MEASURE_REF,
        FieldSpec("number", _("number"), "text", _NUMBER_WORDS, max_length=60),
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

UNIT = Target(
    "unit",
    _("Units"),
    (
        ID,
        FieldSpec(
            "number",
            _("key"),
            "text",
            ("kürzel", "schlüssel", "nr", "nummer", "key", "kennung"),
            attribute="key",
            max_length=80,
        ),
        FieldSpec(
            "title",
            _("name"),
            "text",
            ("bezeichnung", "name", "titel", "einheit", "amt", "fachbereich"),
            attribute="name",
            max_length=200,
            required=True,
        ),
        FieldSpec(
            "short_name", _("short name"), "text", ("kurzname", "kurzbezeichnung", "abkürzung"), max_length=60
        ),
        FieldSpec(
            "parent",
            _("belongs to"),
            "reference",
            ("übergeordnet", "gehört zu", "dezernat", "übergeordnete einheit"),
        ),
        FieldSpec(
            "head_count",
            _("employees"),
            "whole",
            ("beschäftigte", "mitarbeitende", "personen", "anzahl beschäftigte"),
        ),
        POSITION,
    ),
    5,
    ("einheiten", "organisationseinheiten", "organigramm", "ämter"),
    keeps_extra=False,
    forms_tree=True,
)

TARGETS = (UNIT, STRATEGY, FIELD_OF_ACTION, GOAL, MEASURE, CONTRIBUTION, GOAL_RELATION, STATUS_REPORT)
