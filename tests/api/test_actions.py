"""Every record says what can be done on it, and what it offers is not refused at once."""

import pytest
from django.db import transaction

from cases.core.addresses import address_of, record_views
from cases.core.links import ACTIONS
from cases.core.registry import DECLARED
from tests.api.calls import JSON, call
from tests.prepared import EVERYTHING, of_each
from tests.sweeps import of_some
from tests.world import STATES, TARGETS, every_operation, key_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


BY_INPUT = {
    *("ask_step: asked_already", "record_answer: not_asked", "reopen_step: unsettled"),
    *("redate_step: not_asked", "redate_step: no_end"),
    *("depart_leg: leg_departed", "arrive_leg: leg_arrived", "arrive_leg: leg_not_departed"),
    *("pass_report: lies_there_already", "flag_vulnerability: flag_stands"),
    *("answer_claim: claim_paid", "record_listed_stay: no_case", "open_sealed: unsealed_already"),
    "withdraw_list: list_used",
    *("refuse_step: step_settled", "complete_step: step_settled", "waive_step: step_settled"),
}
"""Told by the act alone: which step, leg, mission, group or flag is meant; or read by it alone."""
BESIDE = {"issue_letter"}
"""Which letter is meant."""

READING = {"configuration.read", "retention.read"}
"""Rights that no act needs, and without which its record is not read."""
WITHOUT_RECORD = {
    "sessions": "A session has no address of its own: it is ended by the name its list gives it.",
}
"""Kinds of record that tell no acts though there are some, each with its reason."""


def test_every_record_on_which_something_can_be_done_tells_it():
    acted_on = {row.resource for row in every_operation() if row.is_on_record}
    telling = {name for name, view in record_views().items() if ACTIONS in view.shown().fields}

    assert acted_on - telling == set(WITHOUT_RECORD)


def by_state():
    """Return one operation for each state that the world knows, of each kind of record always."""
    found = {}
    for row in every_operation():
        if not row.is_creation and row.resource in record_views():
            state = STATES.get(row.name) or TARGETS[row.resource]
            found.setdefault((row.resource, state), row)
    rows = list(found.values())
    return of_some(rows, {row.resource: row for row in rows}.values())


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
    rights["now"] = EVERYTHING | READING
    client = prepared.caller()
    own, before = offered(prepared, client, declared)
    refused = [refused_for_state(client, row) for row in before]
    call(client, declared, prepared.target, prepared.body)
    _own, after = offered(prepared, client, declared)
    refused += [refused_for_state(client, row) for row in after]

    assert own == [True], "what can be done is offered"
    assert {said for said in refused if said and said.split(":")[0] not in BESIDE} <= BY_INPUT
