"""A strategy read from its text: what it seems to set up, and how one edition differs from another."""

from kommune.analysis.readings.editions import Change, Entry, compare_editions, word_changes
from kommune.analysis.readings.proposing import propose
from kommune.analysis.readings.shapes import Kind, Proposal, TextBlock, Why

__all__ = [
    "Change",
    "Entry",
    "Kind",
    "Proposal",
    "TextBlock",
    "Why",
    "compare_editions",
    "propose",
    "word_changes",
]
