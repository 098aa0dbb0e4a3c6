"""The staff front's place in Django."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """Shell, home pages and navigation of the staff side."""

    name = "kommune.workbench"
    label = "workbench"
