"""A row of a list beside a person of ours."""

import pytest

from cases.core.partial import PartialDate
from cases.intake.reconciliation.comparing import Known, differences, spelling_differs

AN = Known(
    names=["Nguyễn Văn An", "Nguyen An"],
    birth=PartialDate.parse("1998-05-04"),
    sex="m",
    provinces={"37", "40"},
    personal_numbers={"037098001234"},
    papers={("passport", "VN"): {"C1234567"}},
)
SAME = {
    "full_name": "NGUYEN VAN AN",
    "birth": "1998-05-04",
    "sex": "m",
    "personal_number": "037098001234",
    "document_kind": "passport",
    "document_country": "VN",
    "document_number": "C 1234567",
}


def test_the_same_in_capitals_without_marks_differs_in_nothing():
    assert differences(SAME, AN, {"37"}) == []


@pytest.mark.parametrize(
    ("listed", "kind"),
    [
        ("Nguyễn Văn An", None),
        ("NGUYEN VAN AN", None),
        ("nguyen an", None),
        ("Nguyễn Văn Ẩn", "marks"),
        ("An Nguyen Van", "order"),
        ("Nguyen Van Anh", "spelling"),
        ("Nguyenvan An", "spelling"),
        ("", None),
    ],
)
def test_says_how_a_spelling_differs(listed, kind):
    assert spelling_differs(listed, AN.names) == kind


def test_tones_placed_in_two_ways_are_one_spelling():
    assert spelling_differs("Trần Thị Hoà", ["Trần Thị Hòa"]) is None


def test_a_name_in_the_host_script_that_sounds_like_ours_is_no_conflict():
    assert spelling_differs("เหงียน วัน อาน", AN.names) is None
    assert spelling_differs("สมชาย ใจดี", AN.names) == "spelling"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"birth": "1998-04-05"}, "birth"),
        ({"birth": "1997"}, "birth"),
        ({"sex": "f"}, "sex"),
        ({"personal_number": "037098009999"}, "personal_number"),
        ({"document_number": "C7654321"}, "document_number"),
    ],
)
def test_a_detail_that_cannot_both_be_so_differs(said, code):
    assert differences(SAME | said, AN, {"37"}) == [code]


@pytest.mark.parametrize(
    "said",
    [
        {"birth": "1998"},
        {"birth": "1998-05"},
        {"birth": "1998-01-01"},
        {"sex": ""},
        {"sex": "u"},
        {"personal_number": "301234567"},
        {"document_country": "TH", "document_number": "AA1"},
    ],
)
def test_what_one_side_leaves_open_contradicts_nothing(said):
    assert differences(SAME | said, AN, {"37"}) == []


def test_the_province_that_hers_went_into_is_hers():
    assert differences(SAME, AN, {"40"}) == []
    assert differences(SAME, AN, {"38"}) == ["province"]
    assert differences(SAME, AN, ()) == []
