"""Addresses of pulse surveys."""

from django.urls import URLPattern, path

from kommune.maturity.web.pulses import inviting, preparing, questions, replying, showing

urlpatterns: list[URLPattern] = [
    path("", preparing.list_pulses, name="pulses"),
    path("new/", preparing.new_pulse, name="pulse_new"),
    path("<uuid:pulse_id>/", showing.show_pulse, name="pulse"),
    path("<uuid:pulse_id>/edit/", preparing.edit_pulse, name="pulse_edit"),
    path("<uuid:pulse_id>/open/", showing.open_pulse, name="pulse_open"),
    path("<uuid:pulse_id>/close/", showing.close, name="pulse_close"),
    path("<uuid:pulse_id>/sheet/", showing.show_sheet, name="pulse_sheet"),
    path("<uuid:pulse_id>/export/", showing.export, name="pulse_export"),
    path("<uuid:pulse_id>/release/", showing.release_pulse, name="pulse_release"),
    path("<uuid:pulse_id>/delete/", showing.delete, name="pulse_delete"),
    path("<uuid:pulse_id>/replies/new/", replying.new_reply, name="pulse_reply_new"),
    path("<uuid:pulse_id>/measure/", replying.make_measure, name="pulse_measure"),
    path("groups/<uuid:group_id>/slips/", inviting.show_slips, name="pulse_slips"),
    path("replies/<uuid:reply_id>/edit/", replying.edit_reply, name="pulse_reply_edit"),
    path("replies/<uuid:reply_id>/delete/", replying.delete_reply, name="pulse_reply_delete"),
    path("questions/", questions.list_questions, name="pulse_questions"),
    path("questions/new/", questions.new_question, name="pulse_question_new"),
    path("questions/<uuid:question_id>/edit/", questions.edit_question, name="pulse_question_edit"),
    path("questions/<uuid:question_id>/delete/", questions.delete_question, name="pulse_question_delete"),
    path("instruments/new/", questions.bring_in, name="instrument_new"),
    path("instruments/table/", questions.download_table, name="instrument_table"),
    path("instruments/<uuid:instrument_id>/delete/", questions.delete_instrument, name="instrument_delete"),
]
