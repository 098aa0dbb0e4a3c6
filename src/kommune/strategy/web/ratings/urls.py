"""Addresses of rating pairs: quick pass, matrix, one by one."""

from django.urls import URLPattern, path

from kommune.strategy.web.ratings import matrix, overview, pair, quick, saving

urlpatterns: list[URLPattern] = [
    path("", overview.show_ratings, name="ratings"),
    path("texts/", overview.read_texts_again, name="read_texts"),
    path("quick/", quick.quick_pass, name="quick_pass"),
    path("quick/<slug:pairing>/<uuid:source_id>/<int:card>/", quick.quick_card, name="quick_card"),
    path("matrix/<slug:pairing>/", matrix.show_matrix, name="matrix"),
    path("matrix/<slug:pairing>/paper/", matrix.show_paper, name="matrix_paper"),
    path("matrix/<slug:pairing>/cell/", saving.rate_cell, name="rate_cell"),
    path("matrix/<slug:pairing>/<uuid:source_id>/", matrix.show_row, name="matrix_row"),
    path("pair/<slug:pairing>/<uuid:source_id>/<uuid:goal_id>/", pair.rate_pair, name="rate_pair"),
]
