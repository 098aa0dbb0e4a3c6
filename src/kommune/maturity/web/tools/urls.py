"""Addresses of introducing tools."""

from django.urls import URLPattern, path

from kommune.maturity.web.tools import asking, candidates, editing, listing, planning, showing, usage

urlpatterns: list[URLPattern] = [
    path("", listing.list_tools, name="tools"),
    path("new/", listing.new_tool, name="tool_new"),
    path("balance/", listing.show_balance, name="tool_balance"),
    path("measures/<uuid:measure_id>/", listing.tool_for_measure, name="tool_for_measure"),
    path("units/<uuid:tool_unit_id>/", showing.show_unit, name="tool_unit"),
    path("counts/<uuid:intake_id>/", usage.show_preview, name="tool_preview"),
    path("counts/<uuid:intake_id>/take/", usage.take, name="tool_take"),
    path("counts/<uuid:intake_id>/discard/", usage.discard, name="tool_discard"),
    path("<uuid:tool_id>/", showing.show_tool, name="tool"),
    path("<uuid:tool_id>/way/", showing.show_way, name="tool_way"),
    path("<uuid:tool_id>/edit/", editing.edit, name="tool_edit"),
    path("<uuid:tool_id>/decide/", editing.decide, name="tool_decide"),
    path("<uuid:tool_id>/delete/", editing.delete, name="tool_delete"),
    path("<uuid:tool_id>/usability/", editing.add_usability, name="tool_usability"),
    path("<uuid:tool_id>/units/several/", planning.plan_several, name="tool_units"),
    path("<uuid:tool_id>/criteria/usual/", planning.add_usual_criteria, name="tool_usual_criteria"),
    path("<uuid:tool_id>/counts/export/", planning.export_counts, name="tool_export"),
    path("<uuid:tool_id>/scores/", candidates.score, name="tool_scores"),
    path("<uuid:tool_id>/counts/", usage.upload, name="tool_usage"),
    path("<uuid:tool_id>/questions/", asking.show_link, name="tool_questions"),
    path("<uuid:tool_id>/questions/open/", asking.open_survey, name="tool_questions_open"),
    path("<uuid:tool_id>/questions/close/", asking.close_survey, name="tool_questions_close"),
    path("<uuid:tool_id>/figures/<slug:figure>/", showing.explain_figure, name="tool_figure"),
    path("<uuid:tool_id>/stations/<slug:station>/", editing.edit_station, name="tool_station"),
    path("<uuid:tool_id>/candidates/<uuid:part_id>/choose/", candidates.choose, name="tool_choose"),
    path("<uuid:tool_id>/<slug:part>/add/", editing.add_part, name="tool_part_add"),
    path("<uuid:tool_id>/<slug:part>/<uuid:part_id>/", editing.edit_part, name="tool_part"),
    path("<uuid:tool_id>/<slug:part>/<uuid:part_id>/delete/", editing.delete_part, name="tool_part_delete"),
]
