"""The address of raters' sheets, outside the staff side."""

from django.urls import path

from kommune.strategy.web.rounds.rating import rate

app_name = "rate"
urlpatterns = [
    path("<str:token>/", rate, name="sheet"),
]
