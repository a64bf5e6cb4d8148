"""Addresses of the page of tokens."""

from django.urls import path

from cases.exchange import views

urlpatterns = [
    path("tokens/", views.token_list, name="token_list"),
    path("tokens/<uuid:reference>/revoke/", views.token_revoke, name="token_revoke"),
]
