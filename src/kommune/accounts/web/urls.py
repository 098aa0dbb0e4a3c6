"""Addresses of the own account."""

from django.urls import path

from kommune.accounts.web import views

app_name = "accounts"
urlpatterns = [
    path("start/account/", views.first_account, name="first"),
    path("accounts/me/", views.me, name="me"),
    path("accounts/me/data.json", views.data_json, name="data_json"),
    path("accounts/me/data.xlsx", views.data_xlsx, name="data_xlsx"),
    path("accounts/me/delete/", views.delete_me, name="delete"),
]
