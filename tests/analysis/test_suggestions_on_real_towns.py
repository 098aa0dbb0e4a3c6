"""How often a measure's own field is suggested, on strategies of two towns kept beside the repository."""

import pytest

from bench.suggestions import Town, quality_of, read_muenster, read_ulm
from kommune.analysis.suggestions import RememberingEncoder, load_encoder


def shares(town: Town | None) -> dict[str, list[float]]:
    """Shares first and among the first three by method."""
    encoder = load_encoder()
    if town is None or encoder is None:
        pytest.skip("../shared/data/strategy or the encoder is absent")
    found = quality_of(town, RememberingEncoder(encoder, {}))
    return {name: value for name, value in found.items() if name != "measures"}


def test_in_ulm_meaning_and_words_beat_either_alone_and_the_largest_field() -> None:
    found = shares(read_ulm("opening"))
    assert found["both"][0] >= 0.45
    assert found["both"][1] >= 0.65
    assert all(found["both"][place] >= found[other][place] for other in found for place in (0, 1))


def test_in_muenster_single_words_as_fields_still_beat_the_largest_field() -> None:
    found = shares(read_muenster())
    assert found["largest"][0] == pytest.approx(14 / 54)
    assert found["both"][0] >= 0.38
    assert found["both"][1] >= 0.8
