"""Addresses of cases and of operations on their people."""

from django.urls import path, re_path

from cases.casework import views, views_between, views_same, views_unsealings

REFERENCE = r"(?P<reference>[A-Z]{3}-[0-9]{4}-[0-9]{5,12})"

urlpatterns = [
    re_path(rf"^cases/{REFERENCE}/$", views.case_detail, name="case_detail"),
    re_path(rf"^cases/{REFERENCE}/history/$", views.case_history, name="case_history"),
    re_path(rf"^cases/{REFERENCE}/print/$", views.case_print, name="case_print"),
    re_path(
        rf"^cases/{REFERENCE}/counted/(?P<step>[a-z0-9-]+)/$",
        views.case_counted,
        name="case_counted",
    ),
    re_path(
        rf"^cases/{REFERENCE}/(?P<verb>[a-z-]+)/$",
        views.case_operation_page,
        name="case_operation",
    ),
    path("citizens/<uuid:uuid>/history/", views.citizen_history, name="citizen_history"),
    path(
        "citizens/<uuid:uuid>/<slug:verb>/",
        views.citizen_operation_page,
        name="citizen_operation",
    ),
    path("transfers/", views_between.transfer_list, name="transfer_list"),
    path("transfers/<uuid:reference>/", views_between.transfer_detail, name="transfer_detail"),
    path(
        "transfers/<uuid:reference>/<slug:verb>/",
        views_between.transfer_operation_page,
        name="transfer_operation",
    ),
    path("shared/", views_between.shared_list, name="shared_list"),
    path(
        "shares/<uuid:reference>/<slug:verb>/",
        views_between.share_operation_page,
        name="share_operation",
    ),
    path("same-person/", views_same.same_person_list, name="same_person_list"),
    path(
        "same-person/<uuid:reference>/<slug:verb>/",
        views_same.same_person_operation_page,
        name="same_person_operation",
    ),
    path("unsealings/", views_unsealings.unsealings, name="unsealing_list"),
    path(
        "unsealings/<uuid:reference>/<slug:verb>/",
        views_unsealings.unsealing_operation_page,
        name="unsealing_operation",
    ),
]
