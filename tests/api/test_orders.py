"""Orders of lists: a few documented words, each read both ways, pages without gap or repetition."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from cases.casework.models import Case
from cases.casework.models.case import DUE
from cases.casework.operations import add_note
from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.addresses import routes
from cases.core.api import RowsView
from cases.core.context import eyes
from cases.core.orders import column_at, words_of
from tests.api.calls import caller
from tests.api.files import some_cases
from tests.api.pages import CASES, numbers, walk
from tests.api.published import operation
from tests.factories import head, headquarters, officer
from tests.register import a_case, a_citizen

pytestmark = pytest.mark.django_db


def paged(client, address, step="next"):
    return numbers(walk(client, address, step))


@pytest.mark.parametrize("reader", [officer, headquarters])
def test_an_order_is_read_from_the_end_with_a_minus(reader):
    made = some_cases(officer(), 5)

    pages = paged(caller(reader()), f"{CASES}?limit=2&order=-waiting")

    assert pages == [[made[4], made[3]], [made[2], made[1]], [made[0]]]


def test_pages_of_an_order_from_the_end_lead_back():
    made = some_cases(officer(), 5)
    client = caller(officer())
    last = client.get(f"{CASES}?limit=4&order=-waiting").json()["next"]

    pages = paged(client, last.replace("limit=4", "limit=2"), "previous")

    assert pages == [[made[0]], [made[2], made[1]], [made[4], made[3]]]


def test_the_usual_order_is_the_first_word():
    made = some_cases(officer(), 3)
    client = caller(officer())

    assert paged(client, f"{CASES}?order=waiting") == paged(client, CASES) == [made]


def test_cases_are_listed_by_their_next_deadline():
    made = some_cases(officer(), 4)
    with eyes(SYSTEM):
        for days, reference in zip((3, 1, 2), made, strict=False):
            due = present.now() + timedelta(days=days)
            Case.objects.filter(reference=reference).update(next_due_at=due)
        Case.objects.filter(reference=made[3]).update(next_due_at=None)
    client = caller(officer())

    assert paged(client, f"{CASES}?limit=1&order=due") == [[made[1]], [made[2]], [made[0]]]
    assert paged(client, f"{CASES}?order=-due") == [[made[0], made[2], made[1]]]


def test_people_are_listed_from_the_end_of_the_alphabet():
    actor = head()
    with eyes(actor):
        for name in ("Bùi Thử", "An Thử", "Đỗ Thử", "Ân Thử"):
            a_citizen(actor, full_name=name)
    there, names = "/api/v1/citizens/?order=-name&limit=1&fields=full_name", []

    while there:
        page = caller(actor).get(there).json()
        names += [row["full_name"] for row in page["results"]]
        there = page["next"]

    usual = caller(actor).get("/api/v1/citizens/?fields=full_name").json()["results"]
    assert names == [row["full_name"] for row in reversed(usual)]
    assert len(names) == 4


@pytest.mark.parametrize(("one", "other"), [("waiting", "-waiting"), ("-waiting", "due")])
def test_a_cursor_of_another_order_is_none(one, other):
    some_cases(officer(), 3)
    client = caller(officer())
    following = client.get(f"{CASES}?limit=1&order={one}").json()["next"]
    cursor = next(part for part in urlsplit(following).query.split("&") if "cursor=" in part)

    answer = client.get(f"{CASES}?{cursor}&order={other}")

    assert answer.json()["problems"][0]["code"] == "bad_cursor"


def test_a_cursor_of_the_whole_list_is_none_of_a_narrowed_one_and_the_other_way_round():
    some_cases(officer(), 3)
    client = caller(officer())
    narrowed = client.get(f"{CASES}?limit=1&open=true").json()["next"]
    whole = client.get(f"{CASES}?limit=1").json()["next"]

    swapped = [f"{whole}&open=true", narrowed.replace("open=true", "held=false")]
    answers = [client.get(address) for address in swapped]

    assert [row.json()["problems"][0]["code"] for row in answers] == ["bad_cursor"] * 2
    assert [client.get(row).status_code for row in (whole, narrowed)] == [200, 200]


def test_a_cursor_of_what_one_record_has_is_none_of_another_one():
    actor = officer()
    with eyes(actor):
        one, other = a_case(actor), a_case(actor)
        for case in (one, one, other):
            add_note(actor, case, text="She was told.")
    client = caller(actor)
    following = client.get(f"{CASES}{one.reference}/notes/?limit=1").json()["next"]

    swapped = client.get(following.replace(one.reference, other.reference))

    assert swapped.json()["problems"][0]["code"] == "bad_cursor"
    assert len(client.get(following).json()["results"]) == 1


def test_an_empty_order_is_refused_as_any_empty_parameter_and_the_orders_are_named():
    (found,) = caller(officer()).get(CASES, {"order": ""}).json()["problems"]

    assert (found["field"], found["code"]) == ("order", "given_empty")
    assert found["message"].endswith(": waiting, -waiting, due, -due.")


@pytest.mark.parametrize("word", ["-", "name", "position_at", "--waiting", "waiting,due"])
def test_refuses_an_order_that_there_is_not_and_names_those_there_are(word):
    answer = caller(officer()).get(CASES, {"order": word})

    assert answer.status_code == 422
    (found,) = answer.json()["problems"]
    assert (found["field"], found["code"]) == ("order", "unknown_order")
    assert found["message"] == (
        "There is no such order. Allowed are: waiting, -waiting, due, -due."
    )


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_refuses_it_in_the_language_of_the_caller(language):
    answer = caller(officer()).get(CASES, {"order": "x"}, headers={"Accept-Language": language})

    message = answer.json()["problems"][0]["message"]
    assert "There is no such order" not in message
    assert "waiting, -waiting, due, -due" in message


def test_the_words_are_published():
    rows = {row["name"]: row for row in operation("case_list")["parameters"]}

    assert rows["order"]["schema"]["enum"] == ["waiting", "-waiting", "due", "-due"]
    assert "only open cases with a deadline that runs" in rows["order"]["description"]


def test_every_list_ends_its_order_with_what_tells_rows_apart():
    """Rows that cannot be told apart are lost or repeated where a page ends."""
    vague = []
    for _route, view in routes():
        if view is None or not issubclass(view, RowsView):
            continue
        for columns in (view.order, *(order.columns for order in view.orders.values())):
            last = column_at(view.model, columns[-1])
            if not last.unique:
                vague.append((view.__name__, columns))

    assert {columns for _view, columns in vague} == TOLD_APART


TOLD_APART = {
    ("case_id",),  # of one snapshot, each case once
    ("number",),  # of one comparison
    ("received_id", "sheet", "number", "part"),  # a person of a row of a sheet of a list
    ("issued_on", "code"),  # a directive's code is unique by a constraint
    ("began_at", "uuid"),  # of one officer, each draft once
    ("number", "code"),  # of one case, a step's code is unique
    ("at", "xact"),  # the number of an entry in other words
    ("code", "number"),  # a version of a playbook
}


def test_every_word_stands_once():
    for _route, view in routes():
        if view is not None and issubclass(view, RowsView):
            words = words_of(view.order, view.orders)
            assert len(words) == len(set(words)), view


def test_the_order_by_deadline_is_served_by_its_indexes():
    conditions = {index.name: index.condition for index in Case._meta.indexes}

    assert conditions["case_due"] == conditions["case_due_of_mission"] == DUE
