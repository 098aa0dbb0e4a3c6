"""Addresses of rating rounds of several people."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
