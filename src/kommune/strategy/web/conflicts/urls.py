"""Addresses of goal conflicts and the questions that find them."""

from django.urls import URLPattern, path

from kommune.strategy.web.conflicts import card, questions, register, tensions

urlpatterns: list[URLPattern] = [
    path("", register.list_conflicts, name="conflicts"),
    path("table/", register.show_table, name="conflict_table"),
    path("questions/", questions.show_questions, name="tensions"),
    path("questions/answer/", questions.answer_question, name="tension_answer"),
    path("tensions/", tensions.list_tensions, name="tension_list"),
    path("tensions/new/", tensions.new_tension, name="tension_new"),
    path("tensions/<slug:key>/", tensions.edit_tension, name="tension_edit"),
    path("tensions/<slug:key>/use/", tensions.use_tension, name="tension_use"),
    path("tensions/<slug:key>/drop/", tensions.drop_tension, name="tension_drop"),
    path("<uuid:conflict_id>/", card.show_conflict, name="conflict"),
    path("<uuid:conflict_id>/edit/", card.edit, name="conflict_edit"),
    path("<uuid:conflict_id>/settle/", card.settle, name="conflict_settle"),
    path("<uuid:conflict_id>/reopen/", card.reopen, name="conflict_reopen"),
    path("<uuid:conflict_id>/release/", card.release_conflict, name="conflict_release"),
]
