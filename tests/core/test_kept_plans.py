"""What takes long to plan is planned once on a connection, and each call is given its own rows."""

import pytest
from django.db import connection, transaction

from cases.casework.models import Note
from cases.casework.operations import add_note
from cases.casework.progress.file import FILES as PROGRESS
from cases.casework.queries import case_file
from cases.core.context import apply_context, eyes
from cases.core.kept_plans import QUOTE, Blank, KeptPlan
from cases.core.together import Fixed, Part, Seen
from tests.factories import officer
from tests.register import a_case
from tests.statements import executed, selected

pytestmark = pytest.mark.django_db


def plans_kept():
    """Return for each plan of this connection how often it was followed, by its name."""
    return dict(selected("select name, generic_plans from pg_prepared_statements"))


@pytest.mark.parametrize("page", ["file", "progress"])
def test_a_file_is_planned_no_more_after_a_few_calls(page):
    with eyes(officer(code="BKK")) as author:
        case = a_case(author)
        name = ""
        for _call in range(9):
            if page == "file":
                assert case_file(author, case.reference).case == case
            else:
                PROGRESS.of([case.pk])
        followed = plans_kept()
        if page == "progress":
            name = PROGRESS.of_one.message.rsplit("execute ", 1)[1].split(" ")[0]

    assert max(followed.values()) >= 4
    assert not name or followed[name] >= 4


def test_the_values_of_a_call_are_in_no_plan():
    with eyes(officer(code="BKK")) as author:
        one, other = a_case(author), a_case(author)
        add_note(author, one, text="Of one.")
        add_note(author, other, text="Of the other.")
        notes = Seen(lambda _actor, case, _person: [Part(Note.objects.filter(case_id=case))])

        for _call in range(8):
            for case, text in ((one, "Of one."), (other, "Of the other.")):
                (rows,) = notes.of(author, case.pk, case.citizen_id)
                assert [row.text for row in rows] == [text]


@pytest.mark.parametrize("text", ["50 %s", "it's", "$1 \\ %", "'; select 1; --"])
def test_what_is_always_the_same_stands_in_the_plan_as_it_was_given(text):
    sql, params = "select %s::text, %s", [text, Blank("$1")]

    plan = KeptPlan(sql, params, ["bigint"])

    assert plan.rows([7]) == [(text, 7)]
    assert plan.rows([8]) == [(text, 8)]


def test_a_text_that_would_end_its_own_quotes_is_no_plan():
    with pytest.raises(ValueError, match="end its own quotes"):
        KeptPlan("select %s", [f"a{QUOTE}b"], [])


def test_a_plan_is_made_again_on_a_connection_that_lost_it():
    plan = KeptPlan("select %s", [Blank("$1")], ["bigint"])
    name = plan.message.rsplit("execute ", 1)[1].split(" ")[0]
    plan.rows([1])
    executed(f"deallocate {name}")
    executed(f"reset kept.{name}")

    assert plan.rows([2]) == [(2,)]


def test_a_plan_stays_when_the_transaction_that_made_it_is_undone():
    plan = KeptPlan("select %s + 40", [Blank("$1")], ["bigint"])
    with transaction.atomic():
        plan.rows([1])
        transaction.set_rollback(True)

    assert plan.rows([2]) == [(42,)]


def test_rows_that_are_asked_for_often_are_those_of_each_call():
    with eyes(officer(code="BKK")) as author:
        one, other = a_case(author), a_case(author)
        add_note(author, one, text="Of one.")
        add_note(author, other, text="Of the other.")
        notes = Fixed(lambda case: Part(Note.objects.filter(case_id=case)), {-1: "bigint"})

        for case, text in ((one, "Of one."), (other, "Of the other.")):
            assert [row.text for row in notes.of(case.pk)] == [text]


def test_names_are_joined_as_the_query_says_within_a_transaction_with_eyes_alone():
    author = officer(code="BKK")
    limit = "select current_setting('join_collapse_limit')"

    with connection.cursor() as cursor:
        cursor.execute(limit)
        (usual,) = cursor.fetchone()
        with transaction.atomic():
            apply_context(author)
            cursor.execute(limit)
            (ours,) = cursor.fetchone()

    assert (usual, ours) == ("8", "4")
