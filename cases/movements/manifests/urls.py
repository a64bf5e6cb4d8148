"""Addresses of the files of frozen lists."""

from django.urls import path

from cases.movements.manifests import views

OF = "movements/<slug:number>/manifests/<int:version>/files/"

urlpatterns = [
    path(OF, views.manifest_files, name="manifest_files"),
    path(f"{OF}<str:name>", views.manifest_file, name="manifest_file"),
]
