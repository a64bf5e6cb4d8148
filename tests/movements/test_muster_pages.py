"""Pages of head counts and of manifests: without scripts, for who may, refusing in words."""

import io

import pypdf
import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.movements.musters.operations import open_muster
from tests.factories import head
from tests.movements.counted import a_movement, a_muster, marked, people, sent
from tests.movements.counting import marks, page_of
from tests.record.test_record_sheet import unproved
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def test_shows_everybody_with_four_buttons(client, holder, muster, expected):
    shown = client.get(page_of(muster))

    assert shown.status_code == 200
    for case in expected:
        assert case.citizen.full_name in shown.text
        assert shown.text.count(f'value="{case.reference} ') == 4
    assert "Not marked yet" in shown.text


def test_a_button_without_a_script_is_one_mark_however_often_it_is_sent(
    client, holder, muster, expected
):
    page_key = client.get(page_of(muster)).context["page_key"]
    said = {"page_key": page_key, "mark": f"{expected[0].reference} present"}

    first = client.post(page_of(muster), said)
    client.post(page_of(muster), said)

    assert first.status_code == 302
    assert first.url == f"{page_of(muster)}#{expected[0].reference}"
    assert marks(holder) == [(expected[0].reference, "present")]


def test_what_is_no_mark_is_refused_in_words(client, holder, muster, expected):
    answer = client.post(page_of(muster), {"mark": f"{expected[0].reference} gone"})

    assert answer.status_code == 422
    assert "present, absent, refused or unknown" in answer.text
    assert marks(holder) == []


def test_somebody_in_addition_is_marked_by_number(client, holder, muster):
    with eyes(holder):
        (somebody,) = people(holder, 1)

    client.post(page_of(muster), {"mark": somebody.reference})

    assert marks(holder) == [(somebody.reference, "present")]
    assert "In addition" in client.get(page_of(muster)).text


def test_closing_asks_for_each_missing_person_and_keeps_what_was_typed(
    client, holder, muster, expected
):
    with eyes(holder):
        marked(holder, muster, sent(expected[0], "present"))
    address = reverse("muster_operation", args=[muster.uuid, "close"])
    said = {f"missing:{expected[1].reference}": "Perhaps at the shelter."}

    refused = client.post(address, said | {"_version": "1", "_key": "one"})
    said[f"missing:{expected[2].reference}"] = "Went to buy water; Lan looks."
    done = client.post(address, said | {"_version": "1", "_key": "two"})

    assert refused.status_code == 422
    assert expected[2].reference in refused.text
    assert 'value="Perhaps at the shelter."' in refused.text
    assert done.status_code == 302, done.text[-2000:]
    shown = client.get(page_of(muster)).text
    assert "2 people are missing" in shown


def test_a_code_on_paper_leads_to_the_person(client, holder, muster, expected):
    with eyes(holder):
        seat = muster.movement.passengers.get(case=expected[1])

    answer = client.get(reverse("movement_code", args=[seat.uuid]))

    assert answer.url == (f"{page_of(muster)}?find={expected[1].reference}#{expected[1].reference}")


def test_the_statement_says_who_saw_whom_when(client, holder, muster, expected):
    with eyes(holder):
        marked(holder, muster, sent(expected[0], "absent"), sent(expected[1], "present"))
        marked(holder, muster, sent(expected[0], "present"))
    where = reverse("muster_statement", args=[muster.movement.number])

    everybody, one = client.get(where), client.get(where, {"case": expected[0].reference})

    assert "Absent at Mae Sot" in everybody.text
    assert "Present at Mae Sot" in everybody.text
    assert holder.name in everybody.text
    assert expected[1].reference in everybody.text
    assert expected[1].reference not in one.text


def test_the_list_of_head_counts_shows_who_is_missing(client, holder, muster, expected):
    with eyes(holder):
        marked(holder, muster, sent(expected[0], "absent"))

    shown = client.get(reverse("musters", args=[muster.movement.number]))

    assert "1 person is missing" in shown.text
    assert expected[0].citizen.full_name in shown.text


def test_another_mission_finds_nothing(client, holder, muster):
    log_in(client, head(yangon=True))

    number = muster.movement.number
    for name, args in (
        ("musters", [number]),
        ("muster", [number, muster.uuid]),
        ("muster_people", [number, muster.uuid]),
        ("muster_shell", [number, muster.uuid]),
        ("muster_worker", [number, muster.uuid]),
        ("muster_statement", [number]),
        ("manifest_files", [number, 1]),
        ("manifest_file", [number, 1, "airline.pdf"]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404, name


@pytest.mark.parametrize("how_many", [1, 6])
def test_a_page_takes_as_many_queries_for_many_as_for_one(
    client, how_many, django_assert_max_num_queries
):
    with eyes(head()) as actor:
        muster, cases = a_muster(actor, how_many)
        marked(actor, muster, *(sent(case, "present") for case in cases))
    log_in(client, actor).get(page_of(muster))

    with django_assert_max_num_queries(20):
        client.get(page_of(muster))


def test_a_manifest_is_printed_and_on_record_with_its_form(client, holder, muster, expected):
    number = muster.movement.number

    answer = client.get(reverse("manifest_file", args=[number, 1, "home-police.pdf"]))

    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    text = "".join(page.extract_text() for page in pages)
    assert answer["Content-Type"] == "application/pdf"
    assert expected[0].citizen.full_name in text
    assert "-home-3.pdf" in answer["Content-Disposition"]
    with eyes(holder):
        entry = AuditEntry.objects.filter(operation="print_manifest").get()
        assert "form:home-police" in entry.fields


def test_a_sheet_asks_for_a_proof_first(client, holder, muster):
    where = reverse("manifest_file", args=[muster.movement.number, 1, "airline.csv"])

    answer = client.get(where)
    refused = unproved(client).get(where)

    assert len(answer.text.splitlines()) > 8
    assert refused.status_code in {302, 403}


def test_there_is_no_form_of_another_name_or_language(client, holder, muster):
    number = muster.movement.number

    unknown = client.get(reverse("manifest_file", args=[number, 1, "press.pdf"]))
    foreign = client.get(
        reverse("manifest_file", args=[number, 1, "airline.pdf"]), {"language": "th"}
    )

    assert (unknown.status_code, foreign.status_code) == (404, 422)


def test_a_head_count_begins_from_its_page(client):
    with eyes(head()) as actor:
        movement = a_movement(actor, people(actor, 2))
    log_in(client, actor)

    answer = client.post(
        reverse("open_muster", args=[movement.number]), {"point": "bridge", "_key": "one"}
    )

    with eyes(actor):
        muster = movement.musters.select_related("movement").get()
    assert answer.url == page_of(muster)


def test_a_later_list_is_said(client, holder, muster):
    with eyes(holder):
        version = muster.manifest
        type(version).objects.create(
            movement=muster.movement,
            number=2,
            frozen_at=version.frozen_at,
            reason="One more.",
            people=3,
            digest="cd" * 32,
        )

    assert "Version 2 is newer" in client.get(page_of(muster)).text
    with eyes(holder):
        assert open_muster(holder, muster.movement, point="boarding").manifest.number == 2
