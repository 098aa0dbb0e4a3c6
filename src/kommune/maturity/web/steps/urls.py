"""Addresses of first steps."""

from django.urls import path

from kommune.maturity.web.steps import answering, deciding, listing

urlpatterns = [
    path("", listing.list_steps, name="steps"),
    path("answers/", answering.answer, name="steps_answers"),
    path("<slug:key>/", listing.show_step, name="steps_step"),
    path("<slug:key>/take/", deciding.take, name="steps_take"),
    path("<slug:key>/link/", deciding.link, name="steps_link"),
    path("<slug:key>/aside/", deciding.aside, name="steps_aside"),
    path("<slug:key>/again/", deciding.again, name="steps_again"),
    path("<slug:key>/share/", deciding.share, name="steps_share"),
]
