"""A case opened from somebody who was at a head count without one."""

import pytest

from cases.casework.models import Case
from cases.core import present
from cases.intake.models import Draft
from cases.intake.operations import register_and_open, register_stranger
from cases.movements.musters.operations import identify_stranger, note_strangers
from cases.movements.musters.operations.strangers import SentStranger
from cases.movements.musters.reading import count_of
from tests.movements.counted import key
from tests.movements.counting import only
from tests.refusals import refused

pytestmark = pytest.mark.django_db

NAME = "Trần Văn Thử Hùng"
WORDS = "Says he crossed on the 22nd."


def noted(actor, muster):
    one = SentStranger(NAME, key("one"), "m", WORDS)
    return note_strangers(actor, muster, strangers=[one])


def opened_from(actor, row, **more):
    """Open a case from what was taken down, as its draft fills the form."""
    draft = register_stranger(actor, row)
    said = {
        "full_name": draft.content["full_name"],
        "sex": draft.content["sex"],
        "incident": row.muster.movement.incident,
        "report_source": draft.content["report_source"],
        "summary": draft.content["summary"],
        "draft": str(draft.uuid),
    }
    return register_and_open(actor, **(said | more))


def test_a_case_opened_from_it_is_filled_in_and_linked(actor, muster):
    noted(actor, muster)

    case = opened_from(actor, only(muster))

    row = only(muster)
    assert row.case == case
    assert (case.citizen.full_name, case.citizen.sex, case.summary) == (
        "Trần Văn Thử Hùng",
        "m",
        WORDS,
    )
    assert [one.reference for one in count_of(actor, muster, present.now()).extra] == [
        case.reference
    ]
    assert refused(register_stranger, actor, row) == (409, "stranger_settled")


def test_a_case_opened_after_somebody_said_who_it_is_leaves_that_alone(actor, muster, expected):
    noted(actor, muster)
    row = only(muster)
    draft = register_stranger(actor, row)
    identify_stranger(actor, only(muster), case=expected[0].reference)

    register_and_open(
        actor,
        full_name="Trần Văn Thử Hùng",
        incident=row.muster.movement.incident,
        report_source="own_mission",
        draft=str(draft.uuid),
    )

    assert only(muster).case == expected[0]


def test_a_draft_of_it_is_seen_while_she_is(actor, muster):
    noted(actor, muster)
    register_stranger(actor, only(muster))

    assert Draft.objects.visible_to(actor).get().from_stranger == only(muster)
    assert not Case.objects.filter(citizen__full_name=NAME).exists()
