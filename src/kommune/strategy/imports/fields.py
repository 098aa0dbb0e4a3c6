"""Which columns a list of strategies, fields, goals or units may have, and their usual headings."""

from django.utils.translation import gettext_lazy as _

from kommune.imports.public import Choice, FieldSpec, Target
from kommune.municipalities.public import Rung
from kommune.strategy.imports.words import KIND_WORDS, LIGHT_WORDS, PHASE_WORDS, STATE_WORDS
from kommune.strategy.shapes import Light, Origin, Phase, StrategyKind, StrategyState

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
NUMBER_WORDS = (
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
NUMBER = FieldSpec("number", _("number"), "text", NUMBER_WORDS, max_length=40)
FIELD = FieldSpec(
    "field",
    _("field of action"),
    "reference",
    ("handlungsfeld", "themenfeld", "bereich", "schwerpunkt", "field of action"),
)


def title_field(*aliases: str, longest: int = 500) -> FieldSpec:
    return FieldSpec(
        "title",
        _("title"),
        "text",
        ("titel", "bezeichnung", "name", *aliases),
        max_length=longest,
        required=True,
    )


def text_field(attribute: str, *aliases: str) -> FieldSpec:
    label = {"aim": _("aim"), "summary": _("summary")}.get(attribute, _("description"))
    words = ("beschreibung", "erläuterung", "kurzbeschreibung", "text", "inhalt", *aliases)
    return FieldSpec("text", label, "long", words, attribute=attribute)


STRATEGY = Target(
    "strategy",
    _("Strategies"),
    (
        ID,
        FieldSpec("kind", _("kind"), "choice", ("art", "typ", "strategieart"), choices=KINDS, required=True),
        title_field("strategie", longest=300),
        FieldSpec("key", _("short name"), "reference", ("kürzel", "kennung", "schlüssel", "nr")),
        text_field("summary"),
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
    (ID, PLACE, NUMBER, title_field("handlungsfeld", "themenfeld"), text_field("text"), POSITION),
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
        title_field("ziel", "leitziel", "zielsetzung", "stadtziel", "digitalziel"),
        text_field("text"),
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
