"""Addresses of head counts; the page of one is the scope of the worker that keeps it at hand."""

from django.urls import path

from cases.movements.musters import views

OF = "movements/<slug:number>/musters/"
ONE = f"{OF}<uuid:uuid>/"

urlpatterns = [
    path("movement-codes/<uuid:uuid>/", views.movement_code, name="movement_code"),
    path(OF, views.musters, name="musters"),
    path("movements/<slug:number>/open-muster/", views.open_muster_page, name="open_muster"),
    path(f"{OF}statement/", views.muster_statement, name="muster_statement"),
    path(ONE, views.muster, name="muster"),
    path(f"{ONE}people/", views.muster_people, name="muster_people"),
    path(f"{ONE}marks/", views.muster_marks, name="muster_marks"),
    path(f"{ONE}strangers/", views.muster_strangers, name="muster_strangers"),
    path(f"{ONE}shell/", views.muster_shell, name="muster_shell"),
    path(f"{ONE}worker.js", views.muster_worker, name="muster_worker"),
    path("musters/<uuid:uuid>/<slug:verb>/", views.muster_operation_page, name="muster_operation"),
    path(
        "muster-strangers/<uuid:uuid>/<slug:verb>/",
        views.muster_stranger_operation,
        name="muster_stranger_operation",
    ),
]
