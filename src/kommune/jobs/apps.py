"""The jobs' place in Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work in the background with progress, cancelling and restart."""

    name = "kommune.jobs"
    label = "jobs"
