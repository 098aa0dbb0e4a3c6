"""The fixed words of a paper in the paper's own language, and how it writes a date and 'three more'."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

FALLBACK_LANGUAGE = "de"


@dataclass(frozen=True, slots=True)
class Labels:
    """Words of one language, by the key that the page uses."""

    language: str
    words: dict[str, str]
    months: tuple[str, ...]

    def format_date(self, day: date) -> str:
        """Write a date in full, such as 3. März 2026."""
        return self.words["date"].format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def count_left_out(self, count: int) -> str:
        """Say how many entries of a list do not stand on the page."""
        return self.words["more_one"] if count == 1 else self.words["more_many"].format(count=count)

    def carried_of(self, carried: int, total: int) -> str:
        """Write a share as two counts, such as 19 von 24."""
        return self.words["carried_of"].format(carried=carried, total=total)


@cache
def load_labels(language: str) -> Labels:
    """Return the words for a tag such as "de" or "de-DE"; an unknown language is answered in German."""
    source = resources.files("kommune.reporting.render").joinpath("labels.toml").read_text(encoding="utf-8")
    languages = tomllib.loads(source)
    short = language.lower().split("-")[0]
    chosen = short if short in languages else FALLBACK_LANGUAGE
    words = dict(languages[chosen])
    months = tuple(words.pop("months"))
    return Labels(language=chosen, words=words, months=months)
