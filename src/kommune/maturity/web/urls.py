"""Addresses of the wing of place and people."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "maturity"
urlpatterns: list[URLPattern | URLResolver] = [
    path("pulses/", include("kommune.maturity.web.pulses.urls")),
    path("peers/", include("kommune.maturity.web.peers.urls")),
    path("first-steps/", include("kommune.maturity.web.steps.urls")),
    path("assessments/", include("kommune.maturity.web.assessments.urls")),
    path("tools/", include("kommune.maturity.web.tools.urls")),
    path("hour/", include("kommune.maturity.web.hour.urls")),
    path("cycle/", include("kommune.maturity.web.cycle.urls")),
]
