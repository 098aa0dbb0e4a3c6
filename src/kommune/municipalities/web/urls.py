"""Addresses of a town's administration."""

from django.urls import path

from kommune.municipalities.web import people, settings, tokens, units

app_name = "town"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite_person, name="invite"),
    path("people/<uuid:membership_id>/", people.person, name="person"),
    path("people/<uuid:membership_id>/password/", people.password_link, name="password_link"),
    path("people/<uuid:membership_id>/remove/", people.remove, name="remove_person"),
    path("invitations/<uuid:invitation_id>/revoke/", people.revoke, name="revoke"),
    path("units/", units.show_units, name="units"),
    path("units/new/", units.add_unit, name="new_unit"),
    path("units/upload/", units.upload_units, name="upload_units"),
    path("units/<uuid:unit_id>/", units.unit, name="unit"),
    path("units/<uuid:unit_id>/remove/", units.remove, name="remove_unit"),
    path("settings/", settings.town_settings, name="settings"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/new/", tokens.new_token, name="new_token"),
    path("tokens/<uuid:token_id>/revoke/", tokens.revoke, name="revoke_token"),
    path("rights/", settings.rights, name="rights"),
    path("ladder/", settings.ladder, name="ladder"),
]
