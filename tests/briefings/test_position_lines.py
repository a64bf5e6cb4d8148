"""What the house says about an incident stands in a briefing as it was approved."""

import pytest

from cases.briefings.operations import approve_briefing, write_briefing
from cases.briefings.printing import sheet_of
from cases.core.context import eyes
from cases.incidents.operations import withdraw_position_line
from tests.briefings.drafts import at_headquarters, drafted
from tests.incidents.test_position_lines import a_line, approved
from tests.refusals import refusal_of, refused
from tests.register import fresh

pytestmark = pytest.mark.django_db


def written(*lines):
    """Return a draft in which somebody put the lines."""
    briefing = drafted()
    with eyes(at_headquarters("headquarters_officer")) as actor:
        return write_briefing(actor, fresh(briefing), advice_en="Be wary.", positions=lines)


def test_a_chosen_line_is_told_in_each_language_under_its_own_heading():
    briefing = written(approved(a_line()))

    sheet = sheet_of(briefing, "vi")

    told = next(part for part in sheet["parts"] if part["heading"] == "Quan điểm")
    assert told["paragraphs"][0].startswith("Các Đại sứ quán đang làm việc. (Invented gazette, ")


def test_a_line_that_lacks_a_language_is_not_told():
    line = approved(a_line(text_fr=""))
    briefing = drafted()

    with eyes(at_headquarters("headquarters_officer")) as actor:
        refusal = refusal_of(write_briefing, actor, fresh(briefing), positions=[line])

    assert [fault.code for fault in refusal.problems] == ["language_missing"]


def test_nothing_is_approved_that_tells_a_line_which_was_withdrawn():
    line = approved(a_line())
    briefing = written(line)

    with eyes(at_headquarters("headquarters_lead")) as actor:
        withdraw_position_line(actor, fresh(line), reason="Said otherwise since.")
        answer = refused(approve_briefing, actor, fresh(briefing))

    assert answer == (409, "position_line_withdrawn")
