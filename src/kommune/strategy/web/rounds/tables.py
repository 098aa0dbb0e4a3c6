"""Tables of rating rounds: the rounds, the pairs of one in preparation, its results."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kommune.foundation.addresses import address_maker
from kommune.foundation.dates import today
from kommune.foundation.exports import XLSX_TYPE, attachment
from kommune.foundation.markup import joined_markup
from kommune.foundation.tables import BulkAction, Column, Table
from kommune.foundation.templatetags.components import state, unknown
from kommune.municipalities.public import TownRequest
from kommune.standards.spreadsheets import SheetOut, write_xlsx
from kommune.strategy.models import RatingRound, RoundPair
from kommune.strategy.queries.rounds import DISCUSS_FROM, visible_rounds
from kommune.strategy.shapes import RoundState
from kommune.strategy.web.rounds.words import ends_of, signed, steps_for, told_counts

TONES = {RoundState.PREPARED: "none", RoundState.OPEN: "good", RoundState.CLOSED: "none"}
BAR_STEP, BAR_WIDTH, BAR_HEIGHT = 16, 12, 28


def round_table(request: TownRequest, slug: str) -> Table:
    """All rounds that this person may see."""
    columns = [
        Column("title", _("Round"), "title", sort=("title",)),
        Column("state", _("State"), lambda row: badge_of(row), sort=("state",)),
        Column("pairs", _("Pairs"), lambda row: row.pair_count, align="end"),
        Column("closes_on", _("Open until"), "closes_on", sort=("closes_on",), align="end", priority=2),
        Column("raters", _("Sheets with answers"), _answered, align="end", priority=2),
    ]
    address = address_maker("strategy:round", slug)
    return Table(
        request,
        visible_rounds(request.viewer).annotate(pair_count=Count("pairs")).order_by("-id"),
        columns,
        caption=_("Rating rounds"),
        search=lambda rows, text: rows.filter(title__icontains=text),
        row_url=lambda row: address(row.pk),
        empty_template="strategy/rounds/_no_rounds.html",
    )


def badge_of(rating_round: RatingRound) -> SafeString:
    """The state of a round by word, shape and colour."""
    return state(TONES[RoundState(rating_round.state)], RoundState(rating_round.state).label)


def pair_table(
    request: TownRequest, slug: str, rating_round: RatingRound, pairs: QuerySet[RoundPair]
) -> Table:
    """The pairs of a round in preparation, to take some out."""
    url = reverse("strategy:round_pairs_remove", args=[slug, rating_round.id])
    return Table(
        request,
        pairs,
        _end_columns(),
        caption=_("Pairs"),
        search=search_pairs,
        bulk_actions=[BulkAction("remove", _("Take out"), url)],
    )


def result_table(request: TownRequest, slug: str, pairs: QuerySet[RoundPair], *, disputed: bool) -> Table:
    """What a closed round found; ``disputed`` are the pairs to talk about, otherwise all the others."""
    address, wide = address_maker("strategy:round_pair", slug), Q(spread__gte=DISCUSS_FROM)
    name = "disputed" if disputed else "agreed"
    columns = [
        *_end_columns(),
        Column("counts", _("Distribution"), lambda row: draw_distribution(row), export=told_counts),
        Column("median", _("Median"), lambda row: _score(row.median), sort=("median",), align="end"),
        Column("spread", _("Spread"), _spread, sort=("spread",), align="end", priority=2),
        Column("consensus", _("Agreed"), lambda row: _agreed(row), sort=("consensus",), align="end"),
    ]
    return Table(
        request,
        pairs.filter(wide)
        if disputed
        else pairs.filter(median__isnull=False).exclude(wide).order_by("median"),
        columns,
        caption=_("To talk about") if disputed else _("All other pairs"),
        # Two searches on one page would be called the same; what to talk about is short.
        search=None if disputed else search_pairs,
        default_sort="-spread" if disputed else "",
        row_url=lambda row: address(row.pk),
        name=name,
        prefix=name,
    )


def search_pairs(rows: QuerySet[RoundPair], text: str) -> QuerySet[RoundPair]:
    """Pairs one of whose ends holds every word."""
    for word in text.split():
        rows = rows.filter(
            Q(digital_goal__title__icontains=word)
            | Q(measure__title__icontains=word)
            | Q(goal__title__icontains=word)
        )
    return rows


def draw_distribution(pair: RoundPair) -> SafeString:
    """Small bars over the steps, with the numbers in words beside them for those who do not see them."""
    if not pair.counts:
        return unknown(_("not shown") if pair.median is not None else _("no answers"))
    scores = [score for score, _words in reversed(steps_for(is_measure=pair.measure_id is not None))]
    highest = max(pair.counts.values())
    bars = []
    for at, score in enumerate(scores):
        number = pair.counts.get(str(score), 0)
        height = round(BAR_HEIGHT * number / highest)
        tone = tone_of(score)
        if number:
            bars.append(
                format_html(
                    '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
                    tone, BAR_STEP * at + 2, BAR_HEIGHT - height, BAR_WIDTH, height,
                )
            )  # fmt: skip
    width = BAR_STEP * len(scores)
    return format_html(
        '<svg class="distribution" viewBox="0 0 {} {}" aria-hidden="true">'
        '<line x1="0" x2="{}" y1="{}" y2="{}"/>{}</svg><span class="sr-only">{}</span>',
        width, BAR_HEIGHT + 2, width, BAR_HEIGHT + 1, BAR_HEIGHT + 1, joined_markup(bars), told_counts(pair),
    )  # fmt: skip


def tone_of(score: int) -> str:
    """Which colour the bar of a score has: against, for, or none of both."""
    return "against" if score < 0 else "for" if score > 0 else "none"


def result_file(rating_round: RatingRound, pairs: QuerySet[RoundPair]) -> HttpResponse:
    """The results as a spreadsheet: one line per pair, no line per person."""
    scores = [score for score, _words in reversed(steps_for(is_measure=False))]
    headers = [
        _("Acts"), _("Goal"), *(signed(score) for score in scores), _("Median"), _("Spread"), _("Reasons"),
        _("Agreed"), _("Reason of the agreement"),
    ]  # fmt: skip
    rows: list[list[Any]] = [
        [
            *ends_of(pair), *(pair.counts.get(str(score)) for score in scores), pair.median, pair.spread,
            "\n".join(pair.reasons), pair.consensus, pair.consensus_note,
        ]
        for pair in pairs
    ]  # fmt: skip
    content = write_xlsx([SheetOut(name=_("Results"), headers=headers, rows=rows)])
    return attachment(content, f"{slugify(rating_round.title)}-{today()}.xlsx", XLSX_TYPE)


def _end_columns() -> list[Column]:
    return [
        Column(
            "start", _("Acts"), lambda row: ends_of(row)[0], sort=("digital_goal__title", "measure__title")
        ),
        Column("goal", _("Goal"), lambda row: ends_of(row)[1], sort=("goal__title",)),
    ]


def _start(row: RoundPair) -> str:
    return ends_of(row)[0]


def _answered(row: RatingRound) -> object:
    return row.raters_answered if row.state == RoundState.CLOSED else None


def _score(score: int | None) -> object:
    return signed(score) or None


def _spread(row: RoundPair) -> object:
    return row.spread


def _agreed(row: RoundPair) -> object:
    return signed(row.consensus) or unknown(_("not yet"))
