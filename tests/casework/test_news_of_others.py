"""What changes the time in which another mission had a case is written, marked and told."""

import pytest

from cases.casework.ledger import standing_rows
from cases.casework.operations import advance_case, correct_transition, record_fact, void_transition
from cases.core.context import eyes
from cases.core.facts import When
from tests.casework.between import accepted, case_of
from tests.factories import headquarters
from tests.refusals import refused_to
from tests.register import fresh

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (void_transition, {}),
        (correct_transition, {"changes": {"stage": "contacted"}}),
    ],
)
def test_a_takeover_is_not_voided_and_only_its_moment_is_corrected(
    bangkok, yangon, operation, said
):
    case = accepted(yangon, bangkok)
    with eyes(bangkok):
        row = standing_rows(case)[-1]

    said = {"transition": row, "reason": "-", **said}
    assert refused_to(operation, bangkok, case, **said) == (422, "transfer_stays")


def test_late_news_about_the_time_before_is_written_marked_and_told(bangkok, yangon, told):
    ministry = headquarters()
    case = case_of(yangon)
    with eyes(yangon):
        opened = standing_rows(case)[0].occurred_at
    case = accepted(yangon, bangkok, case)
    told.clear()

    with eyes(bangkok):
        late = {"when": When.at(opened), "source": "mission", "reason": "As Yangon wrote."}
        record_fact(bangkok, fresh(case), stage="contacted", **late)

        opening, news, moved = standing_rows(fresh(case))
        assert (news.to_stage, news.to_mission_id) == ("contacted", yangon.mission_id)
        assert (opening.needs_review, news.needs_review, moved.needs_review) == (False, True, False)
        assert (moved.to_stage, moved.to_mission_id) == ("contacted", bangkok.mission_id)
    assert {mission for _kind, mission in told} == {yangon.mission_id, ministry.mission_id}
    assert {kind for kind, _mission in told} == {"case_changed_before_us", "case_changed_of_others"}


def test_news_of_the_own_time_is_nobody_elses_matter(bangkok, yangon, told):
    case = accepted(yangon, bangkok)
    told.clear()

    with eyes(bangkok):
        advance_case(bangkok, fresh(case))
        row = standing_rows(fresh(case))[-1]
        correct_transition(
            bangkok, fresh(case), transition=row, reason="-", changes={"stage": "verified"}
        )

        assert not standing_rows(fresh(case))[-1].needs_review or told == []
    assert told == []


def test_correcting_what_the_former_mission_wrote_is_told_too(bangkok, yangon, told):
    case = case_of(yangon)
    with eyes(yangon):
        advance_case(yangon, fresh(case))
    case = accepted(yangon, bangkok, case)
    told.clear()

    with eyes(bangkok):
        row = standing_rows(case)[1]
        void_transition(bangkok, fresh(case), transition=row, reason="It was another person.")

    assert ("case_changed_before_us", yangon.mission_id) in told
