"""Addresses of goal conflicts and the questions that find them."""

from django.urls import URLPattern, path

from kommune.strategy.web.conflicts import card, register

urlpatterns: list[URLPattern] = [
    path("", register.list_conflicts, name="conflicts"),
    path("table/", register.show_table, name="conflict_table"),
    path("<uuid:conflict_id>/", card.show_conflict, name="conflict"),
    path("<uuid:conflict_id>/edit/", card.edit, name="conflict_edit"),
    path("<uuid:conflict_id>/settle/", card.settle, name="conflict_settle"),
    path("<uuid:conflict_id>/reopen/", card.reopen, name="conflict_reopen"),
    path("<uuid:conflict_id>/release/", card.release_conflict, name="conflict_release"),
]
