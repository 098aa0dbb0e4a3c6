"""The search's place in Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One search over all wings."""

    name = "kommune.search"
    label = "search"
