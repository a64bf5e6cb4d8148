"""What stays open is said before a case is closed, on record with it, and after it."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from cases.casework.follow_up.operations import drop_welfare_check
from cases.casework.models import Case
from cases.casework.operations import close_case, log_contact, offer_transfer, share_case
from cases.casework.stays_open import NEVER, kinds_known, what_stays_open
from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.models import AuditEntry
from cases.core.roles import FILE
from cases.missions.models import Mission
from tests.factories import MissionFactory, PostingFactory
from tests.register import a_case, fresh
from tests.web.session import logged_in
from tests.world_follow_up import OPENED
from tests.world_protection import a_group
from tests.world_steps import case_with_question

pytestmark = pytest.mark.django_db
WAITS = {"state", "status", "ended_at", "until", "due_at", "replied_at", "answered_at", "left_at"}
WAITS |= {
    "undone_at",
    "next_at",
    "withdrawn_at",
    "told_at",
    "revoked_at",
    "decided_at",
    "released_at",
}
PLAIN = {
    *("Case", "Citizen", "Name", "ContactPoint", "IdentityDocument", "Relative"),
    *("Note", "SealedNote", "AttachedFile"),
}
"""Rows that carry no work, though one of them may be withdrawn."""


def models_of_people():
    for model in apps.get_app_config("cases").get_models():
        related = {field.related_model for field in model._meta.concrete_fields}
        if related & {Case, Citizen}:
            yield model


def test_every_model_that_can_wait_is_read_or_stands_with_a_reason(worker):
    read = {kind.read(worker, 0, 0).model.__name__ for kind in kinds_known().values()}
    can_wait = {
        model.__name__
        for model in models_of_people()
        if WAITS & {field.name for field in model._meta.concrete_fields}
    }

    assert can_wait - read - set(NEVER) - PLAIN == set()
    assert not read & set(NEVER)


def test_what_is_said_before_closing_names_each_kind(worker):
    case = a_case(worker, reported=OPENED)
    log_contact(
        worker,
        fresh(case),
        talked_with="citizen",
        channel="phone",
        outcome="no_answer",
        next_attempt=When.at(timezone.now() + timedelta(days=2)),
    )
    share_case(
        worker, fresh(case), mission=MissionFactory(yangon=True), days=5, reason="The border."
    )
    offer_transfer(worker, fresh(case), mission=MissionFactory(yangon=True), summary="x")

    found = what_stays_open(worker, fresh(case))

    assert {"next_attempt", "shares", "transfers", "checks_to_come"} <= set(found)
    assert len(found["checks_to_come"]) == 2


def test_a_step_that_was_asked_stays_open_after_closing_and_one_to_do_does_not(worker):
    case, _more = case_with_question(worker)
    assert {"steps", "inquiries"} <= set(what_stays_open(worker, fresh(case)))

    close_case(worker, fresh(case), outcome="declined")

    after = what_stays_open(worker, fresh(case))
    assert "inquiries" in after
    assert "steps" not in after


def test_fellow_travellers_who_are_abroad_are_named(worker):
    one, other = a_case(worker, reported=OPENED), a_case(worker, reported=OPENED)
    a_group(worker, one=one, other=other)

    found = what_stays_open(worker, fresh(one))

    assert [other.reference in line.text for line in found["group_members"]] == [True]


def test_the_page_that_closes_lists_it_before_the_act(worker):
    case = a_case(worker, reported=OPENED)

    text = logged_in(worker).get(f"/cases/{case.reference}/close/").content.decode()

    assert "What stays open" in text
    assert "If the person came home: welfare check, 30 days after the return" in text


def test_before_closing_it_says_the_checks_from_the_return_as_it_is_stated(worker):
    """Home on 10 November 2025: 30 and 90 days after that, whatever day it is today."""
    case = a_case(worker, reported=OPENED)
    said = {"outcome": "own_means", "country": "VN", "source": "relative"}
    sent = {**said, "when_day": "2025-11-10", "_preview": "1", "_version": case.version}

    text = logged_in(worker).post(f"/cases/{case.reference}/close/", sent).content.decode()
    asked = {**said, "when": "2025-11-10"}
    told = logged_in(worker).get(f"/api/v1/cases/{case.reference}/close/", asked).json()

    for day in ("10 Dec 2025", "8 Feb 2026"):
        assert f"due on {day}" in text
        assert any(f"due on {day}" in line for line in told["consequences"])
    assert text.count("due on") == 2
    with eyes(worker):
        assert fresh(case).stage == "reported"


def test_the_page_of_a_closed_case_shows_it_as_long_as_there_is_something(worker, closed):
    address = f"/cases/{closed.reference}/"

    before = logged_in(worker).get(address).content.decode()
    with eyes(worker):
        for check in closed.welfare_checks.all():
            drop_welfare_check(worker, fresh(check), reason="other_body")
    after = logged_in(worker).get(address).content.decode()

    assert "Stays open after closing" in before
    assert "Stays open after closing" not in after


def test_the_entry_of_closing_names_codes_and_counts(worker):
    closed = close_case(worker, a_case(worker, reported=OPENED), outcome="own_means")

    entry = AuditEntry.objects.get(operation="close_case", case_id=closed.pk)
    assert "stays_open.welfare_checks=2" in entry.fields


def test_the_api_tells_it_before_with_and_after_the_act(worker):
    case = a_case(worker, reported=OPENED)
    client = logged_in(worker)
    address = f"/api/v1/cases/{case.reference}"

    before = client.get(f"{address}/close/").json()["stays_open"]
    answer = client.post(
        f"{address}/close/",
        {"outcome": "own_means"},
        content_type="application/json",
        headers={"If-Match": "*"},
    ).json()
    after = client.get(f"{address}/").json()["stays_open"]

    assert "checks_to_come" in {row["kind"] for row in before}
    assert answer["stays_open"] == after
    assert {name: after[0][name] for name in ("kind", "count")} == {
        "kind": "welfare_checks",
        "count": 2,
    }


def test_a_role_that_reads_no_file_is_told_nothing(worker, closed):
    point = Mission.objects.filter(kind="reception_point").first()
    gate = PostingFactory(mission=point, role="reception_officer").actor()

    assert not gate.sees(FILE)
    assert what_stays_open(gate, closed) == {}
