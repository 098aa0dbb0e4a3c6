"""Addresses of the answer: what the digital strategy carries, misses and opposes."""

from django.urls import path

from kommune.strategy.web.alignment import answer, change, explain, weights, what_if

urlpatterns = [
    path("", answer.show_alignment, name="alignment"),
    path("figures/<slug:code>/", explain.explain_alignment, name="alignment_figure"),
    path("change/", change.show_change, name="alignment_change"),
    path("what-if/", what_if.show_what_if, name="alignment_what_if"),
    path("weights/", weights.list_weights, name="alignment_weights"),
    path("weights/<uuid:strategy_id>/", weights.weigh, name="alignment_weigh"),
    path("weights/<uuid:strategy_id>/reset/", weights.reset, name="alignment_weights_reset"),
]
