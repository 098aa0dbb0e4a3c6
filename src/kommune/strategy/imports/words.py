"""Words that lists use for kinds, states, phases and lights."""

KIND_WORDS: dict[str, tuple[str, ...]] = {
    "city": ("stadtstrategie", "stadt", "gesamtstrategie", "leitbild", "stadtentwicklungskonzept", "city"),
    "digital": ("digitalstrategie", "digital", "smart city", "digitale agenda"),
    "sector": ("fachstrategie", "fachkonzept", "konzept", "sektor", "klimastrategie", "sector"),
}
STATE_WORDS: dict[str, tuple[str, ...]] = {
    "draft": ("entwurf", "in arbeit", "geplant", "draft"),
    "consulted": ("beraten", "in beratung", "konsultiert", "beteiligung", "consulted"),
    "adopted": ("beschlossen", "verabschiedet", "in kraft", "gültig", "adopted"),
    "superseded": ("abgelöst", "ersetzt", "außer kraft", "ausgelaufen", "superseded"),
}
PHASE_WORDS: dict[str, tuple[str, ...]] = {
    "idea": ("idee", "vorschlag", "geplant", "neu", "offen", "noch nicht begonnen", "nicht begonnen", "idea"),
    "reviewed": (
        "geprüft",
        "in prüfung",
        "prüfung",
        "bewertet",
        "konzept",
        "in planung",
        "planung",
        "vorbereitung",
    ),
    "decided": ("beschlossen", "beschluss liegt vor", "decided"),
    "funded": ("finanziert", "mittel bereitgestellt", "im haushalt", "bewilligt", "funded"),
    "running": (
        "in umsetzung",
        "umsetzung",
        "läuft",
        "laufend",
        "in arbeit",
        "begonnen",
        "gestartet",
        "aktiv",
        "in bearbeitung",
    ),
    "operating": ("im betrieb", "betrieb", "in betrieb", "daueraufgabe", "regelbetrieb", "produktiv"),
    "ended_reached": (
        "beendet: erreicht",
        "beendet (erreicht)",
        "erreicht",
        "abgeschlossen",
        "fertig",
        "umgesetzt",
        "erledigt",
        "done",
        "beendet",
    ),
    "ended_cancelled": (
        "beendet: abgebrochen",
        "beendet (abgebrochen)",
        "abgebrochen",
        "eingestellt",
        "gestoppt",
        "entfallen",
        "verworfen",
    ),
    "ended_failed": ("beendet: gescheitert", "beendet (gescheitert)", "gescheitert", "nicht erreicht"),
    "ended_replaced": (
        "beendet: ersetzt",
        "beendet (ersetzt)",
        "ersetzt",
        "abgelöst",
        "beendet (ersetzt durch)",
    ),
}
LIGHT_WORDS: dict[str, tuple[str, ...]] = {
    "green": ("grün", "green", "im plan", "planmäßig", "läuft", "erledigt", "umgesetzt", "gut"),
    "orange": (
        "orange",
        "gelb",
        "yellow",
        "verzögert",
        "stockt",
        "teilweise",
        "kritisch beobachten",
        "mittel",
    ),
    "red": ("rot", "red", "kritisch", "steht", "gestoppt", "nicht begonnen", "schlecht"),
}
