"""Addresses of the money of a movement; they lie below it, before its acts."""

from django.urls import path

from cases.movements.costs import views

OF = "movements/<slug:number>"

urlpatterns = [
    path(f"{OF}/money/", views.movement_money, name="movement_money"),
    path(f"{OF}/money/<slug:ending>/", views.movement_money_sheet, name="movement_money_sheet"),
    path(f"{OF}/claim/", views.claim_of_movement, name="claim_of_movement"),
]
