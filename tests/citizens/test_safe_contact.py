"""How a person may be contacted: shown before a call, kept in versions, on every surface."""

from datetime import UTC, datetime, time

import pytest

from cases.casework.pages.safe import hours_words, warning_of
from cases.citizens.models import ContactPoint, SafeContact
from cases.citizens.operations import (
    add_contact_point,
    add_relative,
    end_safe_contact,
    mark_contact_point,
    mark_relative,
    set_safe_contact,
)
from cases.core.addresses import address_of
from cases.core.context import eyes
from cases.core.models import RowVersion
from tests.api.calls import caller
from tests.factories import officer
from tests.refusals import refusal_now
from tests.register import a_case, a_citizen, fresh
from tests.web.session import log_in
from tests.world_reception import at_gate

pytestmark = pytest.mark.django_db

EVENING = {"hours_from": time(20, 0), "hours_until": time(21, 30), "country": "MM"}


def test_other_rules_take_the_place_of_the_former_which_stay(actor):
    person = a_citizen(actor)
    set_safe_contact(actor, fresh(person), pretext="A cousin.")
    set_safe_contact(actor, fresh(person), pretext="A bank.", **EVENING)

    former, now = SafeContact.objects.order_by("pk")

    assert (former.pretext, former.ended_at) == ("A cousin.", now.recorded_at)
    assert (now.pretext, now.zone, now.ended_at) == ("A bank.", "Asia/Yangon", None)
    end_safe_contact(actor, fresh(person), reason="She is safe.")
    assert not SafeContact.objects.standing().exists()
    assert refusal_now(end_safe_contact, actor, person, reason="x").code == "no_rules"


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, "no_rule_said", "way"),
        ({"hours_from": time(8)}, "safecontact_hours_complete", "hours_until"),
        ({"hours_from": time(8), "hours_until": time(9)}, "safecontact_hours_complete", "country"),
        (EVENING | {"country": "XX"}, "no_zone_of_country", "country"),
    ],
)
def test_refuses_rules_that_are_not_whole(actor, given, code, field):
    refusal = refusal_now(set_safe_contact, actor, a_citizen(actor), **given)

    assert (refusal.status, refusal.code) == (422, code)
    assert refusal.problems[0].field == field


def test_an_unsafe_number_is_not_the_one_to_use(actor):
    person = a_citizen(actor)
    number = add_contact_point(actor, person, kind="phone", value="+95 9 000 000 000")
    set_safe_contact(actor, fresh(person), contact_point=number)
    in_use = refusal_now(
        mark_contact_point, actor, person, contact_point=number, is_unsafe=True, why="x"
    )
    set_safe_contact(actor, fresh(person), way="Zalo only.")
    mark_contact_point(actor, fresh(person), contact_point=number, is_unsafe=True, why="Foreman.")

    refusal = refusal_now(set_safe_contact, actor, person, contact_point=fresh(number))

    assert in_use.code == "used_by_rules"
    assert refusal.code == "unsafe_number"
    assert ContactPoint.objects.get().unsafe_why == "Foreman."
    assert RowVersion.objects.filter(table_name="cases_contactpoint").exists()


def test_a_mark_needs_its_reason_and_is_set_once(actor):
    person = a_citizen(actor)
    row = add_relative(actor, person, full_name="Kin", relation="father")

    why = refusal_now(mark_relative, actor, person, relative=row, is_unsafe=True)
    already = refusal_now(mark_relative, actor, person, relative=row, is_unsafe=False)

    assert (why.code, why.problems[0].field) == ("unsafe_why_needed", "why")
    assert (already.status, already.code) == (409, "marked_already")


def test_the_hours_are_shown_there_and_here_and_outside_of_them_the_page_warns():
    rule = SafeContact(hours_from=time(20), hours_until=time(21, 30), zone="Asia/Yangon")
    inside = datetime(2025, 11, 3, 14, 0, tzinfo=UTC)
    outside = datetime(2025, 11, 3, 3, 0, tzinfo=UTC)

    words = hours_words(rule, "Asia/Bangkok", inside)

    assert words.splitlines() == ["20:00 to 21:30, Yangon time", "20:30 to 22:00, Bangkok time"]
    assert warning_of(rule, inside) == ""
    assert "it is 09:30 there" in warning_of(rule, outside)


def test_hours_past_midnight_hold_on_both_sides_of_it():
    rule = SafeContact(hours_from=time(22), hours_until=time(2), zone="UTC")

    open_at = [rule.is_open_at(datetime(2025, 1, 1, hour, tzinfo=UTC)) for hour in (21, 23, 1, 3)]

    assert open_at == [False, True, True, False]


@pytest.fixture
def dangerous(actor):
    """A case with rules, a number that may be called and one that may not."""
    case = a_case(actor)
    person = case.citizen
    add_contact_point(actor, fresh(person), kind="phone", value="+66 81 000 0001")
    bad = add_contact_point(actor, fresh(person), kind="phone", value="+66 81 000 0002")
    mark_contact_point(actor, fresh(person), contact_point=bad, is_unsafe=True, why="Zqforeman")
    set_safe_contact(
        actor, fresh(person), pretext="Zqcousin", code_phrase="Zqrice", never="Zqnever", **EVENING
    )
    return case


def test_the_page_shows_the_rules_above_the_numbers_and_links_only_safe_ones(
    client, actor, dangerous
):
    page = log_in(client, actor).get(dangerous.get_absolute_url()).text

    assert page.index("Zqcousin") < page.index("tel:+66810000001")
    assert "tel:+66810000002" not in page
    assert "Unsafe: do not call" in page
    assert "Zqforeman" in page
    assert "Zqrice" in page


def test_on_paper_the_flag_goes_with_the_number_and_the_phrase_does_not(client, actor, dangerous):
    sheet = log_in(client, actor).get(f"{dangerous.get_absolute_url()}print/").text

    assert "Unsafe: do not call" in sheet
    assert "Zqcousin" in sheet
    assert "Zqrice" not in sheet


def test_the_api_flags_the_number_and_never_says_the_phrase(actor, dangerous):
    answer = caller(actor).get(address_of("citizens", str(dangerous.citizen.uuid)))

    flags = {row["value"]: row["is_unsafe"] for row in answer.json()["contact_points"]}
    assert flags == {"+66 81 000 0001": False, "+66 81 000 0002": True}
    assert answer.json()["safe_contacts"][0]["pretext"] == "Zqcousin"
    assert "Zqrice" not in answer.content.decode()


def test_a_select_box_says_it_too(client, actor, dangerous):
    page = log_in(client, actor).get(f"{dangerous.get_absolute_url()}log-contact/").text

    assert "+66 81 000 0002 (unsafe: do not call)" in page


def test_the_rules_are_of_the_file_and_of_the_missions_that_see_her(dangerous):
    for other in (officer(yangon=True), at_gate()):
        with eyes(other):
            assert not SafeContact.objects.exists()
            assert not SafeContact.objects.visible_to(other).exists()
