"""What correcting or voiding an entry of the course changes, said before it is done."""

import pytest
from django.urls import reverse

from cases.casework.operations import close_case, record_stay
from cases.core.context import eyes
from tests.api.calls import caller
from tests.casework.test_endings import points
from tests.casework.test_endings_moved import HELD, HOME, SINCE, closing
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(actor):
    """A person who came home from Thailand, by the closing of their case."""
    found = a_case(actor, reported=SINCE)
    record_stay(actor, fresh(found), kind="at", country="TH", when=HELD, source="mission")
    close_case(actor, fresh(found), outcome="own_means", **HOME)
    return found


@pytest.fixture
def actor(desk):
    return desk


def beforehand(actor, case, act, **said):
    """What page and API say that an act on the closing would change."""
    with eyes(actor):
        said = {"transition": str(closing(case).uuid), **said}
    sent = {name: value for name, value in said.items() if name != "when"}
    sent |= {"when_day": said["when"], "when_time": ""} if "when" in said else {}
    page = reverse("case_operation", args=[case.reference, act])
    shown = caller(actor).post(page, sent | {"_preview": "1", "_version": case.version})
    asked = caller(actor).get(f"/api/v1/cases/{case.reference}/{act}/", said)
    told = [str(words) for words in shown.context["consequences"]]
    assert all(words in shown.text for words in told)
    assert asked.json()["consequences"] == told
    return told


def test_a_correction_says_what_it_takes_back_and_changes_nothing(actor, case):
    told = beforehand(
        actor, case, "correct-transition", stage="closed", outcome="died", when="2025-10-22"
    )

    assert "The case: Closed · Returned by own means → Closed · Died." in told
    assert "Day of the death: nothing on record → 22 Oct 2025." in told
    assert "Where the person is: Viet Nam → Thailand." in told
    assert any(words.startswith("No longer on the person’s way: 24 Oct 2025") for words in told)
    assert sum(words.startswith("Not planned any more: Welfare check") for words in told) == 2
    with eyes(actor):
        assert (fresh(case).outcome, len(points(case))) == ("own_means", 2)


def test_voiding_the_closing_says_the_same(actor, case):
    told = beforehand(actor, case, "void-transition")

    assert "The case: Closed · Returned by own means → Reported." in told
    assert any(words.startswith("No longer on the person’s way: 24 Oct 2025") for words in told)


def test_nothing_is_said_before_something_is_corrected(actor, case):
    with eyes(actor):
        said = {"transition": str(closing(case).uuid)}
    page = reverse("case_operation", args=[case.reference, "correct-transition"])

    shown = caller(actor).get(page, said)

    assert shown.context["consequences"] == []
    assert "With the outcome “Died” it is when the person died." in shown.text
