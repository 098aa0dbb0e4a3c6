"""Addresses of rating pairs: quick pass, matrix, one by one."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
