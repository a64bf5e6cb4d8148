"""Nobody closes a case as a duplicate by hand: records are linked, and the case closes by it."""

import json
from unittest import mock

import pytest
from django.db import transaction
from django.urls import reverse

from cases.casework.choices import TransitionKind
from cases.casework.ledger import Entry
from cases.casework.models import Transition
from cases.casework.operations import close_case, correct_transition, record_fact
from cases.casework.same.resting import OF
from cases.casework.together.ledgers import Change, write_together
from cases.core.context import eyes
from cases.core.facts import Interval, ledger_moment
from cases.core.registry import DECLARED
from tests.api.calls import JSON, caller
from tests.api.published import description
from tests.casework.linking import OPENED
from tests.factories import head, officer
from tests.refusals import refusal_of
from tests.register import a_case, fresh
from tests.statements import executed
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
NAMED = {"stage": "closed", "outcome": "duplicate"}
FACT = {"when": OPENED, "source": "mission", "reason": "-"}
CLOSING = ("close_case", "record_fact", "correct_transition")


def is_refused(found):
    assert (found.status, found.code) == (422, "duplicate_by_link")
    assert "Link the two records of this person" in str(found.message)
    return True


def test_closing_is_refused_and_says_what_to_do_instead(desk):
    case = a_case(desk)

    found = refusal_of(close_case, desk, fresh(case), outcome="duplicate")

    assert is_refused(found)
    assert [row.field for row in found.problems] == ["outcome"]
    assert fresh(case).stage == "reported"


def test_no_fact_says_it_either(desk):
    assert is_refused(refusal_of(record_fact, desk, a_case(desk), **NAMED, **FACT))


def test_no_correction_turns_a_closing_into_a_duplicate():
    with eyes(head()) as actor:
        case = a_case(actor)
        close_case(actor, fresh(case), outcome="declined")
        row = case.transitions.get(kind="close")
        said = {"transition": row, "reason": "-", "changes": {"outcome": "duplicate"}}

        assert is_refused(refusal_of(correct_transition, actor, fresh(case), **said))


def test_an_act_on_many_is_refused_and_names_the_case(desk):
    case = a_case(desk)
    moment = ledger_moment([case.citizen, case])
    entry = Entry(TransitionKind.FACT, NAMED, Interval(moment, moment))

    found = refusal_of(write_together, desk, [Change(fresh(case), [entry])], moment, "test")

    assert is_refused(found)
    assert str(found.message).startswith(case.reference)


def test_the_database_lets_only_a_link_write_it(desk, two):
    one, other = two
    with mock.patch("cases.casework.ledger.refuse_duplicate"):
        found = refusal_of(close_case, desk, fresh(one), outcome="duplicate")

    assert (found.status, found.code) == (422, "transition_duplicate_by_link")
    for named in (other, one):
        with pytest.raises(Exception, match="without a link"), transaction.atomic():
            forged(desk, one, named)


def forged(actor, case, surviving):
    """Write the closing of a link that there is not."""
    moment = ledger_moment([case.citizen, case])
    last = fresh(case).transitions.get()
    row = Transition(
        case=case,
        number=case.rows + 1,
        kind="close",
        changes=NAMED | {OF: surviving.reference},
        occurred_from=moment,
        occurred_at=moment,
        recorded_at=moment,
        source="mission",
        operation="test",
    )
    row.place_after(last.after)
    row.save(force_insert=True)
    executed("set constraints duplicate_by_link immediate")


@pytest.mark.parametrize("name", CLOSING)
def test_no_form_and_no_description_offers_it(name):
    form = DECLARED[name].form
    published = description()["components"]["schemas"]

    assert "duplicate" not in dict(form.base_fields["outcome"].choices)
    assert "duplicate" not in json.dumps(form.json_schema())
    assert "#/components/schemas/ClosingOutcome" in json.dumps(published[form.__name__])
    assert "duplicate" not in published["ClosingOutcome"]["enum"]
    assert "duplicate" in published["Outcome"]["enum"], "what is read may say so"


@pytest.mark.parametrize("address", ["/api/v1/cases/{}/close/", "/api/v1/bulk/cases/close/"])
def test_the_api_says_what_to_do_instead(address):
    with eyes(officer()) as actor:
        case = a_case(actor)
    said = {"outcome": "duplicate"}
    if "bulk" in address:
        said = {"targets": [{"reference": case.reference, "version": None}], "input": said}

    answer = caller(actor).post(
        address.format(case.reference), said, content_type=JSON, headers={"If-Match": "*"}
    )

    assert "duplicate_by_link" in answer.text, answer.text
    assert "These are one person" in answer.text
    with eyes(actor):
        assert fresh(case).stage == "reported"


def test_the_page_of_closing_leads_to_the_page_of_linking(client):
    with eyes(officer()) as actor:
        case = a_case(actor)

    page = log_in(client, actor).get(f"/cases/{case.reference}/close/")

    there = f"/citizens/{case.citizen.uuid}/link-same-person/?case={case.reference}"
    assert there in page.text
    assert "Was this person recorded twice?" in page.text
    assert 'value="duplicate"' not in page.text
    assert client.get(there).status_code == 200


def test_the_form_for_many_does_not_offer_it(client):
    with eyes(head()) as actor:
        case = a_case(actor)
    log_in(client, actor)

    page = client.post(
        reverse("admin:cases_case_changelist"),
        {"action": "close_case", "_selected_action": [case.pk]},
    )

    assert 'value="declined"' in page.text
    assert 'value="duplicate"' not in page.text
