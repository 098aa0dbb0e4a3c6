"""Addresses of the interface: the operations, their description, the reference page."""

from django.urls import include, path, re_path

from kommune.api.interface import nothing_here, patterns
from kommune.api.reference import reference

urlpatterns = [
    path("v1/docs/", reference, name="api_reference"),
    path("v1/", include((patterns(), "api"), namespace="api")),
    re_path(r"^(?P<rest>.*)$", nothing_here),
]
