"""Addresses of reading a strategy from a text."""

from django.urls import path

from kommune.strategy.web.readings import comparing, deciding, reading

urlpatterns = [
    path("", reading.list_readings, name="readings"),
    path("new/", reading.new_reading, name="reading_new"),
    path("compare/", comparing.compare_editions, name="compare"),
    path("<uuid:reading_id>/", reading.show_reading, name="reading"),
    path("<uuid:reading_id>/decide/", deciding.decide, name="reading_decide"),
    path("<uuid:reading_id>/make/", deciding.make, name="reading_make"),
    path("<uuid:reading_id>/delete/", deciding.delete, name="reading_delete"),
    path("passages/<uuid:passage_id>/edit/", deciding.edit_passage, name="passage_edit"),
]
