"""One statement on where people are serves those of one journey; of others each is asked alone."""

from datetime import date

import pytest

from cases.casework.forms import CloseCase, RecordFact
from cases.casework.whereabouts import is_derived
from cases.core.context import eyes
from cases.core.many import bulk_form
from cases.core.registry import DECLARED
from cases.crossings.models import Crossing, Stay
from tests.api.calls import JSON, caller
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db
WHERE = {"country": "VN", "when": "2025-10-24", "source": "relative"}
CLOSE = {"outcome": "own_means"} | WHERE
FACT = {"stage": "closed", "outcome": "own_means", "country": "VN", "there_since": "2025-10-24"}
OF_SEVERAL = [("country", "ending_of_one_journey")]


def faults(actor, name, body, cases):
    references = [case.reference for case in cases]
    form = bulk_form(DECLARED[name], actor, references, json=body)
    return [(row.field, row.code) for row in form.problems()]


def test_people_of_one_movement_are_closed_with_one_statement(actor, cases):
    assert faults(actor, "close_case", CLOSE, cases) == []


def test_what_is_stated_is_written_for_each_of_them(actor, cases):
    targets = [{"reference": case.reference, "version": None} for case in cases]

    answer = caller(actor).post(
        "/api/v1/bulk/cases/close/", {"targets": targets, "input": CLOSE}, content_type=JSON
    )

    assert answer.status_code == 200, answer.text
    with eyes(actor):
        for case in cases:
            said = {"citizen": case.citizen_id, "operation": "close_case"}
            written = [*Crossing.objects.filter(**said), *Stay.objects.filter(**said)]
            (point,) = [row for row in written if not is_derived(row)]
            assert (point.source, point.occurred_at.date()) == ("relative", date(2025, 10, 24))
            assert (fresh(case).outcome, fresh(case.citizen).now_country) == ("own_means", "VN")


def test_people_of_several_journeys_or_of_none_are_asked_of_one_by_one(actor, cases):
    apart = [cases[0], a_case(actor)]

    assert faults(actor, "close_case", CLOSE, apart) == OF_SEVERAL
    assert faults(actor, "record_fact", RecordFact.example | FACT, apart) == OF_SEVERAL
    died = {"outcome": "died", "died_at": "2025-10-24"}
    assert faults(actor, "close_case", died, apart) == [("died_at", "ending_of_one_journey")]


def test_without_a_statement_and_for_one_person_nothing_is_refused(actor, cases):
    apart = [cases[0], a_case(actor)]

    assert faults(actor, "close_case", {"outcome": "declined"}, apart) == []
    assert faults(actor, "close_case", CloseCase.example, apart[1:]) == []
