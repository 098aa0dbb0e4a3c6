"""Addresses of rating rounds of several people."""

from django.urls import URLPattern, path

from kommune.strategy.web.rounds import agreeing, inviting, preparing, showing

urlpatterns: list[URLPattern] = [
    path("", preparing.list_rounds, name="rounds"),
    path("new/", preparing.new_round, name="round_new"),
    path("<uuid:round_id>/", showing.show_round, name="round"),
    path("<uuid:round_id>/edit/", preparing.edit_round, name="round_edit"),
    path("<uuid:round_id>/pairs/", preparing.edit_pairs, name="round_pairs"),
    path("<uuid:round_id>/pairs/remove/", preparing.remove_pairs, name="round_pairs_remove"),
    path("<uuid:round_id>/invite/", inviting.invite, name="round_invite"),
    path("<uuid:round_id>/room/", inviting.show_room, name="round_room"),
    path("<uuid:round_id>/open/", showing.open_round, name="round_open"),
    path("<uuid:round_id>/close/", showing.close, name="round_close"),
    path("<uuid:round_id>/take-over/", showing.take_over, name="round_take_over"),
    path("<uuid:round_id>/export/", showing.export, name="round_export"),
    path("<uuid:round_id>/release/", showing.release_round, name="round_release"),
    path("<uuid:round_id>/delete/", showing.delete, name="round_delete"),
    path("pairs/<uuid:pair_id>/", agreeing.show_pair, name="round_pair"),
    path("raters/<uuid:rater_id>/link/", inviting.renew_link, name="rater_link"),
    path("raters/<uuid:rater_id>/withdraw/", inviting.withdraw, name="rater_withdraw"),
]
