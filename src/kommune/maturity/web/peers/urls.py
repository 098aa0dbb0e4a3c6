"""Addresses of the comparison group."""

from django.urls import path

from kommune.maturity.web.peers import group, values

urlpatterns = [
    path("", group.show_group, name="peers"),
    path("values/", values.show_values, name="peers_values"),
    path("values/release/", values.release, name="peers_release"),
    path("values/withdraw/", values.withdraw, name="peers_withdraw"),
    path("values/file/", values.bring, name="peers_bring"),
    path("values/file/drop/", values.drop, name="peers_drop"),
]
