"""Reads files of usage counts: persons are dropped on entry, small units counted with the unit above."""

from kommune.maturity.usage.columns import FIELDS
from kommune.maturity.usage.reading import read_usage
from kommune.maturity.usage.rows import KnownUnit, Remark
from kommune.maturity.usage.shapes import Reading, UsageLine

__all__ = ["FIELDS", "KnownUnit", "Reading", "Remark", "UsageLine", "read_usage"]
