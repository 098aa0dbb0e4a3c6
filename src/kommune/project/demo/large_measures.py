"""Makes the measures of the large town with links, money, gaps, status reports and splits."""

from datetime import date, timedelta
from random import Random
from typing import Any

from kommune.project.demo.tables import Row

LINKS = 20_000
CITY_LINK_SHARE = 0.1
YEARS = ("2026", "2027", "2028", "2029", "2030")
MONEY_WITHOUT_GOAL = 0.41
WITHOUT_GOAL, WITHOUT_OWNER, WITHOUT_COST, WITHOUT_END, WITH_SPLIT = 400, 300, 633, 233, 1_233
PHASES_WITH_FIRST_YEARS = (
    ("Idee", (2027, 2028)),
    ("geprüft", (2027, 2028)),
    ("beschlossen", (2026, 2028)),
    ("finanziert", (2026, 2027)),
    ("in Umsetzung", (2024, 2026)),
    ("in Umsetzung", (2025, 2026)),
    ("im Betrieb", (2022, 2024)),
    ("beendet (erreicht)", (2022, 2023)),
)
SPLIT_HEADS = (
    "Technik",
    "Prozesse",
    "Organisation",
    "Kultur und neue Arbeit",
    "Nutzung durch Bürger",
    "Zusammenarbeit",
)
FIRST_REPORT_ON = date(2025, 6, 2)
REPORT_DAYS = 530


def make_measures(
    rng: Random,
    words: dict[str, Any],
    *,
    units: list[Row],
    people: list[Row],
    city: list[str],
    digital: list[str],
) -> list[Row]:
    """Make one measure per area and undertaking; `city` and `digital` are the goal numbers to link."""
    pairs = [(area, undertaking) for area in words["gebiete"] for undertaking in words["vorhaben"]]
    rng.shuffle(pairs)
    measures = [
        _describe_measure(rng, words, f"M{number:04}", area, undertaking)
        for number, (area, undertaking) in enumerate(pairs, start=1)
    ]
    _assign_units_and_owners(rng, measures, units, people)
    _assign_links(rng, measures, city, digital)
    _assign_money(rng, measures)
    for measure in rng.sample(measures, WITHOUT_END):
        measure["Ende"] = ""
    return measures


def _describe_measure(
    rng: Random, words: dict[str, Any], number: str, area: str, undertaking: dict[str, Any]
) -> Row:
    phase, first_years = rng.choice(PHASES_WITH_FIRST_YEARS)
    starts_in = rng.randint(*first_years)
    ends = (f"Q{rng.randint(1, 4)} {starts_in + 1}", f"30.06.{starts_in + 2}", str(starts_in + 2))
    is_decided = phase not in ("Idee", "geprüft")
    return {
        "Nr.": number,
        "Titel": f"{area}: {undertaking['titel']}",
        "Beschreibung": undertaking["beschreibung"],
        "Nutzen für Entscheider": rng.choice((*words["nutzen_entscheider"], "", "")),
        "Nutzen für Mitarbeitende": rng.choice((*words["nutzen_mitarbeitende"], "")),
        "Nutzen für Bürger": rng.choice((*words["nutzen_buerger"], "", "")),
        "Federführung": "",
        "Beteiligte": "",
        "Verantwortlich": "",
        **{f"Kosten {year}": "" for year in YEARS},
        "Beginn": f"Q{rng.randint(1, 4)} {starts_in}",
        "Ende": rng.choice(ends),
        "Rechtsgrundlage": rng.choice((*words["rechtsgrundlagen"], "", "", "", "")),
        "Phase": phase,
        "Beschluss": f"Rat 10.12.2025, V 2025/{rng.randint(1100, 1290)}" if is_decided else "",
        "zahlt ein auf Ziel": "",
        "Ampel": rng.choice(("grün", "grün", "gelb", "rot")) if phase == "in Umsetzung" else "",
        "Bemerkung": rng.choice((*words["bemerkungen"], "", "", "", "")),
    }


def _assign_units_and_owners(rng: Random, measures: list[Row], units: list[Row], people: list[Row]) -> None:
    names = [f"{person['Vorname']} {person['Nachname']}" for person in people]
    short_names = [unit["Kürzel"] for unit in units]
    for measure in measures:
        lead, *others = rng.sample(short_names, rng.randint(1, 4))
        measure["Federführung"] = lead
        measure["Beteiligte"] = ", ".join(others)
        measure["Verantwortlich"] = rng.choice(names)
    for measure in rng.sample(measures, WITHOUT_OWNER):
        measure["Verantwortlich"] = ""


def _assign_links(rng: Random, measures: list[Row], city: list[str], digital: list[str]) -> None:
    linked = rng.sample(measures, len(measures) - WITHOUT_GOAL)
    fewest, extra = divmod(LINKS, len(linked))
    for position, measure in enumerate(linked):
        count = fewest + (position < extra)
        city_count = sum(rng.random() < CITY_LINK_SHARE for _ in range(count))
        goals = rng.sample(digital, count - city_count) + rng.sample(city, city_count)
        separator = rng.choice(("; ", ", ", "\n"))
        links = [goal + rng.choice(("", " (1)", " (2)", " (3)")) for goal in goals]
        measure["zahlt ein auf Ziel"] = separator.join(links)


def _assign_money(rng: Random, measures: list[Row]) -> None:
    known = rng.sample(measures, len(measures) - WITHOUT_COST)
    plans = {measure["Nr."]: _plan_thousands(rng) for measure in known}
    aimless = sum(sum(plans[row["Nr."]]) for row in known if not row["zahlt ein auf Ziel"])
    aimed = sum(sum(plans[row["Nr."]]) for row in known if row["zahlt ein auf Ziel"])
    stretch = MONEY_WITHOUT_GOAL / (1 - MONEY_WITHOUT_GOAL) * aimed / aimless
    for measure in known:
        factor = 1.0 if measure["zahlt ein auf Ziel"] else stretch
        for year, thousands in zip(YEARS, plans[measure["Nr."]], strict=True):
            if thousands:
                measure[f"Kosten {year}"] = _write_amount(rng, max(1, round(thousands * factor)))
    for measure in measures:
        if measure["Nr."] not in plans and rng.random() < 0.3:
            measure["Kosten 2027"] = "k.A."


def _plan_thousands(rng: Random) -> list[int]:
    """Spread a cost over consecutive years, in thousand euros; years without cost hold 0."""
    first = rng.randint(0, len(YEARS) - 1)
    last = rng.randint(first, len(YEARS) - 1)
    scale = rng.choice((4, 9, 18, 40, 90))
    return [rng.randint(1, scale) if first <= year <= last else 0 for year in range(len(YEARS))]


def _write_amount(rng: Random, thousands: int) -> str:
    grouped = f"{thousands * 1000:,}".replace(",", ".")
    return rng.choice((f"{grouped} €", f"{thousands} T€", f"{grouped},00 €", grouped))


def make_status_reports(rng: Random, words: dict[str, Any], measures: list[Row]) -> list[Row]:
    """Make two to four reports per measure in order of time; the last one shows its light, if any."""
    texts = {"grün": words["berichte_gruen"], "gelb": words["berichte_gelb"], "rot": words["berichte_rot"]}
    reports = []
    for measure in measures:
        days = sorted(rng.sample(range(REPORT_DAYS), rng.randint(2, 4)))
        lights = [rng.choice(("grün", "grün", "grün", "gelb", "rot")) for _ in days]
        lights[-1] = measure["Ampel"] or lights[-1]
        for day, light in zip(days, lights, strict=True):
            reports.append(
                {
                    "Maßnahme Nr.": measure["Nr."],
                    "Datum": (FIRST_REPORT_ON + timedelta(days=day)).strftime("%d.%m.%Y"),
                    "Ampel": light,
                    "Text": rng.choice(texts[light]),
                }
            )
    return reports


def make_splits(rng: Random, words: dict[str, Any], measures: list[Row]) -> list[Row]:
    """Split 100 % of six measures in ten over the six kinds of change, as the list of undertakings says."""
    by_title = {undertaking["titel"]: undertaking["aufteilung"] for undertaking in words["vorhaben"]}
    rows = []
    for position in sorted(rng.sample(range(len(measures)), WITH_SPLIT)):
        measure = measures[position]
        shares = by_title[measure["Titel"].partition(": ")[2]]
        rows.append({"Maßnahme Nr.": measure["Nr."]} | dict(zip(SPLIT_HEADS, map(str, shares), strict=True)))
    return rows
