"""What a corrected limit or a late day off judges otherwise: listed, decided about, written.

The judge is a loop over days of its own that knows the days off written down here. 3 November 2025
is a Monday.
"""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.casework.models import Clock
from cases.casework.operations import close_case, complete_step
from cases.casework.pages.why_changed import why_changed
from cases.casework.recounts import chunks
from cases.casework.recounts.models import Recount, RecountedClock
from cases.casework.recounts.operations import accept_recount, decline_recount
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When
from cases.core.models import RowVersion
from cases.missions.operations import put_country_day
from cases.procedures.models import Limit
from cases.procedures.operations import put_limit
from cases.templatetags.moments import day_words
from tests.api.calls import caller
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at, clock, step
from tests.factories import head
from tests.jobs import run_jobs
from tests.refusals import refused
from tests.register import a_case, fresh
from tests.statements import selected_value
from tests.web.session import log_in
from tests.world_retention import lead

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
START = date(2025, 11, 3)
ANSWERED = {date(2025, 11, 4): "reported", date(2025, 11, 6): "closed", date(2025, 11, 12): "open"}
WHY = "Article 16 was read again."
NEW_DAY_OFF = {"country": "VN", "kind": "off", "name": "Storm", "source": "An invented decree"}
WHEN_RUN = [f"{what}_{end}" for what in ("started", "due", "stopped") for end in ("from", "at")]


def judged(answered, amount, off=frozenset()):
    """Count on a paper calendar from the Monday: the verdict of one answer."""
    day, left = START, amount
    while left:
        day += DAY
        left -= day.weekday() < 5 and day not in off
    return "in_time" if answered <= day else "late"


@pytest.fixture
def actor():
    with time_machine.travel(at("2025-11-24 09:00"), tick=True), eyes(head()) as actor:
        yield actor


@pytest.fixture
def cases(actor):
    """Cases by the day of the answer; the limit is two working days of Viet Nam."""
    a_playbook()
    a_limit(a_procedure("reply", body="immigration_department"), calendar="VN")
    found = {}
    for day, ends in ANSWERED.items():
        case = a_case(actor, reported=When(day=START))
        for code, when in (("contact", START), ("reply", day)):
            complete_step(actor, fresh(case), step=step(case, code), when=When(day=when))
        if ends == "closed":
            close_case(actor, fresh(case), outcome="own_means")
        found[day] = case
    return found


def corrected(**values):
    """Correct the limit, as headquarters does, and work off the queue."""
    row = Limit.objects.get()
    said = {field.name: getattr(row, field.name) for field in Limit._meta.concrete_fields}
    for name in ("id", "reference", "start_procedure"):
        said.pop(name)
    with eyes(lead()) as actor:
        put_limit(actor, **({"reason": WHY} | said | values))
        run_jobs(of="casework")


def day_off(**values):
    with eyes(lead()) as actor:
        put_country_day(actor, code="vn-storm", **(NEW_DAY_OFF | values))
        run_jobs(of="casework")


def decided(act, **words):
    with eyes(lead()) as actor:
        act(actor, Recount.objects.get(), **({"reason": "The decree was read."} | words))
        run_jobs(of="casework")


def verdicts(cases):
    return {day: clock(case, "reply").verdict for day, case in cases.items()}


def expected(amount, off=frozenset()):
    return {day: judged(day, amount, off) for day in ANSWERED}


def test_a_corrected_limit_lists_every_verdict_and_writes_none(cases):
    before = verdicts(cases)
    corrected(amount=3)
    would = {line.case_id: line.verdict_after for line in RecountedClock.objects.all()}

    assert before == expected(2) == verdicts(cases)
    assert would == {cases[day].pk: verdict for day, verdict in expected(3).items()}
    row = Recount.objects.get()
    assert (row.state, row.found, row.acquitted, row.accused) == ("proposed", 3, 1, 0)
    assert row.rejudged == 1


def test_a_decision_writes_the_list_of_open_and_closed_cases(cases):
    corrected(amount=3)
    decided(accept_recount)

    assert verdicts(cases) == expected(3)
    row = Recount.objects.get()
    assert (row.state, row.written, row.reason) == ("done", 3, "The decree was read.")
    former = RowVersion.objects.filter(table_name="cases_clock", operation="write_recount")
    assert sorted(version.old.get("verdict", "") for version in former) == ["", "", "late"]
    said = set(why_changed(former).values())
    assert said == {"Counted anew by a decision: The decree was read."}


@pytest.fixture
def running(actor):
    """A case whose reply is awaited; the limit is two working days of Viet Nam."""
    a_playbook()
    a_limit(a_procedure("reply", body="immigration_department"), calendar="VN")
    case = a_case(actor, reported=When(day=START))
    complete_step(actor, fresh(case), step=step(case, "contact"), when=When(day=START))
    return case


def test_a_correction_lists_the_running_clocks_that_moved_with_it(running):
    before = clock(running, "reply").due_at
    corrected(amount=3)
    row, line = Recount.objects.get(), RecountedClock.objects.get()

    assert clock(running, "reply").due_at == before + DAY == line.due_after
    assert (line.is_moved, line.due_before) == (True, before)
    assert (row.state, row.moved, row.found, row.reason) == ("done", 1, 0, WHY)
    assert row.corrected_by == row.decided_by is not None
    moved = RowVersion.objects.filter(table_name="cases_clock", operation="refresh_procedure")
    said = set(why_changed(moved).values())
    assert said == {f"A limit or its procedure was corrected: {WHY}"}


def test_a_correction_that_counts_otherwise_says_why(running):
    with pytest.raises(Refused) as refused:
        corrected(amount=3, reason="")

    assert refused.value.code == "reason_missing"
    corrected(name="Another name", reason="")
    assert not Recount.objects.exists()


def test_what_starts_otherwise_moves_at_once_and_is_listed(cases):
    corrected(starts="asked")

    # Nobody asked anything: nothing ran in the open cases; the closed one waits for a decision.
    assert verdicts(cases) == {day: "late" if day == date(2025, 11, 6) else "" for day in ANSWERED}
    assert {line.case_id: line.is_moved for line in RecountedClock.objects.all()} == {
        case.pk: day != date(2025, 11, 6) for day, case in cases.items()
    }


def test_page_and_api_tell_why_it_was_corrected_and_what_moved(running, client):
    corrected(amount=3)
    row, line = Recount.objects.get(), RecountedClock.objects.get()
    log_in(client, lead())
    page = client.get(reverse("recount_detail", args=[row.uuid])).content.decode()
    told = caller(lead()).get(f"/api/v1/recounts/{row.uuid}/").json()

    former = day_words(line.due_before.date())
    assert WHY in page
    assert "Moved with the correction" in page
    assert re.search(rf"before: last day <time[^>]*>{former}<", page)
    assert (told["moved"], told["corrected_because"]) == (1, WHY)


def test_another_calendar_of_the_limit_writes_nothing_without_a_decision(cases):
    corrected(calendar="TH")

    # Both countries work on these days, so there is nothing to decide about either.
    assert {clock(case, "reply").calendar for case in cases.values()} == {"VN"}
    assert not Recount.objects.exists()


def test_a_shorter_limit_says_who_would_be_late(cases):
    corrected(amount=3)
    decided(accept_recount)
    corrected(amount=1)
    row = Recount.objects.latest("pk")

    # The 6th is the third working day; the 4th is the first, and the 12th is late already.
    assert {day for day in ANSWERED if expected(3)[day] != expected(1)[day]} == {date(2025, 11, 6)}
    assert (row.found, row.acquitted, row.accused) == (3, 0, 1)


def test_what_is_left_as_it_is_stays_so(cases):
    corrected(amount=3)
    decided(decline_recount)
    complete_step(SYSTEM, fresh(cases[date(2025, 11, 12)]), step=open_step(cases))

    assert verdicts(cases) == expected(2)
    assert Recount.objects.get().state == "declined"


def open_step(cases):
    return step(cases[date(2025, 11, 12)], "deposit")


def test_a_late_day_off_lists_only_whom_it_acquits(cases):
    off = {date(2025, 11, 5)}
    day_off(starts_on=min(off))
    (line,) = RecountedClock.objects.all()

    assert verdicts(cases) == expected(2)
    assert (line.case_id, line.verdict_after) == (cases[date(2025, 11, 6)].pk, "in_time")
    decided(accept_recount)
    assert verdicts(cases) == expected(2, off)


def test_a_day_off_that_acquits_nobody_leaves_no_list(cases):
    day_off(starts_on=date(2025, 11, 14))

    assert not Recount.objects.exists()


def test_a_limit_that_is_no_longer_confirmed_counts_at_once_against_nobody(cases):
    corrected(verified=False, missing="sentence")

    assert not Clock.objects.filter(is_counted=True).exists()
    assert verdicts(cases) == expected(2)


def test_what_the_configuration_has_decided_is_written_without_asking(actor):
    a_playbook()
    a_limit(a_procedure("reply", body="immigration_department"), calendar="VN")
    with time_machine.travel(at("2026-01-12 09:00"), tick=True):
        case = a_case(actor, reported=When(day=date(2025, 12, 30)))
        for code, day in (("contact", date(2025, 12, 30)), ("reply", date(2026, 1, 5))):
            complete_step(actor, fresh(case), step=step(case, code), when=When(day=day))
        before = clock(case, "reply").verdict
        # Wednesday the 31st counts, the 1st and the 2nd do not: Monday the 5th is the second day.
        day_off(starts_on=date(2026, 1, 2))

    row = Recount.objects.get()
    assert (before, clock(case, "reply").verdict) == ("late", "in_time")
    assert (row.state, row.decided_by, row.written) == ("done", None, 1)
    assert "12729/VPCP-KGVX" in row.reason


def test_chunk_by_chunk_comes_to_the_same(cases):
    with eyes(SYSTEM):
        Limit.objects.update(amount=3)
        recount, after, rounds = Recount(limit=Limit.objects.get()), 0, 0
        while after is not None:
            after, rounds = chunks.list_chunk(recount, after, 1), rounds + 1
        row = accepted(recount)
        rest = chunks.write_chunk(row, chunks.write_chunk(row, 0, 2), 2)

    assert (rounds, rest, row.found, row.written) == (4, None, 3, 3)
    assert verdicts(cases) == expected(3)


def accepted(recount):
    with eyes(lead()) as actor:
        return accept_recount(actor, recount, reason="Read.")


def test_what_was_decided_is_not_decided_again(cases):
    corrected(amount=3)
    decided(decline_recount)

    with pytest.raises(Refused, match="already"):
        decided(accept_recount)


def test_a_mission_does_not_decide(actor, cases):
    corrected(amount=3)

    with pytest.raises(Refused):
        accept_recount(actor, Recount.objects.get(), reason="It suits us.")


def test_page_and_api_tell_each_verdict_before_and_after(actor, cases, client):
    corrected(amount=3)
    row, number = Recount.objects.get(), cases[date(2025, 11, 6)].reference
    waits = dict.fromkeys(WHEN_RUN)
    Clock.objects.filter(case=cases[date(2025, 11, 12)]).update(
        **waits, state="waiting", calendar="", verdict="", is_counted=False
    )
    log_in(client, lead())
    today = client.get("/").content.decode()
    page = client.get(reverse("recount_detail", args=[row.uuid])).content.decode()
    told = caller(lead()).get(f"/api/v1/recounts/{row.uuid}/clocks/").json()["results"]

    (line,) = [one for one in told if one["case"] == number]
    assert (line["before"]["verdict"], line["after"]["verdict"]) == ("late", "in_time")
    assert reverse("recount_list") in today
    assert number in page
    assert reverse("recount_operation", args=[row.uuid, "accept"]) in page


def test_another_mission_sees_that_there_is_a_list_and_nobody_on_it(actor, cases):
    corrected(amount=3)

    assert RecountedClock.objects.count() == 3
    with eyes(head(yangon=True)):
        seen = selected_value("select count(*) from cases_recountedclock")
    assert (seen, Recount.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    "values",
    [{"calendar": ""}, {"calendar": "VN", "state": "accepted"}, {"calendar": "mission"}],
)
def test_the_database_refuses_a_recount_of_nothing_or_without_a_reason(values):
    with eyes(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        Recount.objects.create(recorded_at=at("2025-11-24 09:00"), **values)


def test_a_list_does_not_hold_any_more_once_the_limit_was_put_back(client, cases):
    before = verdicts(cases)
    corrected(amount=3)
    corrected(amount=2)

    row = Recount.objects.get()
    assert (row.state, row.decided_by, verdicts(cases)) == ("outdated", None, before)
    with eyes(lead()) as actor:
        assert refused(accept_recount, actor, row, reason="Read.") == (409, "recount_outdated")
    log_in(client, actor)
    text = client.get(row.get_absolute_url()).text
    assert "No longer holds" in text
    assert "No longer late" not in text


def test_a_list_of_which_something_still_holds_waits_on(cases):
    corrected(amount=3)
    corrected(amount=4)
    lists = Recount.objects.order_by("pk")
    before = [row.state for row in lists]
    corrected(amount=3)

    assert before == ["outdated", "proposed"]
    assert [row.state for row in lists.all()] == ["outdated", "outdated", "proposed"]


def test_nor_does_that_of_a_day_off_that_was_withdrawn(cases):
    days = {"starts_on": date(2025, 11, 4), "ends_on": date(2025, 11, 4)}
    day_off(**days)
    before = Recount.objects.get().state
    day_off(**days, version=1, withdraw_reason="It was another year.")

    assert (before, Recount.objects.earliest("pk").state) == ("proposed", "outdated")
