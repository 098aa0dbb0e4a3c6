"""From the kept alignment to words: sentences with clickable numbers, and the eight figures."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.foundation.markup import joined_markup
from kommune.foundation.money import euro_text
from kommune.foundation.templatetags.components import figure as figure_link
from kommune.strategy.alignment_texts import ALIGNMENT_FIGURES, GUARD_REASONS, SENTENCES
from kommune.strategy.briefing import PLACE, number_text
from kommune.strategy.queries.alignment_kept import KeptAlignment
from kommune.strategy.web.alignment.names import Named

# While nothing is rated these are zero by definition, which would read as a finding.
NEEDS_RATINGS = frozenset({"depth", "anchoring", "conflict"})


def alignment_figure_url(kept: KeptAlignment, slug: str, code: str) -> str:
    """The address of a figure's explanation."""
    return reverse("strategy:alignment_figure", args=[slug, code]) + sector_query(kept.sector_as)


def sector_query(sector_as: str) -> str:
    """What an address carries so that sector goals stay on their side."""
    return "?sector=city" if sector_as == "city" else ""


def top_sentences(kept: KeptAlignment, names: Mapping[str, Named], slug: str) -> list[SafeString]:
    """Coverage, conflict and money in a sentence each; every number opens its explanation."""
    return [
        _coverage_sentence(kept, slug),
        *_conflict_sentence(kept, names, slug),
        _money_sentence(kept, slug),
    ]


def _coverage_sentence(kept: KeptAlignment, slug: str) -> SafeString:
    orphans, of = len(kept.data["orphans"]), kept.data["n_city"]
    url = alignment_figure_url(kept, slug, "coverage")
    if orphans:
        return told(SENTENCES["orphans"], value=figure_link(_count(orphans), url), of=_count(of))
    return told(SENTENCES["no_orphans"], value=figure_link(_count(of), url), of=_count(of))


def _conflict_sentence(kept: KeptAlignment, names: Mapping[str, Named], slug: str) -> list[SafeString]:
    """Nothing while no relation is rated: no conflict would then say nothing."""
    if not kept.is_rated:
        return []
    number, url = kept.data["n_conflicts"], alignment_figure_url(kept, slug, "conflict")
    if not number:
        return [told(SENTENCES["no_conflict"], value=figure_link("0", url))]
    worst = kept.data["conflicts"][0]
    text = ngettext(
        "%(value)s digital goal works against a city goal: “%(digital)s” against “%(city)s”.",
        "%(value)s times a digital goal works against a city goal, most seriously “%(digital)s” against "
        "“%(city)s”.",
        number,
    )
    return [
        told(
            text,
            value=figure_link(_count(number), url),
            digital=names.get(worst["digital"], ""),
            city=names.get(worst["city"], ""),
        )
    ]


def _money_sentence(kept: KeptAlignment, slug: str) -> SafeString:
    money, of = kept.data["money"], kept.data["n_measures"]
    if not of:
        return told(SENTENCES["no_measures"])
    if not money["known"]:
        return told(SENTENCES["money_unknown"], of=_count(of))
    share = number_text(money["unallocated"] / money["known"], "share")
    return told(
        SENTENCES["money"],
        value=figure_link(share, alignment_figure_url(kept, slug, "unallocated")),
        known=_count(of - money["n_unknown"]),
        of=_count(of),
    )


def told(text: Any, **values: Any) -> SafeString:
    """A sentence with its places filled in; what is no markup is escaped."""
    pieces = PLACE.split(str(text))
    parts = [
        conditional_escape(values[piece]) if at % 2 else escape(piece.replace("%%", "%"))
        for at, piece in enumerate(pieces)
    ]
    return joined_markup(parts)


def figure_value(kept: KeptAlignment, code: str) -> float | None:
    """A figure as a share from 0 to 1; None where it cannot be known."""
    if code == "guard":
        return float(kept.data["guard"]["fill"])
    if code == "unallocated":
        money = kept.data["money"]
        return money["unallocated"] / money["known"] if money["known"] else None
    if code in NEEDS_RATINGS and not kept.is_rated:
        return None
    return kept.value(code)


def shown_share(value: float | None) -> str:
    """A share in percent; what cannot be known is said."""
    return _("cannot be known yet") if value is None else number_text(value, "share")


def alignment_rows(kept: KeptAlignment, slug: str) -> list[dict[str, Any]]:
    """The eight figures: label, value, what it says, doubts, address of the explanation."""
    return [
        {
            "code": code,
            "label": text.label,
            "value": shown_share(value := figure_value(kept, code)),
            "is_known": value is not None,
            "says": text.says,
            "doubt": doubt_about(kept, code),
            "url": alignment_figure_url(kept, slug, code),
        }
        for code, text in ALIGNMENT_FIGURES.items()
    ]


def doubt_about(kept: KeptAlignment, code: str) -> str:
    """What weakens a figure: weights that alone carry it, unknown costs, ratings without meaning."""
    money = kept.data["money"]
    if code in ("unallocated", "overlap") and money["n_unknown"]:
        return _("cost known for %(known)s of %(of)s measures") % {
            "known": _count(kept.data["n_measures"] - money["n_unknown"]),
            "of": _count(kept.data["n_measures"]),
        }
    if code == "guard" and kept.data["guard"]["reasons"]:
        return _("the ratings say little")
    if kept.data["survives"].get(code) is False:
        equal = number_text(kept.data["equal"][code], "share")
        return _("with equal weights %(value)s") % {"value": equal}
    return ""


def guard_notes(kept: KeptAlignment) -> list[str]:
    """Why the ratings say little, if they do."""
    return [str(GUARD_REASONS[reason]) for reason in kept.data["guard"]["reasons"]]


def euro(cents: float | None) -> str:
    """Cents reckoned as a float, as euros."""
    return "" if cents is None else euro_text(round(cents))


def _count(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)
