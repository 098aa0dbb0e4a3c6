"""Addresses of papers."""

from django.urls import path

from kommune.reporting.web import views

app_name = "reporting"
urlpatterns = [
    path("", views.list_papers, name="list"),
    path("new/", views.new_paper, name="new"),
    path("template/", views.town_template_page, name="template"),
    path("template/ours/", views.our_template, name="our_template"),
    path("template/remove/", views.drop_template, name="template_remove"),
    path("before-day-one/", views.duty_papers, name="duties"),
    path("before-day-one/<slug:key>.docx", views.duty_paper, name="duty"),
    path("<uuid:paper_id>/", views.show_paper, name="show"),
    path("<uuid:paper_id>/paper.<slug:kind>", views.download, name="download"),
    path("<uuid:paper_id>/release/", views.release_paper, name="release"),
    path("<uuid:paper_id>/delete/", views.delete, name="delete"),
]
