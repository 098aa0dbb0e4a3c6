"""The address of sheets of the self-assessment, outside the staff side."""

from django.urls import path

from kommune.maturity.web.assessments.answering import answer_sheet

app_name = "assess"
urlpatterns = [
    path("<str:token>/", answer_sheet, name="sheet"),
]
