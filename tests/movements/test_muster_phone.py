"""What a telephone sends and gets: each mark answered, keys of one officer, nobody in the shell."""

import json

import pytest
from django.urls import reverse

from tests.factories import PostingFactory, head
from tests.movements.counted import key
from tests.movements.counting import marks
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def send(client, muster, *rows):
    where = reverse("muster_marks", args=[muster.movement.number, muster.uuid])
    return client.post(where, json.dumps({"marks": list(rows)}), content_type="application/json")


def row(case, mark, text="", **more):
    return {"case": case.reference, "mark": mark, "key": str(key(text or mark))} | more


def test_a_phone_is_answered_for_each_mark(client, holder, muster, expected):
    send(client, muster, row(expected[0], "present", "a"))

    answer = send(
        client,
        muster,
        row(expected[0], "present", "a"),
        row(expected[1], "absent", "b", seen_at="2025-11-04T20:30:00+07:00"),
        {"case": "BKK-2025-99999", "mark": "present", "key": str(key("c"))},
    )

    assert [one["result"] for one in answer.json()["answers"]] == ["had", "taken", "refused"]
    assert "no case under this number" in answer.json()["answers"][2]["why"]
    assert len(marks(holder)) == 2


@pytest.mark.parametrize(
    "said",
    [
        {"mark": "gone"},
        {"key": "1"},
        {"seen_at": "yesterday"},
        {"case": "x"},
        {"words": "x" * 501},
    ],
)
def test_a_faulty_message_is_refused_whole_and_names_its_place(
    client, holder, muster, expected, said
):
    answer = send(client, muster, row(expected[0], "present") | said)

    assert answer.status_code == 422
    assert "1:" in answer.text
    assert marks(holder) == []


@pytest.mark.parametrize(
    "body", ['{"marks":' + "[" * 100_000, '{"marks":[' + "1," * 100_000 + "1]}"]
)
def test_a_message_that_no_phone_sends_is_not_looked_through(client, holder, muster, body):
    where = reverse("muster_marks", args=[muster.movement.number, muster.uuid])

    answer = client.post(where, body, content_type="application/json")

    assert answer.status_code == 422
    assert len(answer.content) < 20_000


def test_of_many_faulty_marks_a_page_tells_the_first_and_counts_the_rest(
    client, holder, muster, expected
):
    rows = [row(expected[0], "gone", str(number)) for number in range(30)]

    answer = send(client, muster, *rows)

    assert answer.text.count("A mark is present, absent, refused or unknown.") == 20
    assert "And 10 more." in answer.text


def test_a_phone_gets_people_and_keys_that_another_officer_does_not_have(
    client, holder, muster, expected
):
    where = reverse("muster_people", args=[muster.movement.number, muster.uuid])

    first, again = client.get(where), client.get(where)
    other = log_in(client, PostingFactory(mission_id=holder.mission_id).actor()).get(where)

    assert [one["name"] for one in first.json()["people"]] == [
        case.citizen.full_name for case in expected
    ]
    assert first.json()["secret"] == again.json()["secret"] != other.json()["secret"]
    share = first.cookies["muster_share"]
    assert (share["path"], share["samesite"]) == ("/movements/", "Strict")
    assert share.value != other.cookies["muster_share"].value


def test_logging_out_takes_half_of_the_key_away(client, holder, muster):
    client.get(reverse("muster_people", args=[muster.movement.number, muster.uuid]))

    left = client.post(reverse("logout"))

    assert left.cookies["muster_share"].value == ""
    assert left.cookies["muster_share"]["max-age"] == 0


def test_the_shell_holds_nobody(client, holder, muster, expected):
    shell = client.get(reverse("muster_shell", args=[muster.movement.number, muster.uuid]))

    assert shell.status_code == 200
    assert not any(case.citizen.full_name in shell.text for case in expected)
    assert not any(case.reference in shell.text for case in expected)


def test_another_mission_can_send_nothing(client, holder, muster):
    log_in(client, head(yangon=True))

    assert send(client, muster).status_code == 404
    assert marks(holder) == []
