"""Addresses of the guided hour."""

from django.urls import path

from kommune.maturity.web.hour import listing, showing, steps

urlpatterns = [
    path("", listing.list_hours, name="hour_list"),
    path("start/", listing.start, name="hour_start"),
    path("<uuid:hour_id>/", showing.show_hour, name="hour"),
    path("<uuid:hour_id>/go-on/", listing.go_on, name="hour_go_on"),
    path("<uuid:hour_id>/finish/", showing.finish, name="hour_finish"),
    path("<uuid:hour_id>/take-back/", showing.take_back, name="hour_take_back"),
    path("<uuid:hour_id>/assumed/", showing.answer_link, name="hour_assumed"),
    path("<uuid:hour_id>/next-step/", showing.finish_step, name="hour_next_step"),
    path("<uuid:hour_id>/release/", showing.release_hour, name="hour_release"),
    path("<uuid:hour_id>/delete/", listing.delete, name="hour_delete"),
    path("<uuid:hour_id>/step/<slug:key>/", steps.show_step, name="hour_step"),
]
