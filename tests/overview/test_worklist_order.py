"""The work list in the order of deadlines."""

import re
from datetime import timedelta

import pytest

from cases.casework.models import Case
from cases.casework.operations import assign_case
from cases.core.context import eyes
from cases.missions.models import Staff
from tests.overview.columns import MONDAY, case_with, listed, references
from tests.register import a_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def due_in(hours):
    return MONDAY + timedelta(hours=hours)


def test_what_is_overdue_comes_in_the_order_of_deadlines(client, actor):
    late = case_with(actor, next_due_at=due_in(-2))
    later = case_with(actor, next_due_at=due_in(-48))
    case_with(actor, next_due_at=due_in(48))

    assert listed(client, actor, due="overdue") == [later, late]


def test_the_most_urgent_first_ends_with_those_without_a_deadline(client, actor):
    free = case_with(actor, next_due_at=None)
    far = case_with(actor, next_due_at=due_in(100))
    near = case_with(actor, next_due_at=due_in(-100))

    assert listed(client, actor, order="deadline") == [near, far, free]


def test_my_open_cases_the_most_urgent_first(client, actor):
    far, _other = case_with(actor, next_due_at=due_in(50)), case_with(actor)
    with eyes(actor):
        me = Staff.objects.get(pk=actor.staff_id)
        near = assign_case(actor, a_case(actor), officer=me)
        assign_case(actor, Case.objects.get(reference=far), officer=me)
        Case.objects.filter(pk=near.pk).update(next_due_at=due_in(1))

    assert listed(client, actor, officer="mine", order="deadline") == [near.reference, far]


@pytest.mark.parametrize("with_deadline", [0, 2, 3, 4, 7])
def test_pages_by_deadline_lead_forth_and_back_without_gap(
    client, actor, monkeypatch, with_deadline
):
    monkeypatch.setattr("cases.overview.queries.PAGE", 3)
    made = [
        case_with(actor, next_due_at=due_in(at) if at < with_deadline else None) for at in range(7)
    ]
    log_in(client, actor)

    pages = walk(client, "/cases/?order=deadline", "next")
    back = walk(client, pages[-1][0], "prev")

    assert [ref for _url, page in pages for ref in page] == made
    assert [ref for _url, page in reversed(back) for ref in page] == made


def walk(client, address, step):
    pages = []
    while address:
        answer = client.get(address)
        pages.append((address, references(answer)))
        link = re.search(rf'href="([^"]+)" rel="{step}"', answer.text)
        address = link.group(1).replace("&amp;", "&") if link else ""
    return pages
