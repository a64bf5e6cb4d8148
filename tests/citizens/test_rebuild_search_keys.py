"""Keys made anew: what an older version wrote is found again, and nothing else is touched."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from cases.citizens.models import Citizen
from cases.citizens.operations import add_name
from cases.citizens.search import rebuilding
from cases.citizens.search.people import search
from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from tests.factories import officer
from tests.register import a_citizen

pytestmark = pytest.mark.django_db


def rebuilt(*arguments):
    said = StringIO()
    call_command("rebuild_search_keys", *arguments, stdout=said)
    return said.getvalue()


def found(actor, words):
    with eyes(actor):
        return [
            match.citizen["full_name"]
            for match in search(actor, words, present.now().astimezone(actor.clock).date())
        ]


@pytest.fixture
def people():
    with eyes(officer()) as actor:
        made = [a_citizen(actor, full_name=name) for name in ("Nguyễn Hải Bằng", "Trần Văn Dũng")]
        add_name(actor, made[0], kind="list", value="Somchai Rakdee")
    return actor, made


def as_an_older_version_wrote_them():
    with eyes(SYSTEM), connection.cursor() as cursor:
        cursor.execute("update cases_citizen set sound_key = '', sort_key = full_name")
        cursor.execute("update cases_name set sound_key = ''")


def test_what_the_code_wrote_itself_is_left_as_it_is(people):
    assert "2 people looked at, 0 names sort or sound otherwise, 0 people" in rebuilt()


def test_what_another_version_wrote_is_put_right_in_chunks(people):
    actor, (bang, _dung) = people
    with eyes(actor):
        before = set(Citizen.objects.values_list("sort_key", "sound_key"))
    as_an_older_version_wrote_them()
    assert found(actor, "Win Hai Baan") == []

    said = rebuilt("--chunk", "1")

    with eyes(actor):
        assert set(Citizen.objects.values_list("sort_key", "sound_key")) == before
    assert found(actor, "Win Hai Baan") == ["Nguyễn Hải Bằng"]
    assert f"1 people looked at; to go on from here: --after {bang.pk}" in said
    assert said.endswith(
        "2 people looked at, 3 names sort or sound otherwise, 0 people are found by other keys.\n"
    )


def test_it_goes_on_behind_the_person_it_was_told(people):
    _actor, (bang, _dung) = people
    as_an_older_version_wrote_them()

    assert "1 people looked at, 1 names" in rebuilt("--after", str(bang.pk))


def test_keys_that_are_missing_are_made(people):
    _actor, (bang, dung) = people
    assert rebuilding.rebuild_search_keys(dung.pk) is None
    assert rebuilding.rebuild_search_keys(0, 1) == rebuilding.Rebuilt(bang.pk, 1, 0, 0)
