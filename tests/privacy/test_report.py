"""The report to a person: who gets it, what it says and withholds, what is on record of it."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from cases.casework.operations import add_note, complete_step, set_legal_basis
from cases.citizens.operations import (
    add_contact_point,
    add_identity_document,
    add_relative,
    correct_citizen,
)
from cases.core import actor, present, roles
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import AuditEntry
from cases.privacy.models import PersonReport
from cases.privacy.operations import make_report
from cases.privacy.report.sections import SECTIONS
from tests.api.calls import caller
from tests.casework.between import shared
from tests.casework.playbooks import a_playbook, a_procedure
from tests.factories import (
    LegalBasisFactory,
    MissionFactory,
    PostingFactory,
    head,
    headquarters,
    officer,
)
from tests.record.readers import lead
from tests.register import a_case, a_citizen, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

RESULT = [{"name": "finding", "kind": "text", "label": "Finding", "max_length": 80}]
STEPS = (("screening", "travel", "mission", ()), ("deposit", "funding", "mission", ()))


def make_world():
    """A case officer, and a case of a person on whom something stands in many tables."""
    bangkok = officer()
    LegalBasisFactory(usual=True)
    a_procedure("screening", restricted="health", result_fields=RESULT, track="travel")
    a_procedure("deposit", restricted="money", result_fields=RESULT, track="funding")
    a_playbook(steps=STEPS, gates={})
    with eyes(bangkok):
        person = a_citizen(bangkok, full_name="Zq Person", sex="f", birth_place="Vinh")
        case = a_case(bangkok, person, summary="Zqsummary")
        add_contact_point(bangkok, fresh(person), kind="other", value="Zqown", whose="citizen")
        add_contact_point(
            bangkok, fresh(person), kind="other", value="Zqkinphone", whose="relative"
        )
        add_relative(
            bangkok, fresh(person), full_name="Zqkin", relation="father", phone="+84 000 000 1234"
        )
        add_identity_document(
            bangkok, fresh(person), kind="passport", status="lost", number="Zqpaper"
        )
        correct_citizen(bangkok, fresh(person), changes={"birth_place": "Nghệ An"})
        add_note(bangkok, fresh(case), text="Zqnote")
        steps = {row.code: row for row in fresh(case).steps.all()}
        for code, finding in (("screening", "Zqhealth"), ("deposit", "Zqmoney")):
            complete_step(bangkok, fresh(case), step=steps[code], result={"finding": finding})
    return bangkok, case


@pytest.fixture
def bangkok(world):
    return world[0]


@pytest.fixture
def case(world):
    return world[1]


def report(actor, case, **more):
    with eyes(actor):
        return make_report(
            actor, fresh(case.citizen), **({"reason": "person", "language": "en"} | more)
        )


def read(client, actor, made):
    return log_in(client, actor).get(made.get_absolute_url())


def data(actor, made):
    answer = caller(actor).get(f"/api/v1/person-reports/{made.uuid}/")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_page_says_what_every_table_holds(client, bangkok, case):
    page = read(client, bangkok, report(bangkok, case)).text

    for mark in ("Zq Person", "Zqsummary", "Zqown", "Zqpaper", "Zqnote", "Zqhealth", "Zqmoney"):
        assert mark in page, mark
    assert "Basis consular-task" in page
    assert "Place of birth: Vinh" in page


def test_third_persons_are_withheld_with_a_line(client, bangkok, case):
    made = report(bangkok, case)

    page, answer = read(client, bangkok, made).text, data(bangkok, made)

    for mark in ("Zqkin", "Zqkinphone", "000 1234"):
        assert mark not in page + json.dumps(answer)
    assert "they belong to those persons" in page
    withheld = {row["what"]: row["count"] for row in answer["withheld"]}
    assert withheld["third_persons"] == 2  # the father, the phone of a relative
    assert answer["sections"]["relatives"][0]["relation"] == "father"


def test_names_of_staff_stand_nowhere(client, bangkok, case):
    made = report(bangkok, case)

    page = read(client, bangkok, made).text
    answer = data(bangkok, made)

    assert bangkok.name not in json.dumps(answer, ensure_ascii=False)
    assert bangkok.name not in page.partition("<main")[2]
    assert answer["accesses"][0]["role"] == "case_officer"
    assert answer["accesses"][0]["mission"] == "BKK"


def test_a_restricted_part_is_withheld_from_a_role_without_the_group(client, case, monkeypatch):
    hq = PostingFactory(
        mission=MissionFactory(headquarters=True), role="headquarters_officer"
    ).actor()
    grant(monkeypatch, "headquarters_officer")
    made = report(hq, case)

    page, answer = read(client, hq, made).text, data(hq, made)

    assert "Zqmoney" in page
    assert "Zqhealth" not in page + json.dumps(answer)
    assert "Restricted parts" in page.partition("What is not in this report")[2]
    assert {row["what"]: row["count"] for row in answer["withheld"]}["restricted"] == 1


def grant(monkeypatch, role):
    """Let a role read reports that has none of the groups."""
    real = roles.operations_of
    monkeypatch.setattr(
        actor,
        "operations_of",
        lambda name: real(name) | ({"person.report"} if name == role else set()),
    )


def test_the_shape_of_the_data_is_the_published_one(bangkok, case):
    answer = data(bangkok, report(bangkok, case))

    assert answer["format"] == "person-report/1"
    assert list(answer["sections"]) == [section.key for section in SECTIONS]
    assert answer["sections"]["person"][0]["full_name"] == "Zq Person"
    former = [row for row in answer["former_values"] if row["column"] == "birth_place"]
    assert [(row["section"], row["row"], row["value"]) for row in former] == [("person", 1, "Vinh")]


def test_the_download_is_what_the_api_answers(client, bangkok, case):
    made = report(bangkok, case)

    answer = log_in(client, bangkok).get(reverse("person_report_data", args=[made.uuid]))

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["sections"] == data(bangkok, made)["sections"]


def test_the_report_speaks_the_language_that_was_asked_for(client, bangkok, case):
    page = read(client, bangkok, report(bangkok, case, language="vi")).text

    assert 'lang="vi"' in page
    assert "Nơi sinh" in page


def test_another_mission_finds_neither_person_nor_report(client, bangkok, case):
    made, stranger = report(bangkok, case), head(yangon=True)
    form = reverse("person_report_form", args=[case.citizen.uuid])

    assert read(client, stranger, made).status_code == 404
    assert client.get(reverse("person_report_data", args=[made.uuid])).status_code == 404
    assert client.get(form).status_code == 404
    assert caller(stranger).get(f"/api/v1/person-reports/{made.uuid}/").status_code == 404
    with eyes(stranger):
        assert not PersonReport.objects.exists()


def test_a_mission_with_which_the_case_is_shared_gives_no_account_of_the_person(bangkok, case):
    reader = officer(yangon=True)
    shared(bangkok, reader, case, "add_note")

    with eyes(reader), pytest.raises(Refused) as refusal:
        make_report(reader, fresh(case.citizen), reason="person", language="en")

    assert refusal.value.status == 403


@pytest.mark.parametrize("role", ["field_officer", "headquarters_officer"])
def test_a_role_without_the_right_is_refused(client, bangkok, case, role):
    is_home = role == "headquarters_officer"
    actor = PostingFactory(mission=MissionFactory(headquarters=is_home), role=role).actor()
    with eyes(actor), pytest.raises(Refused) as refusal:
        make_report(actor, fresh(case.citizen), reason="person", language="en")

    assert refusal.value.status == 403
    assert read(client, actor, report(bangkok, case)).status_code == 403


def test_what_other_missions_hold_is_not_said_to_be_there(client, bangkok, case):
    assert (
        "Headquarters makes the whole report" in read(client, bangkok, report(bangkok, case)).text
    )
    whole = lead()
    assert (
        "Headquarters makes the whole report" not in read(client, whole, report(whole, case)).text
    )


def test_asking_reading_and_downloading_are_on_record_with_the_reason(client, bangkok, case):
    made = report(bangkok, case, reason="check")
    read(client, bangkok, made)
    client.get(reverse("person_report_data", args=[made.uuid]))
    data(bangkok, made)

    with eyes(bangkok):
        entries = list(
            AuditEntry.objects.filter(
                citizen_id=case.citizen_id, operation__contains="report"
            ).order_by("id")
        )

    assert [row.operation for row in entries] == [
        "make_report",
        "show_report",
        "download_report",
        "download_report",
    ]
    named = {row["table"]: row["id"] for row in entries[-1].subjects}
    assert named == {"cases_personreport": made.pk}
    assert made.reason == "check"


def test_a_reason_holds_for_one_day(client, bangkok, case, monkeypatch):
    made = report(bangkok, case)
    later = present.now() + timedelta(hours=25)
    monkeypatch.setattr(present, "now", lambda: later)

    assert read(client, bangkok, made).status_code == 409
    assert caller(bangkok).get(f"/api/v1/person-reports/{made.uuid}/").status_code == 409


def test_a_person_without_a_case_gets_her_report_too(client, bangkok):
    with eyes(bangkok):
        person = a_citizen(bangkok, full_name="Zq Alone")
        made = make_report(bangkok, person, reason="person", language="fr")

    assert "Zq Alone" in read(client, bangkok, made).text


def test_the_case_page_leads_to_the_report_for_who_may_make_it(client, bangkok, case):
    address = reverse("person_report_form", args=[case.citizen.uuid])

    assert address in log_in(client, bangkok).get(case.get_absolute_url()).text
    assert address not in log_in(client, headquarters()).get(case.get_absolute_url()).text


def test_the_report_costs_the_same_however_much_is_held(
    client, bangkok, case, django_assert_max_num_queries
):
    with eyes(bangkok):
        for number in range(5):
            add_note(bangkok, fresh(case), text=f"Note {number}")
            set_legal_basis(bangkok, fresh(case), legal_basis=LegalBasisFactory(), source="citizen")
    made = report(bangkok, case)
    log_in(client, bangkok)

    with django_assert_max_num_queries(81):
        client.get(made.get_absolute_url())
