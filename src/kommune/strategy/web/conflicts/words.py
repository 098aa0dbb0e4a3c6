"""What a conflict's card says in words: who rated, since when it is open, its state, who carries it."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.foundation.addresses import address_maker
from kommune.foundation.dates import local_day, today
from kommune.foundation.money import euro_text
from kommune.foundation.numbers import written_number
from kommune.foundation.templatetags.components import state
from kommune.strategy.models import GoalConflict
from kommune.strategy.queries.conflict_cards import Carrier, ConflictCard
from kommune.strategy.queries.conflicts import LIVE, IndirectHit, OpenConflict
from kommune.strategy.shapes import ConflictState, Way
from kommune.strategy.web.rounds.words import in_words, signed

TONES = {
    ConflictState.OPEN: "bad",
    ConflictState.IN_WORK: "warn",
    ConflictState.REOPENED: "bad",
    ConflictState.CLOSED: "good",
    ConflictState.GONE: "none",
}
SHOWN_CARRIERS = 4


def state_badge(conflict: GoalConflict | OpenConflict) -> SafeString:
    """The state by word, shape and colour."""
    known = ConflictState(conflict.state)
    return state(TONES[known], known.label)


def since_text(conflict: GoalConflict) -> str:
    """How long it has been open; empty where it is settled or gone."""
    if conflict.state not in LIVE:
        return ""
    days = (today() - local_day(conflict.opened_at)).days
    if days < 1:
        return _("since today")
    return ngettext("for %(n)d day", "for %(n)d days", days) % {"n": days}


def is_overdue(conflict: GoalConflict) -> bool:
    """Whether the day until which something was to be done has passed."""
    return conflict.state in LIVE and conflict.due_on is not None and conflict.due_on < today()


def rated_by(card: ConflictCard, *, sees_raters: bool) -> str:
    """Where the rating comes from: a round with its people and spread, a person, or the list.

    Who rated alone is named only to those who ``sees_raters``.
    """
    relation = card.relation
    if relation is None:
        return ""
    if relation.round_id:
        told = _("round “%(title)s”") % {"title": relation.round_title}
        people = relation.people
        told += ", " + ngettext("%(n)d person", "%(n)d people", people) % {"n": people}
        return told if card.spread is None else told + ", " + _("spread %(n)d") % {"n": card.spread}
    way = str(Way(relation.way).label)
    return f"{relation.rater}, {way}" if sees_raters and relation.rater else way


def strength_text(strength: float) -> str:
    """A strength of a path, 0 … 1, as people write it: 0,44."""
    return written_number(round(strength, 2), 2)


def told_hits(hits: Sequence[IndirectHit]) -> list[tuple[IndirectHit, str]]:
    """What a measure hits while it serves something, each with its strength in words."""
    return [(hit, strength_text(hit.strength)) for hit in hits]


def told_conflicts(rows: Sequence[OpenConflict]) -> list[tuple[OpenConflict, str, SafeString]]:
    """The conflicts of a goal: the row with its score, the score as people write it, its state."""
    return [(row, signed(row.score), state_badge(row)) for row in rows]


def carrier_text(carrier: Carrier) -> str:
    """How strongly a measure carries, and its money."""
    money = euro_text(carrier.cost_cents) or _("cost not stated")
    return f"{strength_text(carrier.strength)} · {money}"


def card_context(card: ConflictCard, slug: str, *, sees_raters: bool) -> dict[str, Any]:
    """One card as its template needs it."""
    conflict, measure_url = card.conflict, address_maker("strategy:measure", slug)
    return {
        "conflict": conflict,
        "url": address_maker("strategy:conflict", slug)(conflict.id),
        "score": signed(card.score),
        "score_words": in_words(card.score, is_measure=False),
        "badge": state_badge(conflict),
        "since": since_text(conflict),
        "is_live": conflict.state in LIVE,
        "is_overdue": is_overdue(conflict),
        "rated_by": rated_by(card, sees_raters=sees_raters),
        "reasons": card.reasons,
        "carriers": [
            (one, measure_url(one.measure_id), carrier_text(one)) for one in card.carriers[:SHOWN_CARRIERS]
        ],
        "more_carriers": len(card.carriers[SHOWN_CARRIERS:]),
        "cost_cents": card.cost_cents,
        "severity": None if card.severity is None else strength_text(card.severity),
    }
