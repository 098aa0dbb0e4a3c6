"""Addresses of papers."""

from django.urls import path

from kommune.reporting.web import drafts, duties, pulse_sheets, template_pages, views

app_name = "reporting"
urlpatterns = [
    path("", views.list_papers, name="list"),
    path("new/", views.new_paper, name="new"),
    path("draft/<slug:kind>/<uuid:subject_id>/", drafts.new_draft, name="draft_new"),
    path("draft/<slug:kind>/<uuid:subject_id>/draft.docx", drafts.draft_docx, name="draft_docx"),
    path("survey/<uuid:pulse_id>/sheet.docx", pulse_sheets.pulse_sheet, name="pulse_sheet"),
    path("template/", template_pages.town_template_page, name="template"),
    path("template/ours/", template_pages.our_template, name="our_template"),
    path("template/remove/", template_pages.drop_template, name="template_remove"),
    path("before-day-one/", duties.duty_papers, name="duties"),
    path("before-day-one/all.zip", duties.all_duty_papers, name="duties_all"),
    path("before-day-one/<slug:key>.docx", duties.duty_paper, name="duty"),
    path("<uuid:paper_id>/", views.show_paper, name="show"),
    path("<uuid:paper_id>/paper.<slug:kind>", views.download, name="download"),
    path("<uuid:paper_id>/release/", views.release_paper, name="release"),
    path("<uuid:paper_id>/delete/", views.delete, name="delete"),
]
