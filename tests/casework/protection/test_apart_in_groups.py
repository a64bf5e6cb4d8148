"""Two people kept apart who would travel together: the act asks first, and says why."""

from datetime import date

import pytest

from cases.casework.groups.operations import join_group
from cases.casework.groups.reading import party_of
from cases.casework.operations import link_same_person
from cases.casework.protection.operations import keep_apart
from cases.core.errors import Refused
from cases.core.models import AuditEntry
from cases.core.partial import PartialDate
from tests.refusals import refusal_of
from tests.register import a_case, a_citizen, fresh
from tests.web.session import logged_in
from tests.world_protection import LONG_AGO, OPENED, a_group

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 20)
CHILD = PartialDate(date(2015, 5, 1), "day")
ADULT = PartialDate(date(1985, 5, 1), "day")
PROMISED = {"reason": "recruitment", "since": LONG_AGO}


def case_of(actor, name, birth=ADULT):
    return a_case(actor, a_citizen(actor, full_name=name, birth=birth), reported=OPENED)


def kept_apart(actor, one, other):
    keep_apart(actor, fresh(one).citizen, other=fresh(other).citizen, **PROMISED)


def test_two_who_are_kept_apart_are_asked_about_before_they_travel_together(mine):
    one, other = case_of(mine, "Nguyễn Thử Lớn"), case_of(mine, "Nguyễn Thử Bé", CHILD)
    kept_apart(mine, one, other)

    refusal = refusal_of(a_group, mine, one=fresh(one), other=fresh(other), other_role="child")
    made = a_group(
        mine, one=fresh(one), other=fresh(other), other_role="child", apart_is_known=True
    )

    (problem,) = refusal.problems
    assert (refusal.status, refusal.code) == (409, "kept_apart")
    assert (problem.field, str(problem.message)) == (
        "apart_is_known",
        "Nguyễn Thử Lớn is responsible in this group for Nguyễn Thử Bé, who is or may be under "
        "18, and the two are to be kept apart: One is said to have recruited the other.",
    )
    assert made.members.count() == 2


def test_whoever_joins_is_asked_about_as_well_and_pairs_of_others_are_not(mine):
    made = a_group(mine)
    inside, newcomer = made.members.first().case, case_of(mine, "Nguyễn Thử Mới")
    kept_apart(mine, inside, newcomer)
    said = {"role": "sibling", "since": LONG_AGO}

    refusal = refusal_of(join_group, mine, fresh(made), case=fresh(newcomer), **said)
    join_group(mine, fresh(made), case=fresh(newcomer), apart_is_known=True, **said)
    join_group(mine, fresh(made), case=case_of(mine, "Nguyễn Thử Sau"), **said)

    assert refusal.code == "kept_apart"
    assert made.members.count() == 4


def test_the_question_is_not_on_record_where_others_would_read_that_there_is_a_pair(mine):
    one, other = case_of(mine, "Nguyễn Thử Lớn"), case_of(mine, "Nguyễn Thử Bé")
    kept_apart(mine, one, other)

    with pytest.raises(Refused):
        a_group(mine, one=fresh(one), other=fresh(other))

    assert not AuditEntry.objects.filter(code="kept_apart").exists()


def test_a_pair_holds_for_every_record_of_the_person(mine):
    one, other = case_of(mine, "Nguyễn Thử Lớn"), case_of(mine, "Nguyễn Thử Bé")
    double = case_of(mine, "Nguyễn Thử Lớn Hai")
    kept_apart(mine, double, other)
    link_same_person(mine, fresh(double.citizen), into=fresh(one.citizen), because="One person.")

    refusal = refusal_of(a_group, mine, one=fresh(one), other=fresh(other))
    made = a_group(mine, one=fresh(one), other=fresh(other), apart_is_known=True)
    again = refusal_of(keep_apart, mine, fresh(one.citizen), other=fresh(other.citizen), **PROMISED)

    assert refusal.code == "kept_apart"
    assert len(party_of(mine, made, TODAY).warnings) == 1
    assert again.code == "apart_already"


def test_the_page_asks_with_a_tick_only_once_there_is_something_to_ask(mine):
    one, other = case_of(mine, "Nguyễn Thử Lớn"), case_of(mine, "Nguyễn Thử Bé")
    kept_apart(mine, one, other)
    client = logged_in(mine)
    address = f"/cases/{one.reference}/form-group/"
    form = {
        "_version": fresh(one).version,
        "_key": "k1",
        "kind": "family",
        "role": "sibling",
        "other": other.reference,
        "other_role": "sibling",
        "since": "2025-10-24",
    }

    before = client.get(address).text
    asked = client.post(address, form)
    done = client.post(address, form | {"_key": "k2", "apart_is_known": "on"})

    assert 'type="hidden" name="apart_is_known"' in before
    assert asked.status_code == 409
    assert "are to be kept apart: One is said to have recruited the other." in asked.text
    assert 'type="checkbox" name="apart_is_known"' in asked.text
    assert done.status_code == 302
