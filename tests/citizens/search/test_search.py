"""The person is found by whatever is known, however it was reported; never beyond one's sight."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from cases.casework.operations import share_case
from cases.citizens.operations import correct_citizen
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import replay
from cases.missions.models import Mission
from cases.missions.queries import system_at
from tests.benchmarks.misreport import CODES, Misreports, Truth
from tests.citizens.search.people import PEOPLE, matches, names, person, province, with_case
from tests.factories import MissionFactory, PostingFactory, ProvinceFactory, headquarters, officer
from tests.register import a_case, a_citizen, fresh
from tests.statements import selected_value

pytestmark = pytest.mark.django_db


def test_every_error_of_lists_finds_the_person_first(register):
    draw = Random(6)
    reports = Misreports(draw)
    missed = []
    for code in CODES:
        for name, birth, number in PEOPLE:
            truth = Truth(name, date.fromisoformat(birth), (number,))
            report = reports.report_with(truth, [code])
            if code not in report.errors:
                continue
            said = f"{report.full_name} {report.birth_text}"
            if names(register, said)[:1] != [name]:
                missed.append((code, said, name))

    assert not missed


@pytest.mark.parametrize(
    "words", ["C7215680", "C7215689", "C721568", "C72156800", "C7215608", "C721568O", "c 721 5680"]
)
def test_one_wrong_character_in_a_number_finds_the_holder(register, words):
    assert "Phạm Minh Tuấn" in names(register, words)


def test_a_wrong_year_hides_nobody_who_is_called_so(register):
    name, birth, _number = PEOPLE[0]
    parts = name.split()

    found = matches(register, f"{parts[0]} {parts[-1]} {int(birth[:4]) - 9}")

    assert name in [row.citizen["full_name"] for row in found]
    assert (
        "born_other" in next(row for row in found if row.citizen["full_name"] == name).fit.reasons
    )


def test_a_whole_number_comes_before_one_that_is_near(register):
    found = matches(register, "C7215680")

    assert found[0].citizen["full_name"] == "Phạm Minh Tuấn"
    assert found[0].fit.reasons == ["document"]
    assert all("document" not in match.fit.reasons for match in found[1:])


@pytest.mark.parametrize(
    "words",
    ["เหงียน หาย บั๋ง", "Ngian Hai Bang", "nguyen hai bang", "Nguye6n4 Ha3i Ba82ng",
     "Nguyeenx Hair Bawngf", "Nguyá»…n Háº£i Báº±ng", "bang hai nguyen", "NGUYENHAIBANG",
     "Nguyễn H. Bằng", "Ng. Hải Bằng"],
)  # fmt: skip
def test_a_name_is_found_however_it_was_written(register, words):
    person(register, "Nguyễn Hải Bằng", "1991-01-02")

    assert names(register, words)[:1] == ["Nguyễn Hải Bằng"]


def test_a_name_in_the_script_of_the_host_is_found_as_an_alias(register):
    person(register, "Đoàn Khắc Vịnh", alias="สมชาย รักดี")

    assert names(register, "สมชาย รักดี") == ["Đoàn Khắc Vịnh"]


def test_a_phone_a_province_and_a_relative_find_and_tell_namesakes_apart(elsewhere):
    actor = elsewhere
    nghe_an, hue = province("Nghệ An", "40"), province("Huế", "46")
    for where, phone, mother in (
        (nghe_an, "+84 912 345 678", "Trần Thị Mơ"),
        (hue, "0987654321", "Quàng Thị Khuê"),
    ):
        person(actor, "Lê Văn Nam", "1998-05-12", origin_province=where, phone=phone, mother=mother)

    def first(words):
        match = matches(actor, words)[0]
        return match.citizen["origin_province_id"], match.fit.reasons

    assert first("le van nam nghe an")[0] == nghe_an.pk
    assert first("hue 1998 le van nam")[0] == hue.pk
    assert "province" in first("hue 1998 le van nam")[1]
    assert first("0912345678") == (nghe_an.pk, ["phone"])
    assert first("0912345679") == (nghe_an.pk, ["phone_near"])
    assert first("+84 987 654 321 le van nam")[0] == hue.pk
    assert first("Quàng Thị Khuê 1998")[0] == hue.pk
    assert "relative" in first("Quàng Thị Khuê 1998")[1]


def test_a_province_that_went_into_another_finds_people_of_both(elsewhere):
    actor = elsewhere
    new = province("Tây Ninh", "80")
    old = ProvinceFactory(code="81", name="Long An", generation="old", successor=new)
    person(actor, "Lê Văn Nam", origin_province=old)
    person(actor, "Lê Văn Nam", origin_province=new)

    assert {"province" in match.fit.reasons for match in matches(actor, "le van nam long an")} == {
        True
    }


def test_who_fits_far_worse_than_the_best_is_not_listed(register):
    assert names(register, "Nguyễn Văn Hùng 03/02/1990 C1403921") == ["Nguyễn Văn Hùng"]


def test_nobody_is_found_beyond_ones_sight(register):
    other = officer(code="RGN")
    roles = [
        PostingFactory(role=role, mission=MissionFactory(headquarters=True)).actor()
        for role in ("auditor", "spokesperson", "administrator")
    ]

    for words in ("Phạm Minh Tuấn 1997", "C7215680", "C8347052 Phạm Minh Tuấn"):
        assert names(register, words) != []
        assert names(headquarters(), words) != []
        for nobody in (other, *roles):
            assert names(nobody, words) == []


def test_a_share_lets_find_until_it_ends(register):
    other = officer(code="RGN")
    case = with_case(register, "Kín Tên Lạ", "1991-01-02", "C7654321")
    assert names(other, "C7654321") == []

    with eyes(SYSTEM):
        share_case(
            SYSTEM, case, mission=Mission.objects.get(pk=other.mission_id), days=30, reason="Kin."
        )
    assert names(other, "C7654321") == ["Kín Tên Lạ"]
    assert names(other, "Kin Ten La 1991") == ["Kín Tên Lạ"]


def test_a_share_that_has_ended_finds_nobody(register):
    mine = system_at(Mission.objects.get(pk=register.mission_id))
    other = officer(code="RGN")
    with eyes(mine), replay(datetime.now(UTC) - timedelta(days=100)):
        case = a_case(mine, a_citizen(mine, full_name="Kín Tên Lạ"))
        share_case(
            mine, case, mission=Mission.objects.get(pk=other.mission_id), days=90, reason="Kin."
        )

    assert names(other, "Kin Ten La") == []
    with eyes(other):
        assert (
            selected_value("select count(*) from find_people(%s, 50, 50)", ['[[["n:kin"]]]']) == 0
        )
    assert names(register, "Kin Ten La") == ["Kín Tên Lạ"]


def test_a_birth_far_away_is_no_reason_to_hide_a_document(register):
    found = matches(register, "C7215680 1950")

    assert found[0].citizen["full_name"] == "Phạm Minh Tuấn"
    assert found[0].fit.reasons == ["document", "born_other"]


def test_a_corrected_name_is_found_at_once(register):
    citizen = person(register, "Sai Ten", "1991-01-02")
    with eyes(register):
        correct_citizen(register, fresh(citizen), changes={"full_name": "Quàng Thị Khuê"})

    assert names(register, "quang thi khue")[:1] == ["Quàng Thị Khuê"]
    assert "Quàng Thị Khuê" not in names(register, "sai ten")


@pytest.mark.parametrize(
    "words",
    ["'", "|", "&", "!", ":*", "\\", "a'b", "x | y", "!lan", "lan:*", "\\'; drop", "$$", "%s",
     "{}", '"', "n:lan", "m:1", "@1990", "' | '", "lan & !hung", "\u202e", "𝕃𝕒𝕟", "a" * 160],
)  # fmt: skip
def test_hostile_words_break_nothing(register, words):
    assert isinstance(names(register, words), list)
    assert isinstance(names(register, f"{words} 1990 C7215680"), list)


def test_the_number_of_statements_does_not_grow(register, django_assert_max_num_queries):
    for n in range(30):
        person(register, f"Nguyễn Văn Hùng {'ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF'[n]}", "1990-02-03")

    with django_assert_max_num_queries(14):
        assert len(names(register, "nguyen van hung 1990 0912345678")) > 20
