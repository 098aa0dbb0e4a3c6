"""Addresses of goal conflicts and the questions that find them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
