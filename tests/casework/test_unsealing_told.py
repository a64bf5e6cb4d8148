"""Who is told that something restricted was opened, and who says whether it was justified."""

from importlib import import_module

import pytest
from django.db import connection

from cases.casework.choices import Finding
from cases.casework.models import Unsealing
from cases.casework.operations import review_unsealing
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import AuditEntry
from cases.notices.models import Notice
from cases.notices.words import lines
from tests.factories import head, headquarters, officer
from tests.register import fresh
from tests.statements import executed
from tests.world_retention import lead
from tests.world_sealed import WHY, at_border, opened_by, sealed_case

pytestmark = pytest.mark.django_db

REASON = WHY["reason"]


@pytest.fixture
def case(owner):
    return sealed_case(owner)


def said_to(actor):
    with eyes(actor):
        rows = Notice.objects.visible_to(actor).filter(kind="sealed_opened")
        return [line["sentence"] for line in lines(list(rows), actor)]


def test_the_head_is_told_who_what_and_the_kind_of_reason_but_not_its_words(owner, case, border):
    opened_by(border, case)

    (sentence,) = said_to(owner)
    assert border.name in sentence
    assert "“Money” of the case " + case.reference in sentence
    assert "Deadline of a court or an authority" in sentence
    with eyes(owner):
        notice = Notice.objects.get(kind="sealed_opened")
        assert REASON not in str(notice.params) + sentence
        assert notice.audience == "head"
    assert said_to(border) == []


def test_headquarters_opening_is_told_to_the_head_of_the_case_and_to_the_leads(owner, case):
    above, officer_there = lead(), headquarters()

    opened_by(officer_there, case, "health")

    assert len(said_to(owner)) == 1
    assert len(said_to(above)) == 1
    assert said_to(officer_there) == []


def test_a_head_who_opens_is_told_of_to_the_leads_and_not_to_herself(owner, case, monkeypatch):
    above = lead()
    actor_module = import_module("cases.core.actor")
    monkeypatch.setattr(
        actor_module, "sights_of", lambda role: frozenset({"people", "file", "review", "unseal"})
    )
    opened_by(owner, case)
    monkeypatch.undo()

    assert len(said_to(above)) == 1
    assert said_to(owner) == []


def test_an_opening_is_reviewed_once_by_somebody_else(owner, case, border):
    unsealing = opened_by(border, case)

    with eyes(owner):
        review_unsealing(
            owner, unsealing, finding=Finding.JUSTIFIED, finding_words="The letter is on file."
        )
        row = fresh(unsealing)
        assert (row.finding, row.reviewed_by_id) == ("justified", owner.staff_id)
        assert not Unsealing.objects.to_review(owner).exists()
        with pytest.raises(Refused) as again:
            review_unsealing(owner, row, finding=Finding.UNJUSTIFIED, finding_words="No.")
    assert (again.value.status, again.value.code) == (409, "reviewed_already")


def test_nobody_judges_an_opening_of_their_own(case):
    actor = headquarters()
    unsealing = opened_by(actor, case, "health")

    with eyes(actor), pytest.raises(Refused) as refusal:
        review_unsealing(actor, unsealing, finding=Finding.JUSTIFIED, finding_words="Fine.")
    with eyes(actor):
        assert executed("update cases_unsealing set finding = 'justified'") == 0

    assert (refusal.value.status, refusal.value.code) == (403, "unsealing_judged_by_another")


def test_who_opened_what_is_seen_by_reviewers_of_both_missions_and_by_who_did(owner, case, border):
    unsealing = opened_by(border, case)

    def sees(actor):
        with eyes(actor), connection.cursor() as cursor:
            cursor.execute("select count(*) from cases_unsealing")
            first = Unsealing.objects.visible_to(actor).filter(pk=unsealing.pk).exists()
            assert cursor.fetchone() == (int(first),)
            return first

    assert [sees(actor) for actor in (owner, border, headquarters())] == [True] * 3
    assert [sees(actor) for actor in (officer(), at_border(), head(yangon=True))] == [False] * 3


def test_the_reason_is_in_no_entry_of_the_record(owner, case, border):
    opened_by(border, case)

    with eyes(owner):
        (entry,) = AuditEntry.objects.filter(operation="open_sealed")
        assert (entry.event, entry.fields) == (
            "case.sealed_opened",
            ["kind", "reason", "restricted"],
        )
        assert REASON not in str(entry.subjects)
