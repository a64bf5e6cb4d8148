"""What a stopped clock was judged by, it is judged by again; a takeover changes neither."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from cases.casework.models import Clock
from cases.casework.operations import accept_transfer, correct_opening, offer_transfer
from cases.casework.progress import load
from cases.casework.progress.clocks import SAID
from cases.casework.progress.explaining import explained
from cases.casework.progress.ticking import Calendars
from cases.casework.recounting import refresh_procedure
from cases.casework.recounts.reading import would_say
from cases.citizens.operations import add_identity_document
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.procedures.models import Limit
from tests.casework.between import mission_of
from tests.casework.clocks_world import make_world, on, said
from tests.casework.playbooks import a_limit, a_procedure
from tests.factories import head
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
__all__ = ["make_world"]
STARTED = ("started_from", "started_at")


def taken_over(world, moment="24 09:00"):
    """Let Bangkok take over every case that is open."""
    still_open = [case for name, case in world.cases.items() if name != "closed"]
    with on(moment):
        for case in still_open:
            with eyes(world.yangon):
                offer = offer_transfer(
                    world.yangon, fresh(case), mission=mission_of(world.bangkok), summary="-"
                )
            with eyes(world.bangkok):
                accept_transfer(world.bangkok, offer)


def corrected(world):
    """Let headquarters correct at which mission every case was opened."""
    with on("24 09:00"), eyes(world.ministry):
        for case in world.cases.values():
            correct_opening(
                world.ministry, fresh(case), mission=mission_of(world.bangkok), reason="-"
            )


def would():
    """Return what each clock would say if it were counted anew now."""
    with eyes(SYSTEM):
        found = would_say(Clock.objects.all())
        return {
            f"{one.clock.case_id} {one.clock.limit.code}": {
                name: getattr(one.says, name) for name in SAID
            }
            for one in found.values()
        }


def test_counted_anew_every_clock_says_what_it_says(world):
    with on("24 09:00"):
        assert would() == said()


def test_a_passport_that_the_case_brought_is_none_from_before(world):
    paper = {"kind": "passport", "status": "with_holder", "issued_on": date(2025, 11, 21)}

    with on("24 09:00"):
        for case in world.cases.values():
            with eyes(world.yangon):
                add_identity_document(world.yangon, fresh(case).citizen, **paper)
        assert would() == said()


@pytest.mark.parametrize("act", [taken_over, corrected])
def test_who_has_the_case_later_changes_no_judgement_and_no_start(world, act):
    before = said()

    act(world)

    after = said()
    stopped = [name for name, row in before.items() if row["state"] == "stopped"]
    assert {name: after[name] for name in stopped} == {name: before[name] for name in stopped}
    if act is taken_over:
        assert starts(after) == starts(before)
    with on("24 10:00"):
        assert would() == after


def explanations(world):
    """Return where the explanation of each clock ends, and what the clock says."""
    found = {}
    with eyes(SYSTEM):
        calendars = Calendars()
        for file in load([fresh(case) for case in world.cases.values()]):
            for code in file.by_code:
                for one in explained(file, code, calendars):
                    ends = [walk.due for walk in one.walks]
                    says = [one.clock.due_from, one.clock.due_at] if one.clock.due_at else []
                    found[one.clock.pk] = ends, list(dict.fromkeys(says))
    return found


@pytest.mark.parametrize("act", [None, taken_over, corrected])
def test_every_explanation_ends_at_what_the_clock_says(world, act):
    if act:
        act(world)

    with on("24 10:00"):
        found = explanations(world)

    assert len(found) > 70
    assert {key: ends for key, (ends, _says) in found.items()} == {
        key: says for key, (_ends, says) in found.items()
    }


def test_page_and_command_tell_hours_both_ends_and_who_is_not_late(world, client):
    case, out = world.cases["removed"], StringIO()
    taken_over(world)
    log_in(client, head())

    page = client.get(reverse("case_counted", args=[case.reference, "removal"])).text
    of_reply = client.get(reverse("case_counted", args=[case.reference, "reply"])).text
    call_command("clocks", explain=[case.reference, "removal"], stdout=out)

    assert "hours</td>" in page
    assert "another body had to act" in page
    assert "hours from " in page
    assert "Deadline at the earliest" in of_reply
    assert "The last day is past; it counts against nobody" in of_reply
    assert "counted from 2025-11-10T" in out.getvalue()
    assert "counts 1 day" in out.getvalue()


def test_what_was_judged_by_a_rule_that_was_corrected_is_said_to_be(world):
    Limit.objects.filter(code="reply-answer").update(amount=5)

    with on("24 10:00"), eyes(SYSTEM):
        (file,) = load([fresh(world.cases["answered"])])
        as_before = {
            one.clock.limit.code: (one.as_before, len(one.walks))
            for one in explained(file, "reply", Calendars())
        }

    assert as_before["reply-answer"] == (True, 0)
    assert as_before["reply-own"] == (False, 1)


def starts(rows):
    return {name: [row[column] for column in STARTED] for name, row in rows.items()}


def test_a_limit_that_is_entered_later_counts_by_whom_it_began_with(world):
    taken_over(world)
    removal = a_procedure("removal")
    a_limit(removal, "removal-new", calendar="host", on_whom="host_authority")
    Limit.objects.filter(code="removal-office").update(calendar="VN")
    Limit.objects.filter(code="reply-answer").update(calendar="host")

    with on("24 10:00"):
        refresh_procedure(removal.pk)
        clocks = said()
        counted = would()

    assert {row["calendar"] for name, row in clocks.items() if "removal-new" in name} == {"MM"}
    started = [row for name, row in counted.items() if "answer" in name and row["started_at"]]
    assert {row["calendar"] for row in started} == {"MM"}
