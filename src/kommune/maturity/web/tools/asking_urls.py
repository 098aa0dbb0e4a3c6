"""The address of the two questions about a tool, outside the staff side."""

from django.urls import path

from kommune.maturity.web.tools.asking import answer

app_name = "tool_questions"
urlpatterns = [
    path("<str:token>/", answer, name="answer"),
]
