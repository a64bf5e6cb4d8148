"""Two at once: real connections, real commits."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from django.db import connection

from cases.casework.models import Case
from cases.casework.operations import advance_case
from cases.core.context import eyes
from cases.core.delivery import Request, deliver
from cases.core.errors import Refused
from cases.core.registry import DECLARED
from tests.factories import IncidentFactory, officer
from tests.register import a_case, a_citizen

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(how_many, work):
    """Run `work(n)` in threads that begin together, each on a connection of its own."""
    barrier = Barrier(how_many)

    def run(number):
        barrier.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(how_many) as pool:
        return list(pool.map(run, range(how_many)))


def test_no_reference_is_given_twice():
    actor = officer()
    IncidentFactory()

    def register(number):
        made = []
        for _again in range(5):
            with eyes(actor):
                made.append(a_case(actor, a_citizen(actor)).reference)
        return made

    references = [reference for made in at_once(6, register) for reference in made]

    assert len(references) == len(set(references)) == 30


def test_of_two_officers_one_wins_and_the_other_is_told():
    with eyes(officer()) as actor:
        case = a_case(actor)

    def advance(number):
        try:
            with eyes(actor):
                advance_case(actor, case)
        except Refused as refusal:
            return refusal.code
        return "done"

    assert sorted(at_once(2, advance)) == ["done", "stale_version"]


def test_a_request_sent_twice_at_once_acts_once():
    with eyes(officer()) as actor:
        case = a_case(actor)
    wish = Request(DECLARED["advance_case"], target=case.reference, version=1, key="same", json={})

    def send(number):
        with eyes(actor):
            return deliver(actor, wish)

    first, second = at_once(2, send)

    assert {first.version, second.version} == {2}
    assert {first.replayed, second.replayed} == {True, False}
    with eyes(actor):
        assert Case.objects.get(pk=case.pk).transitions.count() == 2


def test_moments_of_one_case_never_run_backwards():
    with eyes(officer()) as actor:
        case = a_case(actor)

    def move(number):
        for _again in range(4):
            with eyes(actor):
                row = Case.objects.get(pk=case.pk)
                with suppress(Refused):
                    if row.held:
                        DECLARED["resume_case"].operation(actor, row)
                    else:
                        DECLARED["hold_case"].operation(actor, row, reason="health")

    at_once(4, move)

    with eyes(actor):
        moments = list(case.transitions.order_by("number").values_list("recorded_at", flat=True))
    assert moments == sorted(moments)
