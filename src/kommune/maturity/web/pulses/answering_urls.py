"""Addresses of the pages behind a slip, outside the staff side."""

from django.urls import path

from kommune.maturity.web.pulses.answering import answer, ask_code, show_sheet

app_name = "pulse"
urlpatterns = [
    path("", ask_code, name="code"),
    path("<str:code>/", answer, name="sheet"),
    path("<str:code>/sheet/", show_sheet, name="explained"),
]
