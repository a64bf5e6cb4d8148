"""Two who link at once: real connections, real commits."""

import pytest

from cases.citizens.models import Citizen, SamePerson
from cases.core.context import eyes
from cases.core.errors import Refused
from tests.casework.linking import a_file, ledgers_hold, link
from tests.core.test_parallel import at_once
from tests.factories import officer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_linked_crosswise_at_once_one_wins_and_the_other_is_told():
    with eyes(officer()) as actor:
        people = [a_file(actor).citizen for _one in range(2)]
    refused = []

    def cross(number):
        try:
            with eyes(actor):
                link(actor, people[number], people[1 - number])
        except Refused as refusal:
            refused.append(refusal.code)

    at_once(2, cross)

    with eyes(actor):
        assert SamePerson.objects.standing().count() == 1
        assert Citizen.objects.filter(head__isnull=False).count() == 2
        assert ledgers_hold()
    assert len(refused) == 1
    assert refused[0] in {"stale_version", "linked_already"}


def test_three_in_a_ring_at_once_make_no_circle():
    with eyes(officer()) as actor:
        people = [a_file(actor).citizen for _one in range(3)]

    def ring(number):
        try:
            with eyes(actor):
                link(actor, people[number], people[(number + 1) % 3])
        except Refused:
            pass

    at_once(3, ring)

    with eyes(actor):
        assert 1 <= SamePerson.objects.standing().count() <= 2
        assert ledgers_hold()
