"""Addresses of the pages of tokens."""

from django.urls import path

from cases.exchange import views

urlpatterns = [
    path("tokens/", views.token_list, name="token_list"),
    path("tokens/issue-service/", views.token_issue, name="token_issue"),
    path("tokens/<uuid:reference>/revoke/", views.token_revoke, name="token_revoke"),
]
