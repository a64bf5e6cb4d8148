"""Addresses of the catalogue and the playbooks."""

from django.urls import path, re_path

from cases.procedures import views

VERSION = r"[a-z0-9-]+\.[0-9]{1,5}"

urlpatterns = [
    path("playbooks/", views.playbook_list, name="playbook_list"),
    path("playbooks/draft/", views.playbook_draft, name="playbook_draft"),
    re_path(
        rf"^playbooks/(?P<reference>{VERSION})/$", views.playbook_detail, name="playbook_detail"
    ),
    re_path(
        rf"^playbooks/(?P<reference>{VERSION})/compare/(?P<other>{VERSION})/$",
        views.playbook_compare,
        name="playbook_compare",
    ),
    re_path(
        rf"^playbooks/(?P<reference>{VERSION})/(?P<verb>[a-z-]+)/$",
        views.playbook_operation_page,
        name="playbook_operation",
    ),
    path("procedures/", views.procedure_list, name="procedure_list"),
    path("legal-bases/", views.legal_basis_list, name="legal_basis_list"),
    path("legal-bases/put/", views.legal_basis_put, name="legal_basis_put"),
    re_path(r"^(?P<resource>procedures|limits)/put/$", views.procedures_put, name="procedures_put"),
]
