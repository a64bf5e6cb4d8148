"""Index of the addresses of the API, by feature; all of them lie below `/api/`."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from cases.casework.api_closing import CloseCaseView
from cases.casework.api_redating import RedateStepView
from cases.configuration.api import BringSetView
from cases.core.addresses import UNKNOWN
from cases.core.api_acts import OperationView, operation_urls
from cases.core.api_bulk import bulk_urls
from cases.exchange import api
from cases.exchange.views_docs import docs
from cases.files.api import AttachFileView
from cases.intake.api_registering import RegisterView
from cases.intake.lists.api import ReceiveListView
from cases.letters.api import IssueLettersView, SendLettersView

OWN_VIEWS: dict[str, type[OperationView]] = {
    "attach_file": AttachFileView,
    "close_case": CloseCaseView,
    "create_token": api.CreateTokenView,
    "issue_service_token": api.CreateTokenView,
    "redate_step": RedateStepView,
    "register_and_open": RegisterView,
    "receive_list": ReceiveListView,
    "receive_answers": ReceiveListView,
    "accept_answers": AttachFileView,
    "issue_letters": IssueLettersView,
    "send_letter": AttachFileView,
    "send_letters": SendLettersView,
    "bring_set": BringSetView,
}
"""Operations that take or answer more than the common view does."""
version_1: list[URLPattern | URLResolver] = [
    path("", api.RootView.as_view(), name="api_root"),
    *operation_urls(OWN_VIEWS),
    *bulk_urls(),
    path("", include("cases.casework.api_urls")),
    path("", include("cases.casework.protection.api_urls")),
    path("", include("cases.casework.groups.api_urls")),
    path("", include("cases.casework.follow_up.api_urls")),
    path("", include("cases.casework.recounts.api_urls")),
    path("", include("cases.letters.api_urls")),
    path("", include("cases.citizens.api_urls")),
    path("", include("cases.crossings.api_urls")),
    path("", include("cases.incidents.api_urls")),
    path("", include("cases.procedures.api_urls")),
    path("", include("cases.intake.api_urls")),
    path("", include("cases.intake.lists.api_urls")),
    path("", include("cases.files.api_urls")),
    path("", include("cases.money.api_urls")),
    path("", include("cases.money.claims.api_urls")),
    path("", include("cases.movements.costs.api_urls")),
    path("", include("cases.movements.musters.api_urls")),
    path("", include("cases.movements.handover.api_urls")),
    path("", include("cases.movements.api_urls")),
    path("", include("cases.reports.api_urls")),
    path("", include("cases.intake.reconciliation.api_urls")),
    path("", include("cases.overview.api_urls")),
    path("", include("cases.publishing.api_urls")),
    path("", include("cases.briefings.api_urls")),
    path("", include("cases.exports.api_urls")),
    path("", include("cases.missions.api_urls")),
    path("", include("cases.notices.api_urls")),
    path("", include("cases.places.api_urls")),
    path("", include("cases.exchange.api_urls")),
    path("", include("cases.privacy.api_urls")),
    path("", include("cases.record.api_urls")),
    path("", include("cases.accounts.api_urls")),
    path("", include("cases.accounts.administrators.api_urls")),
    path("", include("cases.retention.api_urls")),
    path("", include("cases.configuration.api_urls")),
]

urlpatterns = [
    path("v1/", include(version_1)),
    path("schema/", api.SchemaView.as_view(), name="api_schema"),
    path("docs/", docs, name="api_docs"),
    re_path(r"", api.UnknownAddress.as_view(), name=UNKNOWN),
]
