"""Addresses of the public front."""

from django.urls import path

from kommune.portal.web import views

app_name = "portal"
urlpatterns = [
    path("", views.show_home, name="home"),
    path("strategies/<uuid:strategy_id>/", views.show_strategy, name="strategy"),
    path("measures/<uuid:measure_id>/", views.show_measure, name="measure"),
]
