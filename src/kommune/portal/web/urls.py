"""Addresses of the public front."""

from django.urls import path

from kommune.portal.web import views

app_name = "portal"
urlpatterns = [
    path("", views.show_home, name="home"),
    path("strategies/<uuid:strategy_id>/", views.show_strategy, name="strategy"),
    path("goals/<uuid:goal_id>/", views.show_goal, name="goal"),
    path("measures/", views.show_measures, name="measures"),
    path("measures/<uuid:measure_id>/", views.show_measure, name="measure"),
]
