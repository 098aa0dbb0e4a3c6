"""Addresses of the public front."""

from django.urls import path

from kommune.portal.web import strategy_map, views

app_name = "portal"
urlpatterns = [
    path("", views.show_home, name="home"),
    path("strategies/<uuid:strategy_id>/", views.show_strategy, name="strategy"),
    path("goals/<uuid:goal_id>/", views.show_goal, name="goal"),
    path("strategy-map/", strategy_map.show_map, name="map"),
    path("measures/", views.show_measures, name="measures"),
    path("measures/<uuid:measure_id>/", views.show_measure, name="measure"),
]
