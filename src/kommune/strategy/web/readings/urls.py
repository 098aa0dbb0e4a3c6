"""Addresses of reading a strategy from a text."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
