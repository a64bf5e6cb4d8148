"""A limit that nothing confirms is shown with its last day, and nobody is said to be late."""

from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from cases.casework.choices import InTime
from cases.casework.operations import complete_step
from cases.core.context import eyes
from tests.casework.playbooks import a_limit, a_procedure, at, clock, opened, step, when
from tests.factories import head, headquarters
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
STEPS = (("contact", "identity", "mission", ()), ("reply", "identity", "mission", ("contact",)))
DONE_ON = {"contact": "2025-11-10 10:00", "reply": "2025-11-20 10:00"}


@pytest.mark.parametrize("codes", [("contact",), ("contact", "reply")])
@pytest.mark.parametrize("is_confirmed", [False, True])
def test_no_page_says_that_it_is_overdue(client, codes, is_confirmed):
    with time_machine.travel(at("2025-11-24 09:00"), tick=True):
        with eyes(head()) as actor:
            for code in DONE_ON:
                a_limit(a_procedure(code), verified=is_confirmed)
            case = opened(actor, steps=STEPS)
            for code in codes:
                complete_step(actor, fresh(case), step=step(case, code), when=when(DONE_ON[code]))
        log_in(client, head())
        own = [reverse(name, args=[case.reference]) for name in ("case_detail", "case_print")]
        texts = {address: client.get(address).text for address in own}

    said = [word for text in texts.values() for word in ("overdue", "but late") if word in text]
    assert bool(said) == is_confirmed
    page = texts[own[0]]
    assert ("the last day is past; it counts against nobody" in page) != is_confirmed
    assert ("unconfirmed" in page) != is_confirmed


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_neither_the_admin_nor_the_explanation_says_that_it_was_late(client, is_confirmed):
    printed = StringIO()
    with time_machine.travel(at("2025-11-24 09:00"), tick=True):
        with eyes(head()) as actor:
            a_limit(a_procedure("reply"), verified=is_confirmed)
            case = opened(actor, steps=STEPS)
            for code, moment in DONE_ON.items():
                complete_step(actor, fresh(case), step=step(case, code), when=when(moment))
            number = clock(case, "reply").pk
        log_in(client, headquarters())
        shown = client.get(reverse("admin:cases_clock_change", args=[number])).text
        call_command("clocks", explain=[case.reference, "reply"], stdout=printed)

    for text in (shown, printed.getvalue()):
        assert (str(InTime.LATE.label) in text) == is_confirmed
        assert ("The last day is past; it counts against nobody" in text) != is_confirmed
