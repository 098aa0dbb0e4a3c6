"""Addresses of the answer: what the digital strategy carries, misses and opposes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
