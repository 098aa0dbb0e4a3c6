"""Addresses of the strategy cycle."""

from django.urls import path

from kommune.maturity.web.cycle import editing, showing

urlpatterns = [
    path("<uuid:strategy_id>/", showing.show_cycle, name="cycle"),
    path("<uuid:strategy_id>/begin/", showing.begin, name="cycle_begin"),
    path("<uuid:strategy_id>/workshop/<slug:key>/", showing.show_workshop, name="cycle_workshop"),
    path("station/<uuid:station_id>/", editing.edit, name="cycle_station"),
    path("station/<uuid:station_id>/paper/", editing.new_paper, name="cycle_paper_new"),
    path("paper/<uuid:paper_id>/", editing.edit_paper, name="cycle_paper"),
    path("paper/<uuid:paper_id>/delete/", editing.remove_paper, name="cycle_paper_delete"),
]
