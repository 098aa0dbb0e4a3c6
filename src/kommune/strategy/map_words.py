"""The words of the strategy map: heads, lane, the sentence on top."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kommune.analysis.strategy_map import MapWords
from kommune.foundation.numbers import written_number
from kommune.strategy.queries.strategy_map import TownMap

COLUMN_TITLES = (gettext_lazy("Measures"), gettext_lazy("Digital goals"), gettext_lazy("City goals"))
COLUMN_KINDS = (gettext_lazy("Measure"), gettext_lazy("Digital goal"), gettext_lazy("City goal"))


def map_words(town_map: TownMap, *, is_public: bool = False) -> MapWords:
    """What stands on the drawing, in the active language.

    To the public the lane says no more than that nothing was published: more may well be there.
    """
    lane = (_("without goal"), _("without city goal"), _("carried by nothing digital"))
    if is_public:
        lane = (_("no line published yet"),) * 3
    first, second, third = (str(title) for title in COLUMN_TITLES)
    return MapWords(
        title=_("Strategy map"),
        summary="" if is_public else " ".join(map_sentences(town_map)),
        columns=(first, second, third),
        lane=lane,
        opens=_("open the group"),
        closes=_("close the group"),
    )


def map_sentences(town_map: TownMap, shown: Callable[[str, str], str] = lambda _about, n: n) -> list[str]:
    """What has no line, and what works against city goals; short, for a heading or a screen reader.

    ``shown`` turns a number into what stands for it, from what it is about ("0" to "2" for what has no line
    in a column, "against") and the number as text.
    """
    found = []
    columns, against = town_map.counts
    for column, lost_of in enumerate((_measures_lost, _digital_lost, _city_lost)):
        lost, all_of_it = columns[column]
        if lost:
            numbers = {"n": shown(str(column), _number(lost)), "of": _number(all_of_it)}
            found.append(lost_of(lost) % numbers)
    if against:
        told = ngettext(
            "%(n)s digital goal works against city goals.",
            "%(n)s digital goals work against city goals.",
            against,
        )
        found.append(told % {"n": shown("against", _number(against))})
    return found or [_("Everything has a line, and nothing works against a city goal.")]


def _measures_lost(n: int) -> str:
    return ngettext("%(n)s of %(of)s measures has no line.", "%(n)s of %(of)s measures have no line.", n)


def _digital_lost(n: int) -> str:
    return ngettext(
        "%(n)s of %(of)s digital goals leads to no city goal.",
        "%(n)s of %(of)s digital goals lead to no city goal.",
        n,
    )


def _city_lost(n: int) -> str:
    return ngettext(
        "%(n)s of %(of)s city goals is reached by nothing digital.",
        "%(n)s of %(of)s city goals are reached by nothing digital.",
        n,
    )


def _number(value: int) -> str:
    return written_number(value)


def direct_title() -> str:
    """What the passages through the middle column are called."""
    return _("linked directly")
