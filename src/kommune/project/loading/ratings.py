"""Ratings of the demo town: a closed round of three people with its agreements, and a careful pass."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from kommune.municipalities.public import Viewer
from kommune.project.demo.large_ratings import choose_opposed
from kommune.project.demo.tables import Row, TownTables
from kommune.project.loading.conflicts import settle_demo_conflicts
from kommune.strategy.public import (
    PairRef,
    Rating,
    close_round,
    finish_sheet,
    ids_by_number,
    invite_raters,
    open_round,
    prepare_round,
    rate_contributions,
    rate_relations,
    record_agreement,
    round_places,
    save_answer,
    stored_contributions,
    stored_relations,
    take_over_agreed,
)

ROUND = "Bewertungsrunde März 2026"
NOTE = (
    "Drei Fachbereiche, je ein Bogen. Bitte aus der Sicht Ihrer Aufgabe antworten, nicht aus der des Hauses."
)
SHEETS = ("1", "2", "3")
OPEN_ROUND = "Zweite Runde: Klima und Netze"
OPEN_NOTE = "Fünf Paare, eine Minute."
OPEN_PAIRS = 5
RATED_LINKS = 20_000
CHECKED = "Aus der Liste geprüft."
OPPOSED = "Bindet Mittel und Menschen, die dem Stadtziel an anderer Stelle fehlen."


@transaction.atomic
def rate_demo_town(by: Viewer, tables: TownTables) -> None:
    """Hold the round, record what was agreed, rate contributions, settle conflicts, open a second round.

    All at once or not at all: a start that was interrupted begins here again.
    """
    if any(score < 0 for _digital, _city, score in stored_relations()):
        return
    ids = ids_by_number()
    pairs = {_ref(ids, row): row for row in tables.rounds}
    _hold_round(by, pairs)
    rate_contributions(by=by, ratings=[_contribution(ids, row) for row in tables.contributions])
    settle_demo_conflicts(by, tables.conflicts)
    asked = [pair for pair, row in pairs.items() if row["Stadtziel"].startswith("4.")][:OPEN_PAIRS]
    waiting = prepare_round(by=by, values={"title": OPEN_ROUND, "note": OPEN_NOTE}, pairs=asked)
    open_round(by=by, round_id=waiting)


def _hold_round(by: Viewer, pairs: Mapping[PairRef, Row]) -> None:
    round_id = prepare_round(by=by, values={"title": ROUND, "note": NOTE}, pairs=list(pairs))
    open_round(by=by, round_id=round_id)
    places = round_places(round_id)
    links = invite_raters(by=by, round_id=round_id, names=[f"Bogen {sheet}" for sheet in SHEETS])
    for sheet, link in zip(SHEETS, links, strict=True):
        for pair, row in pairs.items():
            score, reason = int(row[f"Bogen {sheet}"]), row[f"Grund {sheet}"]
            save_answer(token=link.token, pair_id=places[pair][0], score=score, reason=reason)
        finish_sheet(token=link.token)
    close_round(by=by, round_id=round_id)
    take_over_agreed(by=by, round_id=round_id)
    for pair, (pair_id, version) in round_places(round_id).items():
        if agreed := pairs[pair]["Einigung"]:
            reason = pairs[pair]["Grund der Einigung"]
            record_agreement(by=by, pair_id=pair_id, version=version, score=int(agreed), reason=reason)


def rate_large_town(by: Viewer) -> None:
    """Rate 20,000 links: all goal relations of the list, goals that work against, and contributions."""
    relations = stored_relations()
    if any(score < 0 for _digital, _city, score in relations):
        return
    opposed = choose_opposed(relations)
    ratings = [Rating(*said, reason=CHECKED) for said in relations]
    ratings += [Rating(*pair, score, reason=OPPOSED) for pair, score in opposed.items()]
    rate_relations(by=by, ratings=ratings)
    rest = RATED_LINKS - len(ratings)
    rate_contributions(by=by, ratings=[Rating(*said) for said in stored_contributions()[:rest]])


def _ref(ids: Mapping[str, UUID], row: Row) -> PairRef:
    return PairRef(ids[row["Digitalziel"]], None, ids[row["Stadtziel"]])


def _contribution(ids: Mapping[str, UUID], row: Row) -> Rating:
    source, goal = ids[row["Maßnahme"]], ids[row["Ziel"]]
    return Rating(source, goal, int(row["Beitrag"]), row["Grund"], int(row["Sicherheit"]))
