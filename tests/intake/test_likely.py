"""While a new case is typed its page says whom it likely is."""

import pytest
from django.urls import reverse

from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.core.models import AuditEntry
from tests.factories import PostingFactory, officer
from tests.intake.typed import BORN, TYPED
from tests.register import a_case, a_citizen
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    """An officer of a mission that has registered Nguyễn Văn Hùng and opened a case."""
    with eyes(officer()) as actor:
        a_case(actor, a_citizen(actor, full_name="Nguyễn Văn Hùng", birth=BORN))
    return actor


@pytest.fixture
def known(actor):
    with eyes(actor):
        return Citizen.objects.get()


def likely(client, actor, **more):
    return log_in(client, actor).post(reverse("case_likely"), {**TYPED, **more})


def test_the_part_names_whom_it_likely_is_and_why(client, actor):
    response = likely(client, actor)

    part = response.content.decode()
    assert response.status_code == 200
    for said in ("Nguyễn Văn Hùng", "Same birth date", "Same name without marks", "Reported"):
        assert said in part
    assert 'href="#doubles-title"' in part
    assert "<html" not in part


@pytest.mark.parametrize(
    "more",
    [
        {"birth_day": "", "birth_month": "", "birth_year": ""},
        {"birth_day": "9"},
        {"full_name": "Lý Thị Khác"},
        {"birth_day": "31", "birth_month": "2"},
        {"full_name": ""},
    ],
    ids=["a name alone", "another day", "another name", "no such day", "no name yet"],
)
def test_too_little_says_nothing_and_faults_are_told_later(client, actor, more):
    part = likely(client, actor, **more).content.decode()

    assert "Nguyễn Văn Hùng" not in part
    assert "There is a problem" not in part


def test_who_was_told_apart_stays_told_apart(client, actor, known):
    elsewhere = "5b0b7b0e-0000-4000-8000-000000000000"
    part = likely(client, actor, not_the_same_as=[str(known.uuid), elsewhere]).content.decode()

    box, _end = part.split(f'value="{known.uuid}"', 1)[1].split(">", 1)
    assert "checked" in box
    assert f'<input type="hidden" name="not_the_same_as" value="{elsewhere}">' in part


def test_nobody_out_of_sight_is_named(client, actor):
    there = officer(code="VTE", country="LA", zone="Asia/Vientiane")

    assert "Nguyễn Văn Hùng" not in likely(client, there).content.decode()


def test_whom_it_showed_is_on_record_with_digests_alone(client, actor, known):
    likely(client, actor)
    likely(client, actor, birth_day="9")

    with eyes(actor):
        (entry,) = AuditEntry.objects.filter(operation="list_likely_doubles")
    (subject,) = entry.subjects
    assert subject["ids"] == [known.pk]
    assert len(subject["terms"]) == 3
    assert "nguyen" not in str(entry.subjects).lower()


def test_who_opens_no_cases_is_refused(client, actor):
    assert likely(client, PostingFactory(role="auditor").actor()).status_code == 403
    assert client.get(reverse("case_likely")).status_code == 405


def test_the_page_asks_while_it_is_typed(client, actor):
    page = log_in(client, actor).get(reverse("case_new")).content.decode()

    assert f'hx-post="{reverse("case_likely")}"' in page
    assert page.index("likely-line") < page.index("Register and open the case</button>")
