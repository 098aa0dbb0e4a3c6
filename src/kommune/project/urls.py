"""All addresses: global ones first, then those of a town."""

from django.urls import URLPattern, URLResolver, include, path

from kommune.project.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kommune.municipalities.web.start_urls")),
    path("", include("kommune.accounts.web.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/", include("kommune.api.urls")),
    path("health/", health, name="health"),
    path("", include("kommune.accounts.web.language_urls")),
    path("<slug:town>/work/strategy/", include("kommune.strategy.web.urls")),
    path("<slug:town>/work/maturity/", include("kommune.maturity.web.urls")),
    path("<slug:town>/work/findings/", include("kommune.findings.web.urls")),
    path("<slug:town>/work/files/", include("kommune.files.web.urls")),
    path("<slug:town>/work/imports/", include("kommune.imports.web.urls")),
    path("<slug:town>/work/jobs/", include("kommune.jobs.web.urls")),
    path("<slug:town>/work/town/", include("kommune.municipalities.web.urls")),
    path("<slug:town>/work/reporting/", include("kommune.reporting.web.urls")),
    path("<slug:town>/work/", include("kommune.workbench.web.urls")),
    path("<slug:town>/rate/", include("kommune.strategy.web.rounds.rating_urls")),
    path("<slug:town>/assess/", include("kommune.maturity.web.assessments.answering_urls")),
    path("<slug:town>/pulse/", include("kommune.maturity.web.pulses.answering_urls")),
    path("<slug:town>/tool-questions/", include("kommune.maturity.web.tools.asking_urls")),
    path("<slug:town>/", include("kommune.portal.web.urls")),
]
