"""The contact log: with whom it was spoken, what came of it, when it is tried again."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases.casework.models import Case, ContactEntry
from cases.casework.operations import complete_step, reopen_step, void_contact
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.fields.dates import parse_when
from tests.casework.playbooks import a_playbook, a_procedure
from tests.core.test_parallel import at_once
from tests.factories import head, officer
from tests.refusals import refusal_now
from tests.register import a_case, fresh
from tests.web.session import log_in
from tests.world_talking import logged

OPENED = When(day=date(2025, 10, 22))
YESTERDAY = When.at(datetime.now(UTC) - timedelta(days=1))
NOON_OR_LATER = parse_when("2199-12-01T12:00+07:00/2199-12-01T14:00+07:00")
MORNING, MONTH = "2025-11-27T09:00+07:00", "2025-11"
REACHED = {"outcome": "reached", "words": "Well."}


@pytest.fixture
def actor(db):
    with eyes(head()) as actor:
        yield actor


@pytest.fixture
def case(actor):
    return a_case(actor, reported=OPENED)


def test_the_case_says_when_she_was_spoken_with_last_and_when_it_is_tried_again(actor, case):
    again = datetime.now(UTC) + timedelta(days=2)
    logged(actor, case, outcome="reached", words="Well.", when=YESTERDAY)
    logged(actor, case, next_attempt=When.at(again))

    row = fresh(case)

    assert row.last_contact_at == YESTERDAY.latest
    assert row.next_attempt_at == again


def test_late_news_does_not_push_out_the_next_attempt(actor, case):
    again = datetime.now(UTC) + timedelta(days=2)
    logged(actor, case, next_attempt=When.at(again))
    logged(actor, case, when=YESTERDAY)

    assert fresh(case).next_attempt_at == again


@pytest.mark.parametrize("entered", [(MORNING, MONTH), (MONTH, MORNING)])
def test_a_vaguer_contact_does_not_count_before_a_more_precise_one(actor, case, entered):
    for said in entered:
        logged(actor, case, when=parse_when(said), **REACHED)

    row = fresh(case)
    assert row.last_contact_from == row.last_contact_at == parse_when(MORNING).latest


def test_a_contact_of_some_time_in_the_month_leaves_the_plan(actor, case):
    planned = When(day=date(2199, 1, 1))
    entry = logged(actor, case, when=parse_when(MORNING), next_attempt=planned)
    logged(actor, case, when=parse_when(MONTH), **REACHED)

    assert fresh(case).next_attempt_at == entry.next_at


def test_a_plan_written_late_stands_until_somebody_tried(actor, case):
    logged(actor, case, when=YESTERDAY)
    late = {"when": parse_when("2025-11-26"), "next_attempt": When(day=date(2199, 1, 1))}
    planned = logged(actor, case, **late)
    stood = fresh(case).next_attempt_at
    logged(actor, case)

    assert stood == planned.next_at
    assert fresh(case).next_attempt_at is None


def test_a_plan_whose_day_had_passed_when_it_was_written_is_done(actor, case):
    logged(actor, case, when=YESTERDAY)
    logged(actor, case, when=parse_when("2025-11-26"), next_attempt=parse_when("2025-11-27"))

    assert fresh(case).next_attempt_at is None


def test_a_bare_day_of_the_next_attempt_begins_with_the_day_at_the_mission(actor, case):
    day = (datetime.now(UTC) + timedelta(days=3)).date()

    entry = logged(actor, case, next_attempt=When(day=day))

    there = entry.next_at.astimezone(ZoneInfo("Asia/Bangkok"))
    assert (there.date(), there.hour) == (day, 0)


def test_the_page_shows_a_planned_day_alone(client, actor, case):
    logged(actor, case, next_attempt=When(day=date(2199, 1, 1)))

    page = log_in(client, actor).get(case.get_absolute_url()).text

    assert "1 Jan 2199" in page
    assert "1 Jan 2199, " not in page


def test_the_future_is_refused(actor, case):
    refusal = refusal_now(logged, actor, case, when=When.at(datetime.now(UTC) + timedelta(hours=3)))

    assert (refusal.status, refusal.code) == (422, "in_the_future")
    assert refusal.problems[0].field == "when"


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"outcome": "reached"}, "words_needed", "words"),
        ({"next_attempt": YESTERDAY}, "contactentry_next_after", "next_attempt"),
        ({"next_attempt": parse_when("2199-12")}, "attempt_not_one_day", "next_attempt"),
        (
            {"next_attempt": parse_when("2199-12-01/2199-12-03")},
            "attempt_not_one_day",
            "next_attempt",
        ),
        ({"next_attempt": NOON_OR_LATER}, "attempt_not_one_day", "next_attempt"),
        ({"is_first_contact": True}, "not_reached", "is_first_contact"),
        (
            {"is_first_contact": True, "talked_with": "other", "outcome": "no_answer"},
            "not_with_the_citizen",
            "is_first_contact",
        ),
        ({"ground": "vital"}, "contactentry_relative_fits", "ground"),
    ],
)
def test_refuses_what_cannot_be_so(actor, case, given, code, field):
    refusal = refusal_now(logged, actor, case, **given)

    assert (refusal.status, refusal.code) == (422, code)
    assert refusal.problems[0].field == field


def test_a_voided_entry_counts_no_longer(actor, case):
    entry = logged(
        actor, case, outcome="reached", words="x", next_attempt=When(day=date(2199, 1, 1))
    )

    void_contact(actor, fresh(case), contact=entry, reason="Another person.")

    row = fresh(case)
    assert (row.last_contact_at, row.next_attempt_at) == (None, None)
    assert ContactEntry.objects.get(pk=entry.pk).void_reason == "Another person."


FIRST = [
    {"name": "spoken_on", "kind": "day", "label": "On", "required": True, "past": True},
    {
        "name": "channel",
        "kind": "choice",
        "label": "How",
        "required": True,
        "choices": [{"value": "phone", "label": "Phone"}, {"value": "other", "label": "Other"}],
    },
]


def on_playbook(actor, **gates):
    a_procedure("first-contact", result_fields=FIRST)
    steps = (("first-contact", "identity", "mission", ()), ("papers", "document", "mission", ()))
    a_playbook(steps=steps, gates=gates)
    return a_case(actor, reported=OPENED)


def test_the_first_contact_completes_its_step_and_moves_the_case_on(actor):
    case = on_playbook(actor, contacted=("first-contact",))

    logged(actor, case, outcome="reached", words="Well.", is_first_contact=True)

    row = fresh(case)
    step = row.steps.get(code="first-contact")
    assert (row.stage, step.status) == ("contacted", "done")
    assert step.results.get().values["channel"] == "phone"


def test_where_more_is_missing_the_step_is_done_and_the_case_stays(actor):
    case = on_playbook(actor, contacted=("first-contact", "papers"))

    logged(actor, case, outcome="reached", words="Well.", is_first_contact=True)

    row = fresh(case)
    assert (row.stage, row.steps.get(code="first-contact").status) == ("reported", "done")


def test_a_contact_alone_moves_nothing(actor):
    case = on_playbook(actor)

    logged(actor, case, outcome="reached", words="Well.")

    assert fresh(case).stage == "reported"


def test_a_first_contact_that_is_done_counts_though_nobody_logged_it(client, actor):
    case = on_playbook(actor, contacted=("first-contact",))
    step = case.steps.get(code="first-contact")
    result = {"spoken_on": "2025-10-24", "channel": "phone"}
    case = complete_step(actor, case, step=step, when=When(day=date(2025, 10, 24)), result=result)

    known = fresh(case).last_contact_at
    log_in(client, actor)
    page = client.get(case.get_absolute_url()).content.decode()
    with eyes(actor):
        case = reopen_step(actor, fresh(case), step=fresh(step), reason="Nobody was spoken to.")
        after = fresh(case).last_contact_at

    assert known.astimezone(ZoneInfo(actor.zone)).date() == date(2025, 10, 24)
    assert "Nobody has been spoken with yet" not in page
    assert after is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_two_officers_at_once_come_to_the_same_next_attempt():
    with eyes(officer()) as actor:
        case = a_case(actor, reported=OPENED)
    days = [When(day=date(2199, 1, day)) for day in (1, 2)]

    def log(number):
        with eyes(actor):
            logged(actor, fresh(case), next_attempt=days[number])

    at_once(2, log)

    with eyes(actor):
        last = ContactEntry.objects.order_by("occurred_at", "pk").last()
        assert ContactEntry.objects.count() == 2
        assert Case.objects.get(pk=case.pk).next_attempt_at == last.next_at
