"""Comparison groups of towns, with every distance explained, and quartiles that give nobody away."""

from kommune.analysis.benchmark.features import FEATURES, SIZE_CLASSES, Feature, size_class
from kommune.analysis.benchmark.peers import (
    LEAST_PEERS,
    MOST_PEERS,
    Part,
    Peer,
    PeerGroup,
    TownFacts,
    find_peers,
)
from kommune.analysis.benchmark.quartiles import LEAST_TOWNS, Band, Quartiles, quartiles, which_band

__all__ = [
    "FEATURES",
    "LEAST_PEERS",
    "LEAST_TOWNS",
    "MOST_PEERS",
    "SIZE_CLASSES",
    "Band",
    "Feature",
    "Part",
    "Peer",
    "PeerGroup",
    "Quartiles",
    "TownFacts",
    "find_peers",
    "quartiles",
    "size_class",
    "which_band",
]
