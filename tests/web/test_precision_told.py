"""Pages, lists and the admin tell a moment no more precisely than it was said."""

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from cases.casework.models import Clock, Inquiry, StepResult
from cases.casework.operations import (
    advance_case,
    ask_step,
    complete_step,
    record_answer,
    record_stay,
)
from cases.core.context import eyes
from cases.core.fields.dates import parse_when
from cases.crossings.models import Stay
from tests.casework.playbooks import a_limit, a_procedure, at, opened, step
from tests.factories import AuthorityFactory, head
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

SAID = {
    "2025-11-24": "24 Nov 2025",
    "2025-11": "Nov 2025",
    "2025-10": "Oct 2025",
    "2025-11-05/2025-11-07": "5 Nov 2025 – 7 Nov 2025",
}
BETWEEN = SAID | {"2025-11-05/2025-11-07": "between 5 Nov 2025 and 7 Nov 2025"}


def words(text):
    return " ".join(strip_tags(text).split())


@pytest.fixture(params=SAID)
def known(client, request):
    """A case of which everything is known as precisely as one of these words say."""
    when = parse_when(request.param)
    with time_machine.travel(at("2025-11-24 09:00"), tick=True):
        with eyes(head()) as actor:
            a_limit(a_procedure("reply", body="immigration_department"), starts="asked")
            case = opened(actor)
            record_stay(actor, fresh(case), kind="at", source="citizen", country="MM", when=when)
            complete_step(actor, fresh(case), step=step(case, "contact"), when=when)
            advance_case(actor, fresh(case))
            asked = {"step": step(case, "reply"), "asked_of": AuthorityFactory(name="The office")}
            ask_step(actor, fresh(case), when=when, **asked)
        log_in(client, actor)
        yield actor, case, request.param


def test_the_case_page_and_the_work_list_tell_it_as_it_was_said(client, known):
    _actor, case, said = known

    page = words(client.get(case.get_absolute_url()).text)
    (line,) = client.get(reverse("worklist")).context["rows"]

    assert f"Myanmar · since {SAID[said]} " in page
    assert f"Asked: {SAID[said]} ·" in page
    assert f"The office was asked ({SAID[said]}) and has not answered" in page
    assert f"Turn of: The office, since {SAID[said]}" in page
    assert strip_tags(line.last_known) == SAID[said]


def test_an_answer_is_told_as_it_was_said(client, known):
    actor, case, said = known
    with eyes(actor):
        answer = {"step": step(case, "reply"), "when": parse_when(said)}
        record_answer(actor, fresh(case), verdict="done", **answer)

    page = words(client.get(case.get_absolute_url()).text)

    assert f"Asked: {SAID[said]} · answered: {SAID[said]} ·" in page


def test_the_course_of_the_case_tells_it_under_its_last_day(client, known):
    _actor, case, said = known

    days = client.get(case.get_absolute_url()).context["course"]["days"]

    (stay,) = [row for one in days for row in one["entries"] if row["kind"] == "stays"]
    is_day = said == "2025-11-24"
    assert strip_tags(str(stay.get("time", ""))) == ("" if is_day else BETWEEN[said])


@pytest.mark.parametrize("model", [Inquiry, StepResult, Clock, Stay])
def test_the_admin_tells_it_without_a_clock_time(client, known, model):
    actor, _case, said = known
    noun = model._meta.model_name
    with eyes(actor):
        row = model.objects.order_by("pk").last()

    listed = words(client.get(reverse(f"admin:cases_{noun}_changelist")).text)
    page = client.get(reverse(f"admin:cases_{noun}_change", args=[row.pk])).text

    assert BETWEEN[said] in listed
    assert BETWEEN[said] in words(page)
    assert "occurred_from" not in page
