"""Addresses of the wing of place and people."""

from django.urls import URLPattern, URLResolver

app_name = "maturity"
urlpatterns: list[URLPattern | URLResolver] = []
