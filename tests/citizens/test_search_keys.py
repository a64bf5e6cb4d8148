"""The keys by which people are found: kept by the database, right after each change, closed."""

import re

import pytest
from django.db import DatabaseError, connection, transaction

from cases.casework.operations import share_case
from cases.citizens.operations import (
    add_contact_point,
    add_identity_document,
    add_name,
    add_relative,
    correct_citizen,
    withdraw_name,
)
from cases.citizens.search import schema
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.partial import PartialDate
from cases.missions.models import Mission
from tests.factories import MissionFactory, PostingFactory, officer
from tests.register import a_case, a_citizen, fresh

pytestmark = pytest.mark.django_db


def found(actor, *terms):
    """Whom the function finds by one way in which each of these keys must be there."""
    with eyes(actor), connection.cursor() as cursor:
        asked = "[[" + ", ".join(f'["{term}"]' for term in terms) + "]]"
        cursor.execute("select citizen_id from find_people(%s, 50, 50)", [asked])
        return {row[0] for row in cursor.fetchall()}


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def citizen(bangkok):
    with eyes(bangkok):
        return a_citizen(bangkok, full_name="Nguyễn Hải Bằng")


def test_who_is_registered_is_found_by_syllables_sounds_initials_and_all_joined(bangkok, citizen):
    for term in ("n:bang", "n:hai", "s:h-ai", "i:b", "j:nguyenhaibang", "y:"):
        assert found(bangkok, term) == {citizen.pk}
    assert found(bangkok, "n:bang", "n:hai") == {citizen.pk}
    assert found(bangkok, "n:bang", "n:lan") == set()


def test_a_corrected_name_and_birth_are_found_and_the_former_ones_no_more(bangkok, citizen):
    with eyes(bangkok):
        correct_citizen(
            bangkok,
            citizen,
            changes={"full_name": "Trần Thị Lan", "birth": PartialDate.parse("1998-05-12")},
        )

    for term in ("n:lan", "s:l-an", "b:19980512", "y:1998"):
        assert bool(found(bangkok, term)) is (term != "s:l-an")
    for term in ("n:bang", "j:nguyenhaibang", "y:"):
        assert found(bangkok, term) == set()


def test_what_is_attached_is_found_until_it_is_withdrawn(bangkok, citizen):
    with eyes(bangkok):
        name = add_name(bangkok, citizen, kind="list", value="Ngian Hay Bung")
        add_identity_document(
            bangkok, citizen, kind="passport", number="C 1234567", status="with_holder"
        )
        add_contact_point(bangkok, citizen, kind="phone", value="+84 912 345 678")
        add_relative(
            bangkok, citizen, full_name="Lê Thị Mơ", relation="mother", phone="0987 654 321"
        )

    for term in ("n:ngian", "d:C1234567", "d<C123", "d>4567", "p:912345678", "p:987654321", "r:mo"):
        assert found(bangkok, term) == {citizen.pk}, term

    with eyes(bangkok):
        withdraw_name(bangkok, fresh(citizen), name=name, reason="Of another person.")

    assert found(bangkok, "n:ngian") == set()
    assert found(bangkok, "d:C1234567") == {citizen.pk}


def test_nobody_is_found_beyond_ones_sight_and_a_share_gives_it(bangkok, citizen):
    other = officer(code="RGN")
    with eyes(bangkok):
        case = a_case(bangkok, citizen)

    assert found(other, "n:bang") == set()
    assert found(SYSTEM, "n:bang") == {citizen.pk}

    with eyes(SYSTEM):
        share_case(
            SYSTEM, case, mission=Mission.objects.get(pk=other.mission_id), days=30, reason="Kin."
        )

    assert found(other, "n:bang") == {citizen.pk}


@pytest.mark.parametrize("role", ["auditor", "spokesperson", "administrator"])
def test_a_role_that_sees_no_people_finds_nobody(citizen, role):
    eyes_of = PostingFactory(role=role, mission=MissionFactory(headquarters=True)).actor()

    assert found(eyes_of, "n:bang") == set()


def test_the_application_can_neither_read_nor_write_keys(bangkok, citizen):
    for statement in (
        "select * from cases_searchkeys",
        "update cases_searchkeys set keys = ''",
        "insert into cases_searchkeys values (1, '')",
        "delete from cases_searchkeys",
    ):
        with eyes(bangkok), pytest.raises(DatabaseError), transaction.atomic():
            execute(statement)


def test_only_the_system_makes_them_anew_and_nothing_changes_by_it(bangkok, citizen):
    with eyes(bangkok), pytest.raises(DatabaseError), transaction.atomic():
        execute("select rebuild_search_keys(0, 1000000000)")
    with eyes(SYSTEM):
        assert execute("select rebuild_search_keys(0, 1000000000)") == [(0,)]


def test_the_functions_of_the_database_are_those_of_the_code():
    for name, body in re.findall(
        r"create function (\w+)\(.*?\$\$(.*?)\$\$", schema.FUNCTIONS, re.DOTALL
    ):
        assert execute("select prosrc from pg_proc where proname = %s", name) == [(body,)], name
