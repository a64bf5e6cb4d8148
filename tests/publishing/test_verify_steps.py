"""`manage.py verify_ledger` finds what no longer follows from the steps of a case."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.casework.models import Step
from cases.casework.operations import ask_step, close_case, complete_step
from cases.core.context import eyes
from cases.core.facts import When
from tests.casework.playbooks import a_limit, a_playbook, a_procedure
from tests.database import as_owner
from tests.factories import AuthorityFactory, head
from tests.publishing.test_verify_ledger import broken, verify
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db(transaction=True)

WAITS = "a step of an open case waits"
ASKED = "a step is asked exactly while"
AT_REST = "nothing blocks a closed case"
FOLLOWS = "clocks and blockers of open"
IN_DOUBT = "a closed case is in doubt"
OVERLOOKED = "what is told otherwise than a closing"
OPENED = "opened_from = now(), opened_at = now()"
LIES = (
    (WAITS, "cases_step", "status = 'waiting' where code = 'removal'"),
    (WAITS, "cases_step", f"status = 'open', {OPENED} where code = 'passport'"),
    (ASKED, "cases_step", "status = 'open' where code = 'reply'"),
    (ASKED, "cases_step", "status = 'asked' where code = 'deposit'"),
    (AT_REST, "cases_case", "blocker_kind = 'open' where stage = 'closed'"),
    (AT_REST, "cases_clock", "state = 'running', verdict = '' where stopped_at is not null"),
    (IN_DOUBT, "cases_case", "outcome_in_doubt = true where stage = 'closed'"),
    (OVERLOOKED, "cases_case", "overlooked = 'day' where stage = 'closed'"),
    (FOLLOWS, "cases_case", "blocker_body = 'family' where stage <> 'closed'"),
    (FOLLOWS, "cases_case", "blocker_procedure_id = null where stage <> 'closed'"),
    (FOLLOWS, "cases_case", "next_due_at = now() where stage <> 'closed'"),
    (FOLLOWS, "cases_case", "valid_until = now() where stage <> 'closed'"),
    (FOLLOWS, "cases_clock", "due_at = due_at + interval '1 day' where state = 'running'"),
    (
        FOLLOWS,
        "cases_clock",
        "started_from = started_from - interval '1 day' where state = 'running'",
    ),
)


@pytest.fixture
def numbers():
    """Case numbers: one with a question on its way and a limit that runs, one closed."""
    a_playbook()
    for code in ("reply", "removal"):
        a_limit(a_procedure(code), amount=20, pauses=False)
    with eyes(head()) as actor:
        reported = When.at(timezone.now() - timedelta(days=3))
        case, closed = (a_case(actor, reported=reported) for _number in range(2))
        for each in (case, closed):
            complete_step(actor, fresh(each), step=Step.objects.get(case=each, code="contact"))
        reply = Step.objects.get(case=case, code="reply")
        ask_step(actor, fresh(case), step=reply, asked_of=AuthorityFactory())
        close_case(actor, fresh(closed), outcome="own_means")
        return case.reference, closed.reference


def line_of(told, words):
    lines = told.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith(words))
    return lines[place], lines[place + 1 : place + 2]


def test_what_operations_have_left_holds(numbers):
    told, fault = verify("--chunk", "1")

    assert fault == ""
    for words in (WAITS, ASKED, AT_REST, FOLLOWS):
        assert line_of(told, words)[0].endswith("right")


def test_finds_each_planted_lie(numbers):
    for words, table, change in LIES:
        with broken(table, change):
            told, fault = verify()

        line, named = line_of(told, words)
        assert line.endswith("WRONG"), change
        assert named[0].split()[0] in numbers, change
        assert fault.endswith("proofs failed."), change
    assert verify()[1] == ""


def test_finds_a_clock_that_is_missing(numbers):
    as_owner(["delete from cases_clock where state = 'running'"])

    line, named = line_of(verify()[0], FOLLOWS)
    assert line.endswith("WRONG")
    assert named[0].split() in ([numbers[0], "reply:", "reply-limit"], [numbers[0], "next_due_at"])
