"""The interface's place in Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The interface for machines, and its reference page."""

    name = "kommune.api"
    label = "api"
