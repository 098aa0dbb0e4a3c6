"""Addresses of the strategy map."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
