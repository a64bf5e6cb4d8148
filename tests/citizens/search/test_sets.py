"""A whole list against the register: who is linked, who is parked, who is not told of."""

import json
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from cases.casework.operations import share_case
from cases.citizens.operations import add_identity_document, correct_citizen
from cases.citizens.search.judging import Verdict
from cases.citizens.search.newcomers import Newcomer
from cases.citizens.search.sets import Candidate, match_in_sets
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import replay
from cases.core.partial import PartialDate
from cases.missions.models import Mission
from cases.missions.queries import system_at
from cases.places.models import Province
from tests.benchmarks.misreport import CODES, Misreports, Truth
from tests.citizens.search.people import PEOPLE, person, province, with_case
from tests.factories import headquarters, officer
from tests.register import a_case, a_citizen, fresh
from tests.statements import executed, selected_value

pytestmark = pytest.mark.django_db

NAME, BORN, NUMBER = PEOPLE[0]
FOUND = """
select count(*) from find_people_in_sets(
  jsonb_build_array(jsonb_build_array(0, jsonb_build_array(search_key('n:kin')))), 5)
"""
HOSTILE = ["", " ", "???", "A", "x" * 400, "Nguyễn " * 60, "'; drop table", "เหงียน"]


def newcomer(name=NAME, born="", number="", kind="passport", **said) -> Newcomer:
    birth = PartialDate.parse(born) if born else None
    papers = {"document_kind": kind, "document_number": number, "document_country": "VN"}
    return Newcomer(name, birth, **((papers if number else {}) | said))


def matched(actor, *newcomers, but=None) -> list[list[Candidate]]:
    with eyes(actor):
        return match_in_sets(actor, newcomers, but)


def verdicts(actor, *args, **said) -> list[tuple[str, Verdict]]:
    """Who may be one newcomer, and what that comes to."""
    (found,) = matched(actor, newcomer(*args, **said))
    return [(one.citizen["full_name"], one.verdict) for one in found]


def test_the_same_paper_links(register):
    assert verdicts(register, "nguyen van hung", BORN, NUMBER) == [(NAME, Verdict.LINKED)]
    assert verdicts(register, "NGUYEN HUNG", "", NUMBER.lower()) == [(NAME, Verdict.LINKED)]


@pytest.mark.parametrize(
    "said",
    [
        {"name": "Trần Thị Hoa"},
        {"born": "1971-11-30"},
        {"kind": "travel_document"},
        {"document_country": "TH"},
        {"document_country": ""},
        {"sex": "f"},
    ],
)
def test_the_same_paper_and_something_against_it_is_for_somebody_to_decide(register, said):
    with eyes(register):
        holder = person(register, "Phan Bá Lộc", "1993-04-05", "C1112223", sex="m")
    assert holder.sex == "m"

    found = verdicts(register, **{"name": "Phan Bá Lộc", "number": "C1112223"} | said)

    assert dict(found)["Phan Bá Lộc"] == Verdict.LIKELY


def test_one_paper_of_two_people_links_neither(register):
    person(register, "Nguyễn Văn Hưng", "1990-02-03", NUMBER)

    found = verdicts(register, NAME, BORN, NUMBER)

    assert {verdict for _name, verdict in found} == {Verdict.LIKELY}
    assert len(found) == 2


def test_a_wrong_character_in_the_paper_links_nobody(register):
    assert verdicts(register, NAME, BORN, "C1403922") == [(NAME, Verdict.LIKELY)]


def test_a_name_alone_is_never_more_than_perhaps(register):
    for name, _born, _number in PEOPLE:
        found = verdicts(register, name)

        assert (name, Verdict.PERHAPS) in found
        assert {verdict for _name, verdict in found} == {Verdict.PERHAPS}
    rare = person(register, "Lò Thị Khuê Quỳnh")
    assert verdicts(register, rare.full_name) == [(rare.full_name, Verdict.PERHAPS)]


def test_a_name_with_no_more_than_the_year_is_perhaps(register):
    assert (NAME, Verdict.PERHAPS) in verdicts(register, NAME, "1990")


@pytest.mark.parametrize(
    "said",
    [
        {"born": BORN},
        {"born": "1990-03-02"},
        {"phones": ["+84 912 345 678"]},
        {"born": "1990", "relatives": ["Tran Thi Me"]},
        {"born": "1990", "province": True},
        {"births": (PartialDate(date(1990, 2, 3), "day"), PartialDate(date(1990, 3, 2), "day"))},
    ],
)
def test_what_makes_somebody_likely(elsewhere, said):
    actor = elsewhere
    home = province("Lạng Sơn", "020")
    person(actor, NAME, BORN, phone="0912 345 678", mother="Trần Thị Mẹ", origin_province=home)
    if "province" in said:
        said = {**said, "province": home.pk}

    assert verdicts(actor, "Nguyen Van Hung", **said) == [(NAME, Verdict.LIKELY)]


def test_of_namesakes_nobody_is_told(elsewhere):
    actor = elsewhere
    for _ in range(6):
        person(actor, NAME)

    assert verdicts(actor, NAME) == []


def test_provinces_are_the_same_before_and_after_the_reform(elsewhere):
    actor = elsewhere
    new = Province.objects.create(code="N99", name="Lạng Giang", generation="new")
    old = Province.objects.create(code="098", name="Lạng Thượng", generation="old", successor=new)
    person(actor, NAME, "1990", origin_province=old)

    assert verdicts(actor, NAME, "1990", province=new.pk) == [(NAME, Verdict.LIKELY)]


def test_a_personal_number_tells_the_province_that_is_not_said(elsewhere):
    actor = elsewhere
    old = province("Lạng Thượng", "098")
    person(actor, NAME, "1990", origin_province=old)

    (found,) = matched(actor, newcomer(NAME, "1990", "098090000001", "personal_number"))

    assert "province" in found[0].reasons


def test_another_personal_number_outweighs_a_common_name_and_the_day(register):
    holder = person(register, "Lê Văn Nam", "1985-12-06", sex="m")
    with eyes(register):
        add_identity_document(
            register, holder, kind="personal_number", number="001085000001", status="with_holder"
        )

    assert verdicts(register, "Le Van Nam", "1985-12-06") == [("Lê Văn Nam", Verdict.LIKELY)]
    assert verdicts(register, "Le Van Nam", "1985-12-06", "052085111111", "personal_number") == []


def test_every_error_of_lists_finds_the_person(register):
    draw = Random(6)
    made = Misreports(draw)
    truths, asked = [], []
    for code in CODES:
        for name, born, number in PEOPLE:
            report = made.report_with(Truth(name, date.fromisoformat(born), (number,)), [code])
            if code in report.errors:
                truths.append((code, name))
                asked.append(newcomer(report.full_name, str(report.birth or ""), *report.numbers))

    found = matched(register, *asked)

    missed = [
        truth
        for truth, people in zip(truths, found, strict=True)
        if truth[1] not in [one.citizen["full_name"] for one in people[:1]]
    ]
    assert not missed
    assert len(asked) > 100


def test_those_who_are_known_to_be_others_are_left_out(register):
    ((one,), (other,)) = matched(register, newcomer(born=BORN), newcomer(born=BORN))

    found = matched(
        register, newcomer(born=BORN), newcomer(born=BORN), but={1: {one.citizen["pk"]}}
    )

    assert one.citizen == other.citizen
    assert [len(people) for people in found] == [1, 0]


def test_a_mission_is_told_of_its_own_people_alone(register):
    elsewhere = officer(code="VTE", country="LA", zone="Asia/Vientiane")
    everything = newcomer(born=BORN, number=NUMBER)

    assert matched(elsewhere, everything) == [[]]
    assert [len(people) for people in matched(headquarters(), everything)] == [1]


def test_a_share_lets_match_until_it_ends(register):
    other = officer(code="RGN")
    case = with_case(register, "Kín Tên Lạ", "1991-01-02", "C7654321")
    asked = newcomer("Kin Ten La", number="C7654321")
    assert matched(other, asked) == [[]]

    with eyes(SYSTEM):
        mission = Mission.objects.get(pk=other.mission_id)
        share_case(SYSTEM, case, mission=mission, days=30, reason="Kin.")

    assert [len(people) for people in matched(other, asked)] == [1]


def test_a_share_that_has_ended_matches_nobody(register):
    mine = system_at(Mission.objects.get(pk=register.mission_id))
    other = officer(code="RGN")
    with eyes(mine), replay(datetime.now(UTC) - timedelta(days=100)):
        case = a_case(mine, a_citizen(mine, full_name="Kín Tên Lạ"))
        mission = Mission.objects.get(pk=other.mission_id)
        share_case(mine, case, mission=mission, days=90, reason="Kin.")

    assert verdicts(other, "Kin Ten La") == []
    with eyes(other):
        assert selected_value(FOUND) == 0
    assert verdicts(register, "Kin Ten La") == [("Kín Tên Lạ", Verdict.PERHAPS)]


def test_what_is_corrected_is_found_as_it_is_now(register):
    someone = person(register, "Phan Bá Lộc", "1993-04-05")
    with eyes(register):
        correct_citizen(register, fresh(someone), changes={"full_name": "Quàng Thị Khuê"})

    found = verdicts(register, "Quang Thi Khue", "1993-04-05")

    assert found == [("Quàng Thị Khuê", Verdict.LIKELY)]


def test_a_longer_list_costs_no_more_statements(register):
    row = newcomer(born=BORN, number=NUMBER, phones=["0912345678"], relatives=["Trần Thị Mẹ"])
    counts = []
    for length in (2, 60):
        with eyes(register), CaptureQueriesContext(connection) as queries:
            match_in_sets(register, [row] * length)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_find_nobody_and_break_nothing(register, name):
    (found,) = matched(register, Newcomer(name))

    assert all(one.verdict == Verdict.PERHAPS for one in found)


@pytest.mark.parametrize("said", ["!'00000000'", "00000000 | 'x'", "n:hung", "00000000 & 11111111"])
def test_the_function_takes_digests_alone(register, said):
    with pytest.raises(DataError), eyes(register):
        executed("select * from find_people_in_sets(%s, 5)", [json.dumps([[0, [said]]])])


def test_without_eyes_nobody_is_found(register):
    assert selected_value(FOUND) == 0
