"""Suggests from its words what a measure changes: technology, processes, people, citizens' use."""

from kommune.analysis.splits.suggestion import SplitReason, SplitSuggestion, suggest_split

__all__ = ["SplitReason", "SplitSuggestion", "suggest_split"]
