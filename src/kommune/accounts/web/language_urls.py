"""Where the switch of the language leads, the same on every page."""

from django.urls import path

from kommune.accounts.web.language import set_language

urlpatterns = [path("language/", set_language, name="set_language")]
