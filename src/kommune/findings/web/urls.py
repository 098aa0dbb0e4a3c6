"""Addresses of the findings register."""

from django.urls import path

from kommune.findings.web import views

app_name = "findings"
urlpatterns = [
    path("", views.list_findings, name="list"),
    path("look/", views.look_again, name="look"),
    path("<uuid:finding_id>/", views.show_finding, name="show"),
    path("<uuid:finding_id>/assign/", views.assign, name="assign"),
    path("<uuid:finding_id>/dismiss/", views.dismiss, name="dismiss"),
    path("<uuid:finding_id>/reopen/", views.reopen, name="reopen"),
    path("<uuid:finding_id>/release/", views.release, name="release"),
    path("<uuid:finding_id>/do/<slug:key>/", views.answer, name="handle"),
]
