"""Addresses of the self-assessment."""

from django.urls import URLPattern, path

from kommune.maturity.web.assessments import (
    comparing,
    explaining,
    exports,
    inviting,
    listing,
    preparing,
    questions,
    showing,
)

urlpatterns: list[URLPattern] = [
    path("", listing.list_assessments, name="assessments"),
    path("new/", preparing.new_assessment, name="assessment_new"),
    path("compare/", comparing.compare, name="assessments_compare"),
    path("questions/", questions.list_questions, name="assessment_questions"),
    path("questions/new/", questions.new_question, name="assessment_question_new"),
    path("questions/<uuid:town_question_id>/", questions.edit_question, name="assessment_question_edit"),
    path("questions/<uuid:town_question_id>/retire/", questions.retire, name="assessment_question_retire"),
    path("asked/<uuid:asked_id>/", explaining.show_item, name="assessment_item"),
    path("sheets/<uuid:sheet_id>/link/", inviting.renew_link, name="assessment_link"),
    path("sheets/<uuid:sheet_id>/withdraw/", inviting.withdraw, name="assessment_withdraw"),
    path("<uuid:assessment_id>/", showing.show_assessment, name="assessment"),
    path("<uuid:assessment_id>/edit/", preparing.edit_assessment, name="assessment_edit"),
    path("<uuid:assessment_id>/preview/", preparing.preview, name="assessment_preview"),
    path("<uuid:assessment_id>/invite/", inviting.invite, name="assessment_invite"),
    path("<uuid:assessment_id>/room/", inviting.show_room, name="assessment_room"),
    path("<uuid:assessment_id>/mine/", inviting.go_to_own_sheet, name="assessment_mine"),
    path("<uuid:assessment_id>/open/", showing.open_assessment, name="assessment_open"),
    path("<uuid:assessment_id>/close/", showing.close, name="assessment_close"),
    path("<uuid:assessment_id>/export/", exports.export, name="assessment_export"),
    path("<uuid:assessment_id>/release/", showing.release_assessment, name="assessment_release"),
    path("<uuid:assessment_id>/delete/", showing.delete, name="assessment_delete"),
    path(
        "<uuid:assessment_id>/<slug:dimension>/",
        explaining.explain_dimension,
        name="assessment_dimension",
    ),
]
