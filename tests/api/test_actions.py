"""What a record offers is not refused at once for the state it is in."""

import pytest
from django.db import transaction

from cases.core.addresses import address_of, record_views
from cases.core.registry import DECLARED
from tests.api.calls import JSON, call
from tests.prepared import of_each
from tests.world import STATES, TARGETS, every_operation, key_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


BY_INPUT = {
    *("ask_step: asked_already", "record_answer: not_asked", "reopen_step: unsettled"),
    *("depart_leg: leg_departed", "arrive_leg: leg_arrived", "arrive_leg: leg_not_departed"),
    *("pass_report: lies_there_already", "flag_vulnerability: flag_stands"),
    *("withdraw_consent: no_consent", "end_safe_contact: no_rules"),
    *("answer_claim: claim_paid", "withdraw_claim: claim_paid"),
    *("record_listed_stay: no_case", "void_deposit: deposit_drawn"),
    *("refuse_step: step_settled", "complete_step: step_settled", "waive_step: step_settled"),
    *("void_undertaking: undertaking_drawn", "end_keep_apart: ended_already"),
    "open_sealed: unsealed_already",
    *("withdraw_arrival: not_received_here", "register_stranger: stranger_settled"),
}
"""Told by the act alone: which step, leg, mission or flag is meant, or a row beside the record."""
BESIDE = {
    *("place_legal_hold", "lift_legal_hold", "ask_anonymisation", "decline_anonymisation"),
    *("anonymise_citizen", "issue_letter"),
}
"""Asked of rows beside the record: which letter is meant; for a person six queries more."""


def by_state():
    """Return one operation for each state that the world knows, of what has an address."""
    found = {}
    for row in every_operation():
        if not row.is_creation and row.resource in record_views():
            state = STATES.get(row.name) or TARGETS[row.resource]
            found.setdefault((row.resource, state), row)
    return sorted(found.values(), key=lambda row: row.name)


def offered(prepared, client, declared):
    """Return whether the act at hand is possible now, and all acts that are, as the record says."""
    there = address_of(declared.resource, key_of(declared, prepared.target))
    answer = client.get(there)
    actions = answer.json().get("actions", []) if answer.status_code == 200 else []
    own = [row["is_possible"] for row in actions if row["name"] == declared.name]
    return own, [row for row in actions if row["is_possible"]]


def refused_for_state(client, offer):
    """Return why an act that is offered is refused in this state, None where it is not."""
    body = DECLARED[offer["name"]].form.example
    with transaction.atomic():
        answer = client.post(offer["url"], body, content_type=JSON, headers={"If-Match": "*"})
        transaction.set_rollback(True)
    return f"{offer['name']}: {answer.json()['code']}" if answer.status_code == 409 else None


@of_each(by_state())
def test_no_act_that_is_offered_is_refused_for_the_state(declared, rights, prepared):
    client = prepared.caller()
    own, before = offered(prepared, client, declared)
    refused = [refused_for_state(client, row) for row in before]
    call(client, declared, prepared.target, prepared.body)
    _own, after = offered(prepared, client, declared)
    refused += [refused_for_state(client, row) for row in after]

    assert False not in own, "what can be done is offered"
    assert {said for said in refused if said and said.split(":")[0] not in BESIDE} <= BY_INPUT
