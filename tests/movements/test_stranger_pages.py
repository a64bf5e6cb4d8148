"""Pages, telephone and API on people without a case."""

import json

import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.movements.musters.operations import note_strangers
from cases.movements.musters.operations.strangers import SentStranger
from cases.movements.musters.queries import without_case_by_movement
from tests.movements.counted import a_muster, key, marked, sent
from tests.movements.counting import only
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

NAME = "Hùng, cao (as heard)"
WORDS = "Says he crossed on the 22nd."


def noted(actor, muster, *texts):
    rows = [SentStranger(NAME, key(text), "m", WORDS) for text in texts or ("one",)]
    return note_strangers(actor, muster, strangers=rows)


def test_today_says_how_many_stand_without_a_case(client, actor, muster):
    noted(actor, muster, "one", "two")
    log_in(client, actor)

    assert without_case_by_movement(actor) == {muster.movement.number: 2}
    assert "people without a case" in client.get("/").text
    assert "2 people without a case" in client.get(muster.movement.get_absolute_url()).text


def test_without_a_script_the_page_takes_one_down_once(client, actor, muster):
    page = log_in(client, actor).get(muster.get_absolute_url())
    said = {"page_key": page.context["page_key"], "stranger": NAME, "sex": "m", "words": WORDS}

    first = client.post(muster.get_absolute_url(), said)
    client.post(muster.get_absolute_url(), said)

    assert first.status_code == 302
    with eyes(actor):
        row = only(muster)
    shown = client.get(muster.get_absolute_url()).text
    assert NAME in shown
    assert "No case yet" in shown
    assert reverse("muster_stranger_operation", args=[row.uuid, "register"]) in shown


def test_a_nameless_one_is_refused_in_words(client, actor, muster):
    answer = log_in(client, actor).post(muster.get_absolute_url(), {"stranger": "  ", "sex": "m"})

    assert answer.status_code == 422
    assert "as it was heard" in answer.text


def test_the_telephone_is_answered_for_each_and_gets_them_back(client, actor, muster):
    log_in(client, actor)
    where = reverse("muster_strangers", args=[muster.movement.number, muster.uuid])
    rows = [{"name": NAME, "sex": "m", "words": WORDS, "key": str(key("a")), "seen_at": None}]

    first = client.post(where, json.dumps({"strangers": rows}), content_type="application/json")
    again = client.post(where, json.dumps({"strangers": rows}), content_type="application/json")

    assert [one["result"] for one in first.json()["answers"]] == ["taken"]
    assert [one["result"] for one in again.json()["answers"]] == ["had"]
    people_at = reverse("muster_people", args=[muster.movement.number, muster.uuid])
    (back,) = client.get(people_at).json()["strangers"]
    assert (back["key"], back["name"], back["state"]) == (str(key("a")), NAME, "No case yet")


def test_the_end_of_the_head_count_asks_for_words_in_the_form(client, actor):
    muster, cases = a_muster(actor, 1)
    marked(actor, muster, sent(cases[0], "present"))
    noted(actor, muster)
    uuid = only(muster).uuid
    log_in(client, actor)
    address = reverse("muster_operation", args=[muster.uuid, "close"])
    page = client.get(address)
    hidden = {
        "_version": page.context["version"],
        "_key": page.context["key"],
        "_target": page.context["target_token"],
    }

    without = client.post(address, hidden)
    said = {f"strangers:{uuid}": "At the shelter; Lan."}
    done = client.post(address, hidden | said)

    assert without.status_code == 422
    assert "has no case yet" in without.text
    assert done.status_code == 302
    assert "At the shelter; Lan." in client.get(muster.get_absolute_url()).text


def test_the_statement_and_the_api_name_those_without_a_case(client, actor, muster):
    noted(actor, muster)
    uuid = str(only(muster).uuid)
    log_in(client, actor)

    statement = client.get(reverse("muster_statement", args=[muster.movement.number]))
    detail = client.get(f"/api/v1/musters/{muster.uuid}/").json()
    listed = client.get("/api/v1/muster-strangers/", {"muster": str(muster.uuid)}).json()

    assert NAME in statement.text
    assert detail["counts"]["without_case"] == 1
    assert detail["strangers"] == [uuid]
    (row,) = listed["results"]
    assert (row["name"], row["case"], row["settled_at"]) == (NAME, None, None)
