"""Addresses of the pages of claims."""

from django.urls import path, re_path

from cases.money.claims import views
from cases.money.claims.forms.fields import NUMBER

urlpatterns = [
    path("claims/", views.claims, name="claims"),
    path("claims/prepare/", views.prepare_claim, name="prepare_claim"),
    re_path(rf"^claims/(?P<number>{NUMBER})/$", views.claim, name="claim"),
    re_path(
        rf"^claims/(?P<number>{NUMBER})/file/(?P<ending>[a-z]{{3,4}})/$",
        views.claim_file,
        name="claim_file",
    ),
    re_path(
        rf"^claims/(?P<number>{NUMBER})/(?P<verb>[a-z-]+)/$",
        views.claim_act,
        name="claim_operation",
    ),
]
