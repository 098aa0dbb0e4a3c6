"""Addresses of the strategy map."""

from django.urls import URLPattern, path

from kommune.strategy.web.map import page

urlpatterns: list[URLPattern] = [
    path("", page.show_map, name="map"),
    path("picture/", page.show_picture, name="map_picture"),
    path("find/", page.find_on_map, name="map_find"),
    path("strategy-map.svg", page.download_svg, name="map_svg"),
    path("strategy-map.png", page.download_png, name="map_png"),
]
