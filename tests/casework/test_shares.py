"""Another mission sees a case for a while, and does what the share names."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from cases.casework.models import Case, Note, Share, Transition
from cases.casework.operations import (
    add_note,
    advance_case,
    close_case,
    end_share,
    extend_share,
    open_case,
    record_stay,
    share_case,
)
from cases.casework.policies import possible_operations
from cases.citizens.models import Citizen, CitizenSight
from cases.citizens.operations import add_name, correct_citizen
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When, replay
from cases.missions.queries import system_at
from tests.casework.between import accepted, case_of, mission_of, shared
from tests.factories import IncidentFactory, MissionFactory, headquarters, officer
from tests.kept import once
from tests.refusals import refused_to
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


@once
def standing():
    return case_of(officer(yangon=True))


def seen_by(actor):
    with eyes(actor):
        return (
            list(Case.objects.visible_to(actor)),
            list(Citizen.objects.visible_to(actor)),
            Transition.objects.visible_to(actor).count(),
        )


def expired(owner, other, case):
    """A share of last autumn, made by the system for the mission of `owner`."""
    system = system_at(mission_of(owner))
    with eyes(system), replay(datetime.now(UTC) - timedelta(days=100)):
        mine = a_case(system)
        share_case(
            system, mine, mission=mission_of(other), days=90, reason="-", operations=["add_note"]
        )
    return mine


def test_a_share_opens_case_and_person_to_the_other_mission(bangkok, yangon, case):
    shared(yangon, bangkok, case)

    assert seen_by(bangkok) == ([case], [case.citizen], 1)


def test_it_is_not_among_the_own_cases(bangkok, yangon, case):
    shared(yangon, bangkok, case)

    with eyes(bangkok):
        assert not Case.objects.own_of(bangkok).exists()
        assert Case.objects.shared_with(bangkok).get() == case


def test_a_third_mission_sees_nothing(bangkok, yangon, case):
    shared(yangon, bangkok, case)

    assert seen_by(officer(code="VTE", country="LA")) == ([], [], 0)


def test_what_is_shared_to_read_is_read_only(bangkok, yangon, case):
    shared(yangon, bangkok, case)

    for operation, said in ((advance_case, {}), (add_note, {"text": "x"})):
        assert refused_to(operation, bangkok, case, **said) == (403, "shared_read_only")
    for operation, said in (
        (correct_citizen, {"changes": {"sex": "f"}}),
        (add_name, {"kind": "alias", "value": "Tí"}),
    ):
        assert refused_to(operation, bangkok, case.citizen, **said) == (403, "shared_read_only")


def test_the_refusal_names_the_mission_that_has_the_case(bangkok, yangon, case):
    shared(yangon, bangkok, case)

    with eyes(bangkok), pytest.raises(Refused) as refusal:
        advance_case(bangkok, case)

    assert str(refusal.value) == "This case is shared with you to read. Mission RGN owns it."


def test_a_share_that_names_acts_lets_do_these_and_no_other(bangkok, yangon, case):
    shared(yangon, bangkok, case, "add_note", "record_stay")

    with eyes(bangkok):
        add_note(bangkok, case, text="Seen at the bridge.")
        record_stay(bangkok, fresh(case), kind="at", country="TH", when=NOW, source="mission")

        assert Note.objects.get().author_id == bangkok.staff_id
        assert fresh(case.citizen).now_country == "TH"
    assert refused_to(advance_case, bangkok, fresh_for(bangkok, case)) == (403, "shared_read_only")


NOW = When.at(datetime(2026, 1, 1, tzinfo=UTC))


def fresh_for(actor, row):
    with eyes(actor):
        return fresh(row)


def test_a_share_may_name_acts_on_the_person(bangkok, yangon, case):
    shared(yangon, bangkok, case, "add_name")

    with eyes(bangkok):
        add_name(bangkok, case.citizen, kind="alias", value="Tí")
    assert refused_to(correct_citizen, bangkok, case.citizen, changes={"sex": "f"}) == (
        403,
        "shared_read_only",
    )


@pytest.mark.parametrize("name", ["close_case", "offer_transfer", "share_case", "open_case"])
def test_what_settles_a_case_is_never_shared(bangkok, yangon, case, name):
    said = {"mission": mission_of(bangkok), "days": 9, "reason": "-", "operations": [name]}

    assert refused_to(share_case, yangon, case, **said) == (422, "owners_alone")


def test_and_not_done_either_if_a_row_says_so(bangkok, yangon, case):
    share = shared(yangon, bangkok, case, "add_note")
    with eyes(yangon):
        Share.objects.filter(pk=share.pk).update(operations=["add_note", "close_case"])

    assert refused_to(close_case, bangkok, case, outcome="declined") == (403, "shared_read_only")


def test_no_case_of_ones_own_is_opened_on_a_person_shared(bangkok, yangon, case):
    shared(yangon, bangkok, case, "add_note")
    other = IncidentFactory(code="2025-11-other")

    said = {"incident": other, "report_source": "list"}
    assert refused_to(open_case, bangkok, case.citizen, **said) == (403, "shared_read_only")


def test_what_is_possible_says_why_not_in_the_same_words(bangkok, yangon, case):
    shared(yangon, bangkok, case, "add_note")

    with eyes(bangkok):
        found = {
            item.declared.name: (item.code, str(item.why_not))
            for item in possible_operations(bangkok, case)
        }

    assert found["add_note"] == ("", "")
    assert found["advance_case"] == (
        "shared_read_only",
        "This case is shared with you for other acts. Mission RGN owns it.",
    )


def test_time_ends_a_share_without_any_job(bangkok, yangon, case):
    expired(yangon, bangkok, case)

    assert seen_by(bangkok) == ([], [], 0)


def test_an_ended_share_is_over_at_once(bangkok, yangon, case):
    share = shared(yangon, bangkok, case)

    with eyes(yangon):
        end_share(yangon, share, reason="He is home.")

    assert seen_by(bangkok) == ([], [], 0)
    assert refused_to(add_note, bangkok, case, text="x") == (404, "not_found")


def test_an_ended_share_is_not_ended_again(bangkok, yangon, case):
    share = shared(yangon, bangkok, case)
    with eyes(yangon):
        end_share(yangon, share)
        now = fresh(share)

    assert refused_to(end_share, yangon, now) == (409, "share_ended")
    assert refused_to(extend_share, yangon, now, days=3) == (409, "share_ended")


def test_a_share_is_extended_from_now(bangkok, yangon, case):
    share = shared(yangon, bangkok, case, days=2)

    with eyes(yangon):
        until = extend_share(yangon, share, days=90).until
        sight = CitizenSight.objects.get(mission_id=yangon.mission_id)

    assert timedelta(days=89) < until - timezone.now() < timedelta(days=91)
    assert sight.until is None
    with eyes(bangkok):
        assert CitizenSight.objects.get().until == until


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_share_lasts_one_to_ninety_days(bangkok, yangon, case, days):
    said = {"mission": mission_of(bangkok), "days": days, "reason": "-"}

    assert refused_to(share_case, yangon, case, **said) == (422, "share_at_most_ninety_days")


def test_a_case_is_shared_once_with_a_mission(bangkok, yangon, case):
    shared(yangon, bangkok, case)
    now = fresh_for(yangon, case)

    said = {"mission": mission_of(bangkok), "days": 9, "reason": "-"}
    assert refused_to(share_case, yangon, now, **said) == (409, "shared_already")


def test_a_case_is_not_shared_with_who_sees_it_anyway(bangkok, yangon, case):
    ministry = MissionFactory(headquarters=True)

    for mission, code in ((ministry, "share_needless"), (mission_of(yangon), "share_with_another")):
        said = {"mission": mission, "days": 9, "reason": "-"}
        assert refused_to(share_case, yangon, case, **said) == (422, code)


def test_only_the_mission_that_has_the_case_shares_it(bangkok, yangon, case):
    share = shared(yangon, bangkok, case, "add_note")
    third = MissionFactory(code="VTE", country="LA")

    said = {"mission": third, "days": 9, "reason": "-"}
    assert refused_to(share_case, bangkok, case, **said) == (403, "shared_read_only")
    assert refused_to(end_share, bangkok, share) == (403, "only_owner")
    assert refused_to(extend_share, bangkok, share, days=9) == (403, "only_owner")


def test_headquarters_sees_every_share(bangkok, yangon, case):
    share = shared(yangon, bangkok, case)
    with eyes(headquarters()) as ministry:
        assert Share.objects.visible_to(ministry).get() == share


def test_of_two_shares_the_longer_sight_and_the_longer_pen_count_each(bangkok, yangon, case):
    with eyes(yangon):
        second = a_case(yangon, case.citizen, incident=IncidentFactory(code="2025-11-other"))
    reading = shared(yangon, bangkok, case, days=60)
    writing = shared(yangon, bangkok, second, "add_note", days=5)

    with eyes(bangkok):
        sight = CitizenSight.objects.get()

    assert (sight.until, sight.may_write, sight.write_until) == (reading.until, True, writing.until)


def test_whoever_took_the_case_over_works_on_the_person_another_registered(bangkok, yangon):
    taken = accepted(yangon, bangkok)

    with eyes(bangkok):
        assert correct_citizen(bangkok, taken.citizen, changes={"sex": "f"}).sex == "f"
