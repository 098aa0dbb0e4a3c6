"""Addresses of the staff front."""

from django.urls import path

from kommune.workbench.web import help_pages, history, home, journal, search

app_name = "workbench"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("search/", search.show_search, name="search"),
    path("help/", help_pages.show_contents, name="help"),
    path("help/woerter/", help_pages.show_words, name="help_words"),
    path("help/<slug:page>/", help_pages.show_page, name="help_page"),
    path("history/<slug:kind>/<uuid:object_id>/", history.show_history, name="history"),
    path("trash/", journal.show_trash, name="trash"),
    path("journal/", journal.show_journal, name="journal"),
    path("history/<slug:kind>/<uuid:object_id>/restore/<uuid:entry_id>/", history.restore, name="restore"),
    path("undo/<uuid:batch_id>/", history.undo, name="undo"),
]
