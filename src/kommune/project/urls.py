"""All addresses: global ones first, then those of a town."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kommune.municipalities.web.start_urls")),
    path("", include("kommune.accounts.web.urls")),
    path("accounts/", include("allauth.urls")),
    path("language/", set_language, name="set_language"),
]
