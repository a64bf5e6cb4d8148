"""A case that was opened at the wrong mission was at the right one from its opening."""

import pytest

from cases.casework.ledger import standing_rows
from cases.casework.models import Case
from cases.casework.operations import (
    accept_transfer,
    advance_case,
    correct_opening,
    offer_opening,
)
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.notices.models import Notice
from cases.publishing.figures import figures_of
from tests.casework.between import accepted, case_of, mission_of, offered
from tests.casework.linking import ledgers_hold
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, clock
from tests.factories import IncidentFactory, MissionFactory, head, headquarters
from tests.publishing.course import at, course, opened
from tests.refusals import refused_to
from tests.register import fresh

pytestmark = pytest.mark.django_db
WHY = {"reason": "Taken down by the wrong hotline."}


@pytest.fixture
def chief_there():
    """The head of the mission in Yangon, without eyes yet."""
    return head(yangon=True)


def missions_of(case):
    return [(row.kind, row.to_mission.code) for row in standing_rows(case)]


def test_headquarters_corrects_it_from_the_opening(bangkok, yangon):
    case = case_of(yangon)
    with eyes(yangon):
        advance_case(yangon, fresh(case))
        before = fresh(case).reference
        opened_at = fresh(case).opened_at

    with eyes(headquarters()) as ministry:
        correct_opening(ministry, fresh(case), mission=mission_of(bangkok), **WHY)

        found = Case.objects.get(pk=case.pk)
        assert missions_of(found) == [("open", "BKK"), ("advance", "BKK")]
        opening, advanced = standing_rows(found)
        assert (opening.recorded_at, opening.occurred_at) == (advanced.recorded_at, opened_at)
        assert opening.needs_review
        assert not advanced.needs_review
        assert (found.mission_id, found.reference) == (bangkok.mission_id, before)
        assert found.assigned_to_id is None
    with eyes(bangkok):
        assert Case.objects.visible_to(bangkok).filter(pk=case.pk).exists()
        assert Notice.objects.filter(kind="opening_corrected").count() == 1
    with eyes(yangon):
        assert not Case.objects.visible_to(yangon).filter(pk=case.pk).exists()
        assert Notice.objects.filter(kind="case_changed_before_us").count() == 1
    assert ledgers_hold()


def test_a_takeover_by_the_right_mission_is_void_and_a_later_one_stays(bangkok, yangon):
    case = accepted(yangon, bangkok)
    with eyes(headquarters()) as ministry:
        correct_opening(ministry, fresh(case), mission=mission_of(bangkok), **WHY)
        assert missions_of(case) == [("open", "BKK")]

        vientiane = MissionFactory(code="VTE", country="LA", zone="Asia/Vientiane")
        correct_opening(ministry, fresh(case), mission=vientiane, **WHY)
        assert missions_of(case) == [("open", "VTE")]
        other = accepted(yangon, bangkok)
        correct_opening(ministry, fresh(other), mission=vientiane, **WHY)
        assert missions_of(other) == [("open", "VTE"), ("transfer", "BKK")]
        assert fresh(other).mission_id == bangkok.mission_id
    assert ledgers_hold()


def test_figures_as_known_before_stay():
    with course(code="RGN", country="MM", zone="Asia/Yangon") as actor:
        case = opened(actor, at(20))
    bangkok = MissionFactory()
    with course(headquarters=True) as ministry, replay(at(25)):
        correct_opening(ministry, fresh(case), mission=bangkok, **WHY)

        def missions(known):
            found = figures_of(ministry, IncidentFactory(), at(23), known).table("mission")
            return {row.key: row.count for row in found.rows if row.count}

        assert missions(at(24)) == {"RGN": 1}
        assert missions(at(26)) == {"BKK": 1}


def test_one_head_asks_and_the_other_confirms(bangkok, chief, chief_there):
    case = case_of(chief_there)
    with eyes(chief_there):
        advance_case(chief_there, fresh(case))
        asked = offer_opening(
            chief_there, fresh(case), mission=mission_of(chief), summary="Our hotline took it down."
        )
    assert refused_to(accept_transfer, bangkok, asked) == (403, "opening_by_heads")

    with eyes(chief):
        accept_transfer(chief, fresh(asked))

        found = Case.objects.get(pk=case.pk)
        assert missions_of(found) == [("open", "BKK"), ("advance", "BKK")]
        assert found.mission_id == chief.mission_id
    assert ledgers_hold()


def test_an_officer_does_not_ask_and_the_moment_is_that_of_the_opening(yangon, chief, chief_there):
    case = case_of(yangon)
    said = {"mission": mission_of(chief), "summary": "Our hotline took it down."}
    assert refused_to(offer_opening, yangon, case, **said) == (403, "not_allowed")
    with eyes(chief_there):
        asked = offer_opening(chief_there, fresh(case), **said)

    late = {"when": When.at(asked.offered_at)}
    assert refused_to(accept_transfer, chief, asked, **late) == (422, "from_its_opening")


def test_what_has_changed_hands_or_is_on_offer_is_not_for_heads(chief, yangon, chief_there):
    case = accepted(yangon, chief)
    said = {"mission": mission_of(yangon), "summary": "-"}
    assert refused_to(offer_opening, chief, case, **said) == (422, "opening_by_headquarters")
    ministry = headquarters()
    on_offer = offered(yangon, chief).case
    said = {"mission": mission_of(chief), **WHY}
    assert refused_to(correct_opening, ministry, on_offer, **said) == (422, "transfer_one_on_offer")


def test_headquarters_corrects_to_another_mission_that_has_cases(yangon):
    case, ministry = case_of(yangon), headquarters()
    here = {"mission": mission_of(yangon), **WHY}
    nowhere = {"mission": mission_of(ministry), **WHY}

    assert refused_to(correct_opening, ministry, case, **here) == (422, "opened_there")
    assert refused_to(correct_opening, ministry, case, **nowhere) == (422, "transfer_to_embassy")


def test_limits_that_tick_by_the_host_tick_by_that_of_the_right_mission(bangkok, yangon):
    a_playbook()
    a_limit(a_procedure("contact"), calendar="host", on_whom="host_authority")
    case = case_of(yangon)
    with eyes(yangon):
        assert clock(case, "contact").calendar == "MM"

    with eyes(headquarters()) as ministry:
        correct_opening(ministry, fresh(case), mission=mission_of(bangkok), **WHY)

        assert clock(case, "contact").calendar == "TH"
