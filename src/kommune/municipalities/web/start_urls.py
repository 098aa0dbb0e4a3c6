"""Addresses outside the staff side: start page, first visit, register, and the link of an invitation."""

from django.urls import path

from kommune.municipalities.web import place_types, start
from kommune.municipalities.web.invitation import invitation

urlpatterns = [
    path("", start.start, name="start"),
    path("start/", start.choose_town, name="start_towns"),
    path("start/town/", start.found_town, name="start_town"),
    path("start/town/<slug:slug>/", start.what_next, name="start_next"),
    path("start/places/", start.search_places, name="start_places"),
    path("start/register/", start.take_in_register, name="start_register"),
    path("start/types/", place_types.take_in_types, name="start_types"),
    path("<slug:town>/invitation/<str:token>/", invitation, name="invitation"),
]
