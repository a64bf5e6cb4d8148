"""Travel groups: who may be in one, who is separated, which minor is alone, whom to keep apart."""

from datetime import date

import pytest

from cases.casework.groups.operations import end_group, join_group, leave_group
from cases.casework.groups.reading import party_of
from cases.casework.operations import record_stay
from cases.casework.protection.operations import keep_apart
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When
from cases.core.partial import PartialDate
from cases.overview.today import groups_apart
from tests.factories import PlaceFactory, headquarters
from tests.refusals import refusal_of
from tests.register import a_case, a_citizen, fresh
from tests.web.session import logged_in
from tests.world_protection import LONG_AGO, OPENED, a_group

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 20)
CHILD = PartialDate(date(2015, 5, 1), "day")
ADULT = PartialDate(date(1985, 5, 1), "day")


def case_of(actor, name, birth=ADULT):
    return a_case(actor, a_citizen(actor, full_name=name, birth=birth), reported=OPENED)


def at(actor, case, code):
    place = PlaceFactory(code=code, name=f"Place {code}", kind="shelter")
    when = When(day=date(2025, 10, 25))
    record_stay(actor, fresh(case), kind="at", place=place, when=when, source="mission")


def test_two_people_are_a_group_with_their_roles(mine):
    made = a_group(mine)

    assert sorted(made.members.values_list("role", flat=True)) == ["guardian", "relative"]


def test_refuses_a_group_of_one(mine):
    case = a_case(mine, reported=OPENED)

    refusal = refusal_of(a_group, mine, one=case, other=case)

    assert (refusal.status, refusal.code) == (422, "person_twice")
    assert refusal.problems[0].field == "other"


def test_refuses_somebody_who_is_in_the_group_already(mine):
    made = a_group(mine)
    member = made.members.first()

    with pytest.raises(Refused) as refused:
        join_group(mine, fresh(made), case=member.case, role="sibling", since=LONG_AGO)

    assert (refused.value.code, refused.value.problems[0].field) == ("person_twice", "case")


def test_refuses_somebody_who_is_in_another_group(mine):
    made, other = a_group(mine), a_group(mine)

    with pytest.raises(Refused) as refused:
        join_group(
            mine, fresh(made), case=other.members.first().case, role="sibling", since=LONG_AGO
        )

    assert (refused.value.code, refused.value.problems[0].field) == ("in_a_group", "case")


def test_refuses_a_guardian_under_18_and_names_the_field(mine):
    refusal = refusal_of(a_group, mine, one=case_of(mine, "Nguyễn Thử Bé", CHILD))

    assert (refusal.status, refusal.code) == (422, "guardian_under_age")
    assert refusal.problems[0].field == "role"


def test_refuses_a_child_of_age(mine):
    refusal = refusal_of(a_group, mine, other=case_of(mine, "Nguyễn Thử Lớn"), other_role="child")

    assert (refusal.code, refusal.problems[0].field) == ("child_of_age", "other_role")


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"since": date(2090, 1, 1)}, "in_future", "since"),
        ({"since": LONG_AGO, "until": date(2025, 10, 1)}, "days_backwards", "until"),
    ],
)
def test_refuses_days_that_cannot_be(mine, said, code, field):
    made, case = a_group(mine), a_case(mine, reported=OPENED)

    refusal = refusal_of(join_group, mine, fresh(made), case=case, role="sibling", **said)

    assert (refusal.code, refusal.problems[0].field) == (code, field)


def test_whoever_left_may_join_another_group(mine):
    made = a_group(mine)
    member = made.members.order_by("pk").last()

    leave_group(mine, fresh(made), member=member, until=LONG_AGO)

    assert a_group(mine, other=member.case).members.count() == 2


def test_an_ended_group_binds_nobody(mine):
    made = a_group(mine)
    member = made.members.order_by("pk").last()

    end_group(mine, fresh(made))

    assert a_group(mine, other=member.case).pk
    with pytest.raises(Refused, match="ended"):
        join_group(
            mine, fresh(made), case=a_case(mine, reported=OPENED), role="sibling", since=LONG_AGO
        )


def test_it_is_said_who_is_separated_and_where(mine):
    one, other = case_of(mine, "Nguyễn Thử Mẹ"), case_of(mine, "Nguyễn Thử Bé", CHILD)
    at(mine, one, "shelter-a")
    at(mine, other, "shelter-b")
    made = a_group(mine, one=one, other=other, other_role="child")

    party = party_of(mine, made, TODAY)

    assert "Nguyễn Thử Mẹ: Place shelter-a; Nguyễn Thử Bé: Place shelter-b" in party.separated


def test_the_home_page_counts_groups_whose_members_are_apart(mine):
    one, other = case_of(mine, "Nguyễn Thử Mẹ"), case_of(mine, "Nguyễn Thử Bé", CHILD)
    at(mine, one, "shelter-a")
    at(mine, other, "shelter-b")
    a_group(mine, one=one, other=other)
    a_group(mine)
    client = logged_in(mine)

    (line,) = groups_apart(mine)
    shown = client.get(line.url)

    assert line.count == "1"
    assert len(shown.context["rows"]) == 1


def test_together_nobody_is_separated(mine):
    one, other = case_of(mine, "Nguyễn Thử Mẹ"), case_of(mine, "Nguyễn Thử Bé", CHILD)
    for case in (one, other):
        at(mine, case, "shelter-a")

    assert party_of(mine, a_group(mine, one=one, other=other), TODAY).separated == ""


def test_a_minor_without_a_guardian_is_said(mine):
    child = case_of(mine, "Nguyễn Thử Bé", CHILD)
    made = a_group(mine, role="sibling", other=child, other_role="child")

    (warning,) = party_of(mine, made, TODAY).warnings

    assert warning.startswith("Nguyễn Thử Bé is or may be under 18")


def test_a_guardian_who_is_the_suspected_recruiter_is_warned_about_in_words(mine):
    adult, child = case_of(mine, "Nguyễn Thử Lớn"), case_of(mine, "Nguyễn Thử Bé", CHILD)
    keep_apart(mine, adult.citizen, other=child.citizen, reason="recruitment", since=LONG_AGO)
    made = a_group(mine, one=adult, other=child, other_role="child", apart_is_known=True)

    (warning,) = party_of(mine, made, TODAY).warnings
    with eyes(headquarters()) as reader:
        others = party_of(reader, made, TODAY).warnings

    assert warning == (
        "Nguyễn Thử Lớn is responsible in this group for Nguyễn Thử Bé, who is or may be under "
        "18, and the two are to be kept apart: One is said to have recruited the other."
    )
    assert list(others) == []


def test_an_act_for_the_whole_group_asks_first_and_tells_of_each(mine):
    made = a_group(mine)
    client = logged_in(mine)

    page = client.get(made.get_absolute_url())
    chosen = page.context["chosen"]
    asked = client.post("/cases/chosen/", {"case": chosen, "other": "note"})
    told = client.post(
        "/cases/chosen/",
        {"case": chosen, "act": "note", "_do": "1", "_key": "k", "text": "Leave at six."},
    )

    assert len(chosen) == 2
    assert asked.status_code == 200
    assert len(told.context["done"]) == 2
