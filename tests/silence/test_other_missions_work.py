"""What another mission holds changes nothing that one's own is answered: no count, order, number.

Only the totals of an incident are known to every mission that works on it, by design.
"""

import base64
import json
import re
from uuid import uuid4

import pytest

from cases.core.context import eyes
from cases.core.registry import DECLARED
from tests.api.calls import JSON, address, caller
from tests.database import without_time_limit
from tests.factories import head, officer
from tests.kept import copied, once
from tests.matrix.ground import SEARCHED, build
from tests.packed import words_of as said_in
from tests.register import a_case, a_citizen, fresh
from tests.silence.ground import (
    CHANGING,
    MANILA,
    askers_of_manila,
    grow,
    lists,
    manila,
    numbered_from,
    person_of,
    reads,
    words_of,
)
from tests.sweeps import IS_AUDIT, is_tried, part_of

pytestmark = pytest.mark.django_db

FIRST = 731_964_000
SERIAL = re.compile(r"(?<![0-9a-f])731964[0-9]{3}(?![0-9a-f])")


kept = once(build)
ground = copied("kept")
"""The case of Bangkok that stands for all tests of this file, its keys for one of them."""


@pytest.mark.slow
def test_no_answer_tells_how_much_another_mission_works(ground):
    without_time_limit()
    manila()
    calls, askers = thinned(lists(ground)), askers_of_manila()
    step = 1 if IS_AUDIT else len(askers)
    tried = [(call, who) for at, call in enumerate(calls) for who in askers[at % step :: step]]
    before = [words_of(call, asker) for call, asker in tried]

    grow(head())
    after = [words_of(call, asker) for call, asker in tried]

    told = [
        f"{call.address} {call.asked} by {asker.role}: {difference(one[1], two[1])}"
        for (call, asker), one, two in zip(tried, before, after, strict=True)
        if one != two
    ]
    assert told == []
    assert sum(status == 200 for status, _text in before) > (150 if IS_AUDIT else 50)


def thinned(calls):
    """Leave out most ways to narrow a list, of the admin the more; none by `make audit`."""
    parts = {True: 20, False: 10}
    return [
        call
        for call in calls
        if not call.asked
        or IS_AUDIT
        or part_of(f"{call.route} {sorted(call.asked)}") % parts["admin/" in call.route] == 0
    ]


def difference(one, two):
    """Return the first place where two texts differ."""
    at = next((at for at, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]), 0)
    return f"{one[max(at - 60, 0) : at + 40]!r} / {two[max(at - 60, 0) : at + 40]!r}"


def test_the_state_of_the_record_tells_a_mission_no_count_of_all_entries():
    manila()
    client = caller(person_of("auditor"))
    before = CHANGING.sub("", client.get("/record/state/").text)

    grow(head())

    assert CHANGING.sub("", client.get("/record/state/").text) == before
    assert "manage.py verify_audit" in before


def test_the_numbers_of_cases_count_those_of_the_mission_alone():
    actor, first = manila()
    grow(head())

    with eyes(actor):
        following = a_case(actor)

    assert first.reference.startswith("MNL-")
    numbers = [int(row.reference.rpartition("-")[2]) for row in (first, following)]
    assert numbers == [1, 4]


@pytest.mark.slow
@pytest.mark.sweep(within=True)
def test_no_page_and_no_answer_of_the_api_says_a_number_of_a_row(ground):
    with numbered_from(FIRST):
        actor, case = manila()
        with eyes(actor):
            person = str(case.citizen.uuid)
        ground.keys |= {("cases", "reference"): case.reference, ("citizens", "uuid"): person}
        asker = askers_of_manila()[0]
        said = []
        for call in reads(ground):
            if not call.route.startswith("admin/") and is_tried(f"{call.route} {call.asked}"):
                answer = call.send(asker)
                text = said_in(answer.content) + str(answer.headers)
                said += [f"{call.address} {call.asked}"] if SERIAL.search(opened(text)) else []

    assert case.pk > FIRST
    assert said == []


def opened(text):
    """Return a text with whatever is packed into its cursors."""
    packed = re.findall(r"[\w-]{12,}(?=(?::|%3A)[\w-]{20,})", text)
    return text + " ".join(unpacked(part) for part in packed)


def unpacked(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode("utf-8", "replace")


@pytest.mark.parametrize("area", ["cases", "citizens"])
def test_a_cursor_names_rows_of_the_own_mission_only(area):
    other = head()
    with eyes(other):
        foreign = [a_case(other) for _number in range(3)]
    actor, _case = manila()
    client = caller(actor)
    answer = client.get(f"/api/v1/{area}/", {"limit": "1"}).json()
    cursors = 0

    while answer["next"]:
        said = opened(answer["next"])
        cursors += 1
        for row in foreign:
            assert row.reference not in said
            assert str(row.citizen.uuid) not in said
        answer = client.get(answer["next"]).json()

    assert cursors == 2


@pytest.mark.parametrize(
    ("there", "name"),
    [
        ("/api/v1/cases/", "citizen"),
        ("/api/v1/cases/", "assigned"),
        ("/api/v1/transfers/", "case"),
        ("/api/v1/shares/", "case"),
    ],
)
def test_a_filter_answers_alike_for_a_foreign_row_and_for_none(ground, there, name):
    actor, _case = manila()
    client, person = caller(actor), str(ground.case.citizen.uuid)
    foreign, nobody = {
        "citizen": (person, str(uuid4())),
        "case": (ground.case.reference, "BKK-2025-99999"),
        "assigned": ("nobody.there", "nobody.known"),
    }[name]

    one, two = client.get(there, {name: foreign}), client.get(there, {name: nobody})

    assert one.status_code == two.status_code
    assert one.text.replace(foreign, "it") == two.text.replace(nobody, "it")


@pytest.mark.parametrize(
    "there", ["/cases/", "/admin/cases/case/", "/admin/cases/citizen/", "/admin/cases/staff/"]
)
def test_a_search_answers_alike_for_a_foreign_name_and_for_none(ground, there):
    actor, _case = manila()
    client = caller(actor)

    def found(word):
        answer = client.post(there, {"q": word, "_search": "1"}, follow=True)
        asked = re.sub(r"(?<=[?&;]q=)[\w%-]+", "", CHANGING.sub("", answer.text))
        return answer.status_code, asked.replace(word, "it")

    assert found(f"{SEARCHED} Zqname") == found("Gannets Zqname")


COLLIDING = {
    "add_identity_document": ("number", "Zqpaper", "Zqother"),
    "add_contact_point": ("value", "+84 912 000 001", "+84 912 000 002"),
    "add_name": ("value", "Zqalias", "Zqother"),
    "add_relative": ("full_name", "Zqkin", "Zqot"),
    "correct_citizen": ("full_name", f"{SEARCHED} Zqname", f"{SEARCHED} Zqother"),
    "register_citizen": ("full_name", f"{SEARCHED} Zqname", f"{SEARCHED} Zqother"),
    "register_and_open": ("full_name", f"{SEARCHED} Zqname", f"{SEARCHED} Zqother"),
}
MADE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|MNL-\d{4}-\d{5}")


@pytest.mark.parametrize("name", COLLIDING)
def test_what_another_mission_has_already_is_taken_as_if_nobody_had_it(ground, name):
    actor = head(**MANILA)
    field, taken, free = COLLIDING[name]

    def sent(value):
        declared = DECLARED[name]
        with eyes(actor):
            target = None if declared.is_creation else fresh(a_citizen(actor))
        body = {**declared.form.example, field: value}
        headers = {"If-Match": "*"}
        answer = caller(actor).post(
            address(declared, target), json.dumps(body), content_type=JSON, headers=headers
        )
        text = MADE.sub("", CHANGING.sub("", answer.text))
        return answer.status_code, text.replace(value, "it")

    first = sent(taken)

    assert first == sent(free)
    assert first[0] in {200, 201}


def test_a_key_that_another_mission_used_acts_for_this_one():
    here, there = officer(**MANILA), officer()
    body = dict(DECLARED["register_citizen"].form.example)
    headers = {"Idempotency-Key": "the-same-key"}
    sent = [
        caller(actor).post("/api/v1/citizens/register/", body, content_type=JSON, headers=headers)
        for actor in (there, here)
    ]

    assert [answer.status_code for answer in sent] == [201, 201]
    assert sent[0].json() != sent[1].json()
