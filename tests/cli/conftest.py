"""The command line as a person types it, in English, and the small town to try it on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kommune.cli.main import app
from tests.small_town import lead, small, town

__all__ = ["kommune", "lead", "small", "town"]


@pytest.fixture
def kommune(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Call ``kommune`` with these arguments."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return call
