"""Addresses of imports."""

from django.urls import path

from kommune.imports.web import mapping, preview, views

app_name = "imports"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("downloads/<str:wing>/<str:key>/", views.download, name="download"),
    path("<uuid:session_id>/", views.show, name="show"),
    path("<uuid:session_id>/sheets/", mapping.sheets, name="sheets"),
    path("<uuid:session_id>/columns/<int:place>/", mapping.columns, name="columns"),
    path("<uuid:session_id>/preview/", preview.preview, name="preview"),
    path("<uuid:session_id>/answer/", preview.answer, name="answer"),
    path("<uuid:session_id>/commit/", preview.commit, name="commit"),
    path("<uuid:session_id>/undo/", views.undo, name="undo"),
    path("<uuid:session_id>/discard/", views.discard, name="discard"),
]
