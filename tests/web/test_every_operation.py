"""Operations have a page for their records, work from it, and act once."""

import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.core.models import AuditEntry
from tests.factories import head
from tests.prepared import of_each
from tests.representatives import of_representatives
from tests.web.posting import as_posted, as_shown
from tests.web.session import log_in
from tests.world import REFERENCE, SEEN_BY_ALL, every_operation, key_of
from tests.world_actors import entitled

pytestmark = pytest.mark.django_db
WHOEVER = entitled
"""Roles stay as they are: whoever may do it does it."""

PAGES = {
    "attachments": "attachment_operation",
    "cases": "case_operation",
    "citizens": "citizen_operation",
    "claims": "claim_operation",
    "cost-lines": "cost_line_operation",
    "deposits": "deposit_operation",
    "handovers": "handover_operation",
    "directives": "directive_operation",
    "configuration-loads": "configuration_load_operation",
    "exports": "export_operation",
    "exchange-rates": "exchange_rate_operation",
    "letters": "letter_operation",
    "list-rows": "list_row_operation",
    "lists": "list_operation",
    "missions": "mission_operation",
    "musters": "muster_operation",
    "muster-strangers": "muster_stranger_operation",
    "movements": "movement_operation",
    "pile-entries": "pile_entry_operation",
    "playbooks": "playbook_operation",
    "position-lines": "position_operation",
    "received-reports": "received_report_operation",
    "recounts": "recount_operation",
    "rights-requests": "rights_request_operation",
    "repayments": "repayment_operation",
    "saved-views": "saved_view_operation",
    "shares": "share_operation",
    "snapshots": "snapshot_operation",
    "briefings": "briefing_operation",
    "transfers": "transfer_operation",
    "undertakings": "undertaking_operation",
    "unsealings": "unsealing_operation",
}
OPERATIONS = [row for row in every_operation() if row.resource in PAGES and not row.is_creation]
SOME = of_representatives(OPERATIONS)
HIDDEN = of_representatives(row for row in OPERATIONS if row.resource not in REFERENCE)
OF_EACH_PAGE = of_each({row.resource: row for row in OPERATIONS}.values())


def address_of(declared, target):
    return reverse(PAGES[declared.resource], args=[key_of(declared, target), declared.verb])


@SOME
def test_shows_its_form_and_acts_once(declared, prepared):
    target, json, client = prepared.target, prepared.body, prepared.caller()
    address = address_of(declared, target)
    picked = {key: value for key, value in json.items() if key in declared.form.fixed}

    shown = client.get(address, picked)
    typed = as_shown(shown.context["form"]) | as_posted(declared, json)
    posted = typed | {"_version": str(getattr(target, "version", "")), "_key": "one"}
    first = client.post(address, posted)
    second = client.post(address, posted)

    assert shown.status_code == 200
    assert str(declared.form.title) in shown.text
    assert (first.status_code, second.status_code) == (302, 302), first.text[-3000:]
    with eyes(prepared.actor):
        done = AuditEntry.objects.filter(
            operation=declared.name, outcome="done", staff=prepared.actor.staff_id
        )
        assert done.count() == 1


@HIDDEN
def test_is_not_for_another_mission(client, declared, prepared):
    log_in(client, head(yangon=True))

    status = 403 if declared.resource in SEEN_BY_ALL else 404
    assert client.get(address_of(declared, prepared.target)).status_code == status


@OF_EACH_PAGE
def test_asks_whoever_is_not_logged_in_to_log_in(client, declared, prepared):
    response = client.post(address_of(declared, prepared.target), {})

    assert response.status_code == 401
    assert 'name="password"' in response.text
