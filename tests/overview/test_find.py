"""Finding a person or a case by number, document or name; never beyond one's sight."""

import pytest

from cases.citizens.operations import (
    add_contact_point,
    add_identity_document,
    add_name,
    mark_contact_point,
)
from cases.core import present
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.core.partial import PartialDate
from cases.overview.find import SMALL, find
from tests.factories import head, headquarters, officer
from tests.register import a_case, a_citizen, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def person(actor, name, **values):
    with eyes(actor):
        citizen = a_citizen(actor, full_name=name, **values)
        return citizen, a_case(actor, citizen)


def names(actor, words):
    with eyes(actor):
        return [row.citizen["full_name"] for row in find(actor, words, present.now()).people]


def search(client, actor, words):
    return log_in(client, actor).post("/find/", {"q": words}, follow=True)


@pytest.mark.parametrize(
    "words",
    ["Nguyễn Văn Đực", "nguyen van duc", "NGUYEN VAN D", "  nguyen   van", "nguyễn v", "ng"],
)
def test_a_name_is_found_by_how_it_begins_without_marks(words):
    actor = officer()
    person(actor, "Nguyễn Văn Đực")
    person(actor, "Trần Thị Hoà")

    assert names(actor, words) == ["Nguyễn Văn Đực"]


def test_a_name_with_a_figure_in_it_is_a_name():
    actor = officer()
    person(actor, "Lê Thử 07")

    assert names(actor, "le thu 07") == ["Lê Thử 07"]


@pytest.mark.parametrize("words", ["hoa", "n", "Zygmunt", "%", "\\"])
def test_what_no_name_begins_with_finds_nobody(words):
    actor = officer()
    person(actor, "Nguyễn Văn Đực")

    assert names(actor, words) == []


def test_both_ways_of_writing_a_mark_are_one_name():
    actor = officer()
    person(actor, "Hoà Tô")
    person(actor, "Hòa Tú")

    found = names(actor, "hòa t")

    assert found == names(actor, "hoà t")
    assert sorted(found) == ["Hoà Tô", "Hòa Tú"]


def test_a_name_as_the_other_side_wrote_it_finds_the_person():
    actor = officer()
    citizen, _case = person(actor, "Lê Công Trứ")
    with eyes(actor):
        add_name(actor, citizen, kind="list", value="TRU CONG LE")

    assert names(actor, "tru cong") == ["Lê Công Trứ"]


@pytest.mark.parametrize("words", ["C1234567", "c 123 4567", "C-1234567"])
def test_the_number_of_a_document_finds_its_holder(words):
    actor = officer()
    citizen, _case = person(actor, "Lê Công Trứ")
    with eyes(actor):
        add_identity_document(
            actor, citizen, kind="passport", number="C1234567", status="with_holder"
        )

    assert names(actor, words) == ["Lê Công Trứ"]


def test_the_end_of_a_case_number_is_enough_at_the_own_mission(client):
    actor = officer()
    _citizen, case = person(actor, "Lê Công Trứ")

    for words in (case.reference, case.reference.lower(), str(int(case.reference[-5:]))):
        page = search(client, actor, words)
        assert page.redirect_chain[-1][0] == f"/cases/{case.reference}/"


def test_several_are_listed_with_their_cases(client):
    actor = officer()
    _one, first = person(actor, "Lê Công Trứ")
    _two, second = person(actor, "Lê Công Tú")

    page = search(client, actor, "le cong")

    assert first.reference in page.text
    assert second.reference in page.text
    assert "2 people" in page.text


def test_twenty_are_shown_and_it_is_said_that_there_are_more(client):
    with eyes(officer()) as actor:
        for n in range(21):
            a_citizen(actor, full_name=f"Lê Thử {n:02d}")

    page = search(client, actor, "le thu")

    assert page.text.count("<strong>Lê Thử") == 20
    assert "The 20 likeliest of 21 who fit." in page.text
    assert "Probably nobody" not in page.text


def test_the_noughts_of_a_case_number_may_be_left_out(client):
    actor = officer()
    _citizen, case = person(actor, "Lê Công Trứ")
    code, year, number = case.reference.split("-")

    page = search(client, headquarters(), f"{code}-{year}-{int(number)}")

    assert page.redirect_chain[-1][0] == f"/cases/{case.reference}/"


def test_who_fits_less_than_half_of_it_is_probably_not_meant(client):
    actor = officer()
    person(actor, "Lê Công Trứ", birth=PartialDate.parse("1990"))

    page = search(client, actor, "Lê Công Khuê sinh năm 1990 mẹ Lò Mẩy")

    assert "Lê Công Trứ" in page.text
    assert "Probably nobody on record" in page.text


def test_a_part_of_the_name_with_a_year_holds_all_that_was_typed(client):
    actor = officer()
    for given in ("Khuê", "Trứ"):
        person(actor, f"Nguyễn Văn {given}", birth=PartialDate.parse("1998"))

    page = search(client, actor, "Nguyen Van 1998")

    assert "Nguyễn Văn Khuê" in page.text
    assert "Probably nobody" not in page.text


def test_a_birth_date_alone_finds_who_was_born_then(client):
    actor = officer()
    person(actor, "Lê Công Trứ", birth=PartialDate.parse("1990-03-04"))
    person(actor, "Lò Thị Mẩy", birth=PartialDate.parse("1990-03-04"))
    person(actor, "Lê Thị Khuê", birth=PartialDate.parse("1990-03-05"))

    assert sorted(names(actor, "04/03/1990")) == ["Lê Công Trứ", "Lò Thị Mẩy"]


@pytest.mark.parametrize("most", [SMALL, 0])
def test_nobody_out_of_sight_is_found(client, monkeypatch, most):
    monkeypatch.setattr("cases.overview.find.SMALL", most)
    theirs = officer(yangon=True)
    citizen, case = person(theirs, "Kín Tên Lạ")
    with eyes(theirs):
        add_identity_document(
            theirs, citizen, kind="passport", number="C7654321", status="with_holder"
        )
    mine = officer()
    person(mine, "Kín Đáo")

    assert names(mine, "kin") == ["Kín Đáo"]
    assert names(mine, "C7654321") == []
    assert names(mine, case.reference) == []
    assert names(headquarters(), "kin ten")[0] == "Kín Tên Lạ"
    assert names(head(yangon=True), "kin") == ["Kín Tên Lạ"]
    assert "Kín Tên Lạ" not in search(client, mine, "kin ten").text


def test_the_words_stand_in_no_address_and_the_search_is_on_record(client):
    actor = officer()
    person(actor, "Lê Công Trứ")
    person(actor, "Lê Công Tú")

    page = search(client, actor, "Lê Công")

    assert "C%C3%B4ng" not in page.redirect_chain[-1][0]
    with eyes(actor):
        entry = AuditEntry.objects.get(operation="list_found")
    assert entry.subjects[0]["rows"] == 2
    assert entry.fields == ["search"]


@pytest.mark.parametrize("words", ["", " ", "\x00", "\ud800", "x" * 500, "’ or 1=1 --", "😀😀"])
def test_odd_words_find_nobody_and_break_nothing(client, words):
    actor = officer()
    person(actor, "Lê Công Trứ")
    log_in(client, actor)

    page = client.post("/find/", {"q": words.encode("utf-8", "surrogatepass")}, follow=True)

    assert page.status_code == 200
    assert "Lê Công Trứ" not in page.text


def test_a_forgotten_search_says_so(client):
    page = log_in(client, officer()).get("/find/?q=nonsense")

    assert "This search is no longer known." in page.text


def test_who_is_found_by_an_unsafe_number_is_marked(client):
    actor = officer()
    citizen, _case = person(actor, "Nguyễn Văn Đực")
    other, _case = person(actor, "Nguyễn Văn Đức")
    with eyes(actor):
        for row in (citizen, other):
            add_contact_point(actor, fresh(row), kind="phone", value="+84 900 000 731")
        number = citizen.contact_points.get()
        mark_contact_point(
            actor, fresh(citizen), contact_point=number, is_unsafe=True, why="The foreman has it."
        )

    with eyes(actor):
        found = find(actor, "0900000731", present.now()).people
        by_name = find(actor, "nguyen van duc", present.now()).people
    page = search(client, actor, "nguyen 0900000731").text

    assert {row.citizen["full_name"]: row.is_unsafe for row in found} == {
        "Nguyễn Văn Đực": True,
        "Nguyễn Văn Đức": False,
    }
    assert not any(row.is_unsafe for row in by_name)
    assert page.count("Unsafe: do not call") == 1
