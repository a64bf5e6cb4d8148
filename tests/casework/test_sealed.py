"""Restricted steps: what they say is sealed, what clocks and gates need is not."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases.casework.models import Clock, SealedPart
from cases.casework.operations import (
    ask_step,
    complete_step,
    record_answer,
    refuse_step,
    reopen_step,
    waive_step,
)
from cases.casework.progress import refresh
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When, ledger_moment
from cases.core.walls import PROTECTED
from tests.api.calls import caller
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, step
from tests.factories import MissionFactory, PostingFactory, head
from tests.kept import once
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

MARKER = "Zebra-mark"
SCREENING = [
    {"name": "screened_on", "kind": "day", "label": "Screened on", "past": True},
    {"name": "fit_until", "kind": "day", "label": "Fit to travel until", "expires": True},
    {"name": "finding", "kind": "text", "label": "Finding", "max_length": 80},
]
STEPS = (
    ("screening", "travel", "mission", ()),
    ("clinic", "travel", "host_authority", ()),
    ("refusing", "travel", "mission", ()),
    ("waived", "travel", "mission", ()),
    ("after", "document", "mission", ("screening",)),
    ("deposit", "funding", "family", ()),
)


def seen_by(role, **mission):
    return PostingFactory(role=role, mission=MissionFactory(**mission)).actor()


@once
def standing():
    """Return a case on which everything that can be said of a restricted step was said."""
    with eyes(head()) as chief:
        for code, *_rest in STEPS[:4]:
            a_procedure(code, restricted="health", result_fields=SCREENING, track="travel")
        a_procedure("deposit", restricted="money", track="funding")
        a_limit(
            a_procedure("after"),
            starts="result",
            start_procedure="screening",
            start_field="screened_on",
        )
        a_playbook(steps=STEPS, gates={"ready": ("screening", "after")})
        case = a_case(chief, reported=When(day=date(2025, 10, 20)))
        said = {"screened_on": "2025-10-27", "fit_until": "2027-01-31", "finding": MARKER}
        clinic, refusing = step(case, "clinic"), step(case, "refusing")
        acts = (
            (complete_step, {"step": step(case, "screening"), "result": said, "note": MARKER}),
            (ask_step, {"step": clinic, "question": MARKER}),
            (record_answer, {"step": clinic, "verdict": "refused", "answer": MARKER}),
            (refuse_step, {"step": refusing, "grounds": MARKER}),
            (reopen_step, {"step": refusing, "reason": f"{MARKER} again"}),
            (waive_step, {"step": step(case, "waived"), "reason": MARKER}),
        )
        for act, arguments in acts:
            act(chief, fresh(case), **arguments)
        return fresh(case)


def all_text():
    """Every row of every table behind the wall, as text, with the present eyes."""
    with connection.cursor() as cursor:
        found = []
        for rule in (rule for rule in PROTECTED if rule.commands):
            cursor.execute(f"select coalesce(string_agg(r::text, ' '), '') from {rule.table} as r")
            found.append(cursor.fetchone()[0])
    return "\n".join(found)


def pages_of(case):
    number = case.reference
    tables = ("case", "step", "inquiry", "stepresult", "sealedpart", "clock")
    return (
        f"/cases/{number}/",
        f"/cases/{number}/history/",
        f"/cases/{number}/reopen-step/?step=screening",
        "/cases/",
        "/board/",
        "/notices/",
        *(f"/admin/cases/{table}/" for table in tables),
    )


def lists_of(case):
    below = ("steps", "inquiries", "results", "clocks", "notes", "transitions")
    return [
        f"/api/v1/cases/{case.reference}/",
        *(f"/api/v1/cases/{case.reference}/{name}/" for name in below),
    ]


def records_of(case):
    """The pages of the single rows in the admin."""
    with connection.cursor() as cursor:
        found = []
        for table in ("step", "inquiry", "stepresult", "sealedpart"):
            cursor.execute(f"select id from cases_{table} where case_id = %s", [case.pk])
            found += [f"/admin/cases/{table}/{key}/change/" for (key,) in cursor.fetchall()]
    return found


def test_a_role_without_the_group_finds_it_by_no_statement(chief, case):
    with eyes(chief):
        assert all_text().count(MARKER) >= 6

    for role, mission in (("api_client", {}), ("headquarters_officer", {"headquarters": True})):
        with eyes(seen_by(role, **mission)):
            text = all_text()
            assert case.reference in text
            assert MARKER not in text


def test_a_role_without_the_group_finds_it_on_no_page_and_is_told_that_there_is_more(
    client, chief, case
):
    with eyes(chief):
        records = records_of(case)
    log_in(client, seen_by("api_client"))

    shown = {address: client.get(address) for address in (*pages_of(case), *records)}

    assert not [address for address, page in shown.items() if MARKER in page.text]
    assert {page.status_code for page in shown.values()} <= {200, 302, 403, 404}
    assert {page.status_code for at, page in shown.items() if "/sealedpart/" in at} == {200, 404}
    text = shown[f"/cases/{case.reference}/"].text
    # At each of four places of the step, and once for what protects the person.
    assert text.count("Hidden: needs a role that reads the group “Health”.") == 5


def test_a_role_with_the_group_finds_it_where_it_was(client, chief, case):
    page = log_in(client, chief).get(f"/cases/{case.reference}/").text
    former = client.get(f"/cases/{case.reference}/history/").text

    assert page.count(MARKER) >= 5
    assert "Hidden" not in page
    assert MARKER in former


def test_the_api_gives_it_to_whoever_reads_the_group_and_says_to_others_that_it_is_hidden(
    chief, case
):
    theirs, ours = caller(seen_by("api_client")), caller(chief)

    hidden = {address: theirs.get(address) for address in lists_of(case)}
    (result,) = ours.get(f"/api/v1/cases/{case.reference}/results/").json()["results"]
    (without,) = hidden[f"/api/v1/cases/{case.reference}/results/"].json()["results"]

    assert not [address for address, answer in hidden.items() if MARKER in answer.text]
    assert (result["values"]["finding"], result["note"], result["is_hidden"]) == (
        MARKER,
        MARKER,
        False,
    )
    assert (without["values"], without["note"], without["is_hidden"]) == (
        {"screened_on": "2025-10-27", "fit_until": "2027-01-31"},
        None,
        True,
    )
    steps = theirs.get(f"/api/v1/cases/{case.reference}/steps/").json()["results"]
    assert {row["code"] for row in steps if row["is_hidden"]} == {"clinic", "refusing", "waived"}


def test_clocks_and_validity_come_to_the_same_for_whoever_acts(chief, case):
    def counted(actor):
        with eyes(actor):
            row = fresh(case)
            refresh([row], ledger_moment([row.citizen, row]))
            clock = Clock.objects.get(case=case, step__code="after")
            return clock.started_at, clock.due_at, clock.state, fresh(case).valid_until

    with eyes(chief):
        before = Clock.objects.get(case=case, step__code="after")

    assert before.started_at.date() == date(2025, 10, 27)
    assert counted(chief) == counted(seen_by("case_officer")) == counted(seen_by("api_client"))


def test_what_a_role_does_not_read_it_does_not_write(case):
    with eyes(seen_by("field_officer")) as officer, pytest.raises(Refused) as refusal:
        complete_step(officer, case, step=step(case, "deposit"))

    assert (refusal.value.status, refusal.value.code) == (403, "step_restricted")


def test_a_sealed_part_is_never_edited(chief, case):
    with eyes(chief):
        part = SealedPart.objects.filter(case=case).first()
        for statement in (
            "update cases_sealedpart set content = '{}' where id = %s",
            "delete from cases_sealedpart where id = %s",
        ):
            with (
                pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement, [part.pk])


def test_nobody_seals_under_a_group_that_the_role_does_not_read(chief, case):
    officer = seen_by("field_officer")
    with eyes(chief):
        on = step(case, "screening")

    with eyes(officer), pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
        SealedPart.objects.create(
            case=case,
            step=on,
            restricted="money",
            content={"note": "x"},
            recorded_at=timezone.now(),
        )
