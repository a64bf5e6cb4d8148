"""Letters to Thai authorities in their own script, read back letter by letter."""

import pytest

from cases.core.context import eyes
from tests.factories import head
from tests.letters.written import a_letter, a_ready_case, at_a_place, read

pytestmark = pytest.mark.django_db


def test_the_ministry_and_the_buddhist_year_stand_in_thai():
    with eyes(head()) as actor:
        case = at_a_place(actor, a_ready_case(actor))

        letter = a_letter(actor, case, "consular-access")

        said = read(letter)
        assert "กระทรวงการต่างประเทศ" in said
        year = str(letter.dated_on.year + 543).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
        assert f"พ.ศ. {year}" in said
