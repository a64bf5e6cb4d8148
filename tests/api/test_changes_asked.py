"""Asking what changed since a moment: what is told, what is refused, what it costs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from cases.core.context import eyes
from cases.core.models import RowVersion
from tests.api.calls import caller
from tests.api.copies import KEYS, LONG_AGO, ROOT, Copy, answered
from tests.api.published import faults
from tests.casework.between import accepted, case_of, shared
from tests.factories import head, headquarters
from tests.register import fresh


@pytest.mark.django_db
def test_a_share_that_time_ended_is_told():
    bangkok, yangon = head(), head(yangon=True)
    case = case_of(bangkok)
    shared(bangkok, yangon, case)
    copy = Copy(yangon, "citizens")
    copy.catch_up()
    assert set(copy.rows) == {str(case.citizen.uuid)}
    with connection.cursor() as cursor, eyes(headquarters()):
        cursor.execute("reset role")
        cursor.execute(
            "update cases_share set granted_at = now() - interval '80 days', extended_at = null, "
            "until = now() - interval '1 second'"
        )

    page = answered(copy.client, f"{ROOT}citizens/", {"updated_since": LONG_AGO})

    assert page["results"] == []
    assert [row["uuid"] for row in page["gone"]] == [str(case.citizen.uuid)]


@pytest.mark.django_db
def test_answers_keep_to_what_is_published():
    bangkok, yangon = head(), head(yangon=True)
    accepted(bangkok, yangon, case_of(bangkok))
    operations = {"cases": "case_list", "citizens": "citizen_list"}
    for name in KEYS:
        answer = caller(bangkok).get(f"{ROOT}{name}/", {"updated_since": LONG_AGO})
        assert faults(operations.get(name, f"all_{name}"), answer) == []
        if name in {"cases", "steps", "transitions"}:
            assert len(answer.json()["gone"]) == 1


@pytest.mark.django_db
def test_a_touched_row_has_no_former_values():
    actor = head()
    case = case_of(actor)
    with eyes(actor):
        before = RowVersion.objects.count()
    with connection.cursor() as cursor, eyes(headquarters()):
        cursor.execute("update cases_case set written_at = now() where id = %s", [case.pk])
        assert cursor.rowcount == 1
        assert RowVersion.objects.count() == before
        assert fresh(case).written_at > case.written_at


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"updated_since": "yesterday"}, "updated_since", "bad_moment"),
        ({"updated_since": "2025-11-01T08:00:00"}, "updated_since", "bad_moment"),
        ({"updated_since": "2025-13-01T08:00:00Z"}, "updated_since", "bad_moment"),
        ({"updated_since": "0001-01-01T00:00:00Z"}, "updated_since", "bad_moment"),
        ({"updated_since": "0001-01-01T00:00:00+23:59"}, "updated_since", "bad_moment"),
        ({"updated_since": "2999-01-01T00:00:00Z"}, "updated_since", "in_the_future"),
        ({"updated_since": LONG_AGO, "stage": "ready"}, "stage", "not_with_updated_since"),
        ({"updated_since": LONG_AGO, "order": "due"}, "order", "not_with_updated_since"),
        ({"updated_since": LONG_AGO, "cursor": "x"}, "cursor", "bad_cursor"),
    ],
)
def test_refuses(given, field, code):
    answer = caller(head()).get(f"{ROOT}cases/", given)

    assert answer.status_code == 422
    assert [(row["field"], row["code"]) for row in answer.json()["problems"]] == [(field, code)]


@pytest.mark.django_db
def test_a_cursor_goes_with_its_own_moment_and_list():
    actor = head()
    for _one in range(3):
        case_of(actor)
    client = caller(actor)
    page = answered(client, f"{ROOT}cases/", {"updated_since": LONG_AGO, "limit": 1})
    cursor = page["next"].rpartition("cursor=")[2]
    later = (datetime.now(UTC) - timedelta(days=1)).isoformat()

    for there in (
        f"{ROOT}cases/?updated_since={later.replace('+', '%2B')}&cursor={cursor}",
        f"{ROOT}citizens/?updated_since={LONG_AGO}&cursor={cursor}",
        f"{ROOT}cases/?cursor={cursor}",
    ):
        answer = client.get(there)
        assert answer.json()["problems"][0]["code"] == "bad_cursor"


@pytest.mark.django_db
def test_fields_are_those_that_were_asked_for():
    actor = head()
    case = case_of(actor)

    given = {"updated_since": LONG_AGO, "fields": "reference,stage"}
    page = answered(caller(actor), f"{ROOT}cases/", given)

    assert page["results"] == [{"reference": case.reference, "stage": "reported"}]


@pytest.mark.django_db
def test_it_takes_few_queries(django_assert_max_num_queries):
    actor = head()
    for _one in range(4):
        case_of(actor)
    for name in KEYS:
        client = caller(actor)
        with django_assert_max_num_queries(20):
            answered(client, f"{ROOT}{name}/", {"updated_since": LONG_AGO, "limit": 200})
