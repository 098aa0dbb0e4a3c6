"""The product's settings with the measuring stick added: reference pages in the product's own shell."""

from pathlib import Path

from kommune.project.settings import *  # noqa: F403 - the product's settings, whatever they are

ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["DIRS"] = [Path(__file__).resolve().parent / "templates"]  # noqa: F405 - from the product's settings
