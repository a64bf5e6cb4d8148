"""A full name and its parts stay one name when either is corrected."""

import pytest

from cases.citizens.names.parts import LONGEST, following
from cases.citizens.operations import correct_citizen
from cases.core.context import eyes
from tests.factories import officer
from tests.register import a_citizen, fresh


def name(full, family="", middle="", given=""):
    parts = {"family_name": family, "middle_name": middle, "given_name": given}
    return {"full_name": full} | parts


HUNG = name("Nguyễn Văn Hùng", "Nguyễn", "Văn", "Hùng")


@pytest.mark.parametrize(
    ("stored", "whole", "parts"),
    [
        (HUNG, "Nguyễn Văn Hưng", ("Nguyễn", "Văn", "Hưng")),
        (HUNG, "Nguyễn Hùng", ("Nguyễn", "", "Hùng")),
        (HUNG, "Nguyễn Thị Minh Hùng", ("Nguyễn", "Thị Minh", "Hùng")),
        (HUNG, "Hùng", ("", "", "")),
        (
            name("Tôn Nữ Thị Hồng Hạnh", "Tôn Nữ", "Thị", "Hồng Hạnh"),
            "Tôn Nữ Thị Hồng Hoa",
            ("Tôn Nữ", "Thị", "Hồng Hoa"),
        ),
        (name("Y Bhăm", "", "", "Y Bhăm"), "Y Bham", ("", "", "Y Bham")),
        (HUNG, "Nguyễn " + "x" * 90 + " Hùng", ("", "", "")),
    ],
)
def test_the_parts_follow_the_full_name(stored, whole, parts):
    found = following(stored, {"full_name": whole})

    assert tuple(found.values()) == parts
    assert list(found) == list(LONGEST)


@pytest.mark.parametrize(
    ("changes", "whole"),
    [
        ({"given_name": "Hưng"}, "Nguyễn Văn Hưng"),
        ({"middle_name": ""}, "Nguyễn Hùng"),
        ({"family_name": "Lê", "given_name": "Hưng"}, "Lê Văn Hưng"),
    ],
)
def test_the_full_name_follows_the_parts(changes, whole):
    assert following(HUNG, changes) == {"full_name": whole}


@pytest.mark.parametrize(
    ("stored", "changes"),
    [
        (HUNG, {"sex": "m"}),
        (HUNG, {"full_name": "Nguyễn Văn Hưng", "given_name": "Hung"}),
        (HUNG, dict.fromkeys(LONGEST, "")),
        (HUNG, {"middle_name": "x" * 80, "family_name": "y" * 60, "given_name": "z" * 60}),
        (name("Nguyễn Văn Hùng"), {"full_name": "Nguyễn Văn Hưng"}),
        (name("Nguyễn Văn Hùng", "NGUYEN", "VAN", "HUNG"), {"full_name": "Nguyễn Văn Hưng"}),
    ],
)
def test_what_was_no_one_name_or_is_told_whole_is_left(stored, changes):
    assert following(stored, changes) == {}


@pytest.mark.django_db
def test_a_slip_is_mended_once_and_found_under_what_it_is_now():
    with eyes(officer()) as actor:
        person = a_citizen(actor, **HUNG)
        correct_citizen(actor, person, changes={"full_name": "Nguyễn Văn Hưng"})
        now = fresh(person)
        assert (now.full_name, now.given_name) == ("Nguyễn Văn Hưng", "Hưng")

        correct_citizen(actor, now, changes={"given_name": "Hợp"})
        mended = fresh(person)
        assert mended.full_name == "Nguyễn Văn Hợp"
        assert mended.sort_key != now.sort_key
