"""Published figures beside a dimension: context with study, year, sample and source, never a ranking."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Study:
    """One published figure: ``value`` as printed ("20 %"), ``said`` our own words by language."""

    dimension: str
    name: str
    year: str
    sample: str
    value: dict[str, str]
    said: dict[str, str]
    url: str


@cache
def _all_studies() -> tuple[Study, ...]:
    text = resources.files("kommune.analysis.maturity").joinpath("studies.toml").read_text(encoding="utf-8")
    return tuple(
        Study(
            row["dimension"],
            row["study"],
            row["year"],
            row["sample"],
            {"de": row["value"], "en": row.get("value_en", row["value"])},
            {"de": row["de"], "en": row["en"]},
            row["url"],
        )
        for row in tomllib.loads(text)["study"]
    )


def studies_about(dimension: str) -> list[Study]:
    """The figures about a dimension in the order of the file; empty where none is known."""
    return [one for one in _all_studies() if one.dimension == dimension]
