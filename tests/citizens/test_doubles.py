"""Who is likely registered already: each reason, the threshold, and who is no double."""

from datetime import date

import pytest

from cases.citizens.operations import (
    add_contact_point,
    add_identity_document,
    add_name,
    add_relative,
    withdraw_identity_document,
)
from cases.citizens.search.doubles import likely_doubles
from cases.citizens.search.newcomers import Newcomer
from cases.citizens.search.weights import weights
from cases.core.context import eyes
from cases.core.partial import PartialDate
from tests.factories import head, headquarters
from tests.register import a_citizen

pytestmark = pytest.mark.django_db

BORN = PartialDate(date(1998, 4, 3), "day")
NAME = "Nguyễn Văn Hùng"
PHONE = "+84 912 345 678"


@pytest.fixture
def actor():
    """A head of mission with one person on record: name, sex, day of birth, papers, phones."""
    with eyes(head()) as actor:
        person = a_citizen(actor, full_name=NAME, birth=BORN, sex="m")
        document(actor, person, "passport", "C1234567")
        document(actor, person, "personal_number", "001098000001")
        add_contact_point(actor, person, kind="phone", value=PHONE, whose="citizen")
        add_relative(actor, person, full_name="Lê Thị Mẹ", relation="mother", phone="0987654321")
        yield actor


def document(actor, person, kind, number):
    add_identity_document(actor, person, kind=kind, number=number, status="with_holder")


def reasons(actor, full_name=NAME, **said):
    """The reasons of the likeliest double; None where nobody is one."""
    found = likely_doubles(actor, Newcomer(full_name, **({"document_country": "VN"} | said)))
    assert all(double.bits >= weights().thresholds.likely for double in found)
    return list(found[0].reasons) if found else None


def born(year, month, day):
    return PartialDate(date(year, month, day), "day")


PASSPORT = {"document_kind": "passport", "document_number": "c 1234567"}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (PASSPORT, ["document", "name"]),
        ({"full_name": "Trần Thị Khác", **PASSPORT}, ["document", "name_other"]),
        ({"birth": BORN}, ["born", "name"]),
        ({"full_name": "nguyen van hung", "birth": BORN}, ["name_marks", "born"]),
        ({"full_name": "Hung Nguyen Van", "birth": BORN}, ["name_order", "born"]),
        ({"full_name": "Nguyenvanhung", "birth": BORN}, ["name_marks", "born"]),
        ({"full_name": "Nguyễn Văn Hugn", "birth": BORN}, ["name_alike", "born"]),
        ({"full_name": "Nguyễn Hùng", "birth": BORN}, ["name_part", "born"]),
        ({"birth": born(1998, 3, 4)}, ["name", "born_swapped"]),
        ({"phones": ["0912345678"]}, ["phone", "name"]),
        ({"phones": ["0987 654 321"]}, ["phone", "name"]),
        ({"birth": born(1997, 4, 3), "phones": [PHONE]}, ["phone", "name", "born_digit"]),
        ({"birth": born(1993, 8, 20), "phones": [PHONE]}, ["phone", "name", "born_other"]),
        ({"birth": BORN, "sex": "f"}, ["name", "born", "sex_other"]),
        ({"birth": BORN, "sex": "m"}, ["name", "born"]),
        (
            {"birth": BORN, "document_kind": "personal_number", "document_number": "001098000007"},
            ["document_near", "name", "born"],
        ),
    ],
)
def test_what_makes_a_double_with_its_reasons(actor, said, expected):
    found = reasons(actor, **said)

    assert found is not None
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"birth": PartialDate(date(1998, 1, 1), "year")},
        {"birth": PartialDate(date(1998, 4, 1), "month")},
        {"birth": born(1991, 8, 20)},
        {"birth": born(1998, 4, 4)},
        {"full_name": "Nguyễn Thị Lan", "birth": BORN},
        {"full_name": "Trần Văn Nam", "phones": [PHONE]},
        {"full_name": "Nguyễn Văn Dũng", "birth": born(2001, 1, 9), "phones": [PHONE]},
        {"full_name": "Nguyễn Văn Hugn", "birth": BORN, "sex": "f"},
        {"document_kind": "passport", "document_number": "C7654321"},
        {"birth": BORN, "document_kind": "personal_number", "document_number": "052098111111"},
        {"full_name": "Trần Thị Khác", "sex": "f", **PASSPORT},
    ],
)
def test_who_is_no_double(actor, said):
    assert reasons(actor, **said) is None


def test_a_rare_name_alone_warns_of_nobody(actor):
    a_citizen(actor, full_name="Lò Thị Khuê Quỳnh")

    assert reasons(actor, "Lò Thị Khuê Quỳnh") is None


def test_the_reasons_are_in_words(actor):
    (double,) = likely_doubles(actor, Newcomer(NAME, BORN, sex="f"))

    assert "Same birth date" in double.sentences
    assert "Another sex" in double.sentences


def test_an_alias_counts_as_a_name(actor):
    person = a_citizen(actor, full_name="Phạm Quốc Bảo", birth=born(2000, 5, 6))
    add_name(actor, person, kind="list", value="Hoàng Khánh Linh")

    assert "alias" in reasons(actor, "Hoàng Khánh Linh", birth=born(2000, 5, 6))


def test_a_withdrawn_paper_counts_no_more(actor):
    person = a_citizen(actor, full_name="Phạm Quốc Bảo")
    document(actor, person, "passport", "B7654321")
    said = {"document_kind": "passport", "document_number": "B7654321"}
    assert reasons(actor, "Bảo", **said) is not None

    withdraw_identity_document(actor, person, document=person.documents.get(), reason="Wrong.")

    assert reasons(actor, "Bảo", **said) is None


def test_a_record_of_another_mission_is_not_told(actor):
    with eyes(head(code="VTE", country="LA", zone="Asia/Vientiane")) as other:
        assert reasons(other, birth=BORN, **PASSPORT) is None
    with eyes(headquarters()) as centre:
        assert reasons(centre, birth=BORN, **PASSPORT) is not None


def test_those_who_are_known_to_be_others_are_left_out(actor):
    (double,) = likely_doubles(actor, Newcomer(NAME, BORN))

    assert likely_doubles(actor, Newcomer(NAME, BORN), {double.citizen["pk"]}) == []
