"""Index of the addresses, by feature."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("cases.api_urls")),
    path("admin/", admin.site.urls),
    path("", include("cases.missions.urls")),
    path("", include("cases.notices.urls")),
    path("", include("cases.overview.urls")),
    path("", include("cases.intake.urls")),
    path("", include("cases.intake.reconciliation.urls")),
    path("", include("cases.intake.lists.urls")),
    path("", include("cases.reports.urls")),
    path("", include("cases.privacy.urls")),
    path("", include("cases.record.urls")),
    path("", include("cases.retention.urls")),
    path("", include("cases.casework.protection.urls")),
    path("", include("cases.casework.groups.urls")),
    path("", include("cases.casework.follow_up.urls")),
    path("", include("cases.letters.urls")),
    path("", include("cases.files.urls")),
    path("", include("cases.money.urls")),
    path("", include("cases.money.claims.urls")),
    path("", include("cases.movements.costs.urls")),
    path("", include("cases.movements.musters.urls")),
    path("", include("cases.movements.manifests.urls")),
    path("", include("cases.movements.urls")),
    path("", include("cases.movements.handover.urls")),
    path("", include("cases.casework.urls")),
    path("", include("cases.procedures.urls")),
    path("", include("cases.incidents.urls")),
    path("", include("cases.publishing.urls")),
    path("", include("cases.briefings.urls")),
    path("", include("cases.exports.urls")),
    path("", include("cases.exchange.urls")),
    path("", include("cases.accounts.urls")),
]
