"""Addresses of comparisons."""

from django.urls import path

from cases.intake.reconciliation import views

urlpatterns = [
    path("reconciliations/", views.reconciliation_index, name="reconciliation_index"),
    path("lists/<uuid:uuid>/reconcile/", views.reconciliation_start, name="reconciliation_start"),
    path("reconciliations/<uuid:uuid>/", views.reconciliation_detail, name="reconciliation_detail"),
    path(
        "reconciliations/<uuid:uuid>/print/",
        views.reconciliation_print,
        name="reconciliation_print",
    ),
    path(
        "reconciliations/<uuid:uuid>/sheet/",
        views.reconciliation_sheet,
        name="reconciliation_sheet",
    ),
    path("reconciliations/<uuid:uuid>/act/", views.reconciliation_act, name="reconciliation_act"),
    path(
        "pile-entries/<uuid:uuid>/<slug:verb>/",
        views.pile_entry_operation,
        name="pile_entry_operation",
    ),
]
