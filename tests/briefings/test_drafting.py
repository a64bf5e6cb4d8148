"""A briefing is drafted from the ledgers, approved by somebody else, and published as it is."""

from datetime import date

import pytest
from django.db import IntegrityError

from cases.briefings.composing import digest_of
from cases.briefings.composing.sheets import as_text
from cases.briefings.models import Briefing, BriefingSheet
from cases.briefings.operations import (
    approve_briefing,
    draft_briefing,
    publish_briefing,
    return_briefing,
    withdraw_briefing,
    write_briefing,
)
from cases.briefings.printing import sheet_of
from cases.briefings.queries import briefings_waiting
from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import When
from tests.briefings.drafts import a_few, approved, at_headquarters, drafted, published
from tests.factories import IncidentFactory, head
from tests.publishing.course import a_report, course
from tests.refusals import refusal_of
from tests.register import a_case, a_citizen, fresh

pytestmark = pytest.mark.django_db


def refusal(call, actor, *rows, **values):
    with eyes(actor):
        return refusal_of(call, actor, *[fresh(row) for row in rows], **values)


def sheets_of(briefing, **which):
    with eyes(SYSTEM):
        rows = BriefingSheet.objects.filter(briefing=briefing, **which)
        return list(rows.select_related("briefing"))


def test_freezes_what_was_counted():
    a_few(3)

    briefing = drafted()

    assert briefing.values["present"] == [{"key": "TH", "count": 3}]
    assert briefing.values["sexes"] == [{"key": "m", "count": 3}]
    assert briefing.digest == digest_of(briefing.values)


def test_numbers_go_on_within_the_year():
    first, second = drafted(), drafted()

    assert second.serial == first.serial + 1
    assert second.number == f"BR-{second.year}-{second.serial:04}"


def test_keeps_the_figures_of_others_with_all_their_outlets():
    a_few(3)
    a_report(source_name="One", value=3)
    a_report(source_name="Two", value=3)

    (said,) = drafted().values["said"]

    assert [name for name, _on, _url in said["outlets"]] == ["One", "Two"]
    assert (said["ours"], said["gap"]) == (3, "same")


def test_a_source_that_prints_a_number_of_two_scopes_is_named_once_and_says_each():
    a_few(3)
    a_report(source_name="One", value=3, qualifier="exact")
    a_report(source_name="One", value=3, qualifier="exact", scope="Citizens in Tak by that day.")

    sheet = sheet_of(drafted(), "en")

    assert [name for name, _about, _url in sheet["sources"]] == ["One"]
    text = as_text(sheet)
    assert (
        "One reported 3 citizens in Thailand (counted: “Citizens in Tak by that day”) [1]" in text
    )
    assert text.count("One reported 3 citizens in Thailand (counted: “") == 2


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2090, 1, 1), "moment_ahead"), (date(2025, 10, 15), "before_incident")],
)
def test_a_moment_ahead_or_before_the_incident_is_refused(day, code):
    refused = refusal(
        draft_briefing,
        at_headquarters("headquarters_officer"),
        incident=IncidentFactory(),
        kind="note",
        as_of=When(day=day),
    )

    assert (refused.status, refused.code) == (422, code)


def test_a_mission_drafts_none():
    refused = refusal(draft_briefing, head(), incident=IncidentFactory(), kind="note")

    assert refused.status == 403


def test_nobody_approves_what_she_drafted():
    lead = at_headquarters("headquarters_lead")
    briefing = drafted(lead)

    refused = refusal(approve_briefing, lead, briefing)

    assert (refused.status, refused.code) == (403, "own_briefing")


def test_nobody_approves_her_own_free_sentences():
    lead, briefing = at_headquarters("headquarters_lead"), drafted()
    with eyes(lead):
        write_briefing(lead, briefing, advice_en="Do not go.")

    assert refusal(approve_briefing, lead, briefing).code == "own_briefing"


def test_nobody_approves_what_still_holds_their_earlier_words():
    lead = at_headquarters("headquarters_lead")
    briefing = drafted()
    with eyes(lead):
        write_briefing(lead, fresh(briefing), advice_en="Do not go.")
    with eyes(at_headquarters("headquarters_officer")) as later:
        write_briefing(later, fresh(briefing), advice_en="Do not go there.")

    assert refusal(approve_briefing, lead, briefing).code == "own_briefing"
    with eyes(lead):
        assert not list(briefings_waiting(lead, present.now()))


def test_who_wrote_what_another_took_over_does_not_approve_that_either():
    lead, former = at_headquarters("headquarters_lead"), drafted()
    with eyes(lead):
        write_briefing(lead, fresh(former), advice_en="Do not go.")
    with eyes(at_headquarters("headquarters_lead")) as other:
        former = publish_briefing(other, fresh(approve_briefing(other, fresh(former))))

    assert refusal(approve_briefing, lead, drafted(replaces=former)).code == "own_briefing"


def test_the_database_lets_no_earlier_writer_approve():
    briefing = approved()

    with eyes(SYSTEM), pytest.raises(IntegrityError, match="briefing_approved_by_another"):
        Briefing.objects.filter(pk=briefing.pk).update(writers=[briefing.approved_by_id])


def test_approval_fixes_three_sheets_of_a_page_and_an_annex():
    a_few(3)

    briefing = approved()

    sheets = sheets_of(briefing)
    assert {row.language: row.pages for row in sheets} == {"en": 2, "vi": 2, "fr": 2}
    assert all(row.published_at is None and bytes(row.pdf)[:4] == b"%PDF" for row in sheets)


def test_what_is_approved_is_not_written_any_more():
    refused = refusal(
        write_briefing, at_headquarters("headquarters_officer"), approved(), advice_en="Stay."
    )

    assert (refused.status, refused.code) == (409, "briefing_approved")


def test_a_draft_is_not_published():
    refused = refusal(publish_briefing, at_headquarters("headquarters_lead"), drafted())

    assert (refused.status, refused.code) == (409, "briefing_draft")


def test_an_approval_that_was_taken_back_leaves_a_draft_and_sheets_that_never_go_out():
    lead, briefing = at_headquarters("headquarters_lead"), approved()

    with eyes(lead):
        back = return_briefing(lead, briefing, reason="Wrong hotline.")
        write_briefing(at_headquarters("headquarters_officer"), back, contact_en="+66 invented")
    again = approved(briefing)
    with eyes(lead):
        publish_briefing(lead, fresh(again))

    out = sheets_of(briefing, published_at__isnull=False)
    assert {row.edition for row in out} == {2}
    assert [row.language for row in out if "+66 invented" in row.text] == ["en"]


def test_a_published_one_is_replaced_by_another_and_says_so():
    former = published()

    later = published(replaces=former)

    sheets = sheets_of(former)
    assert {row.replaced_by for row in sheets} == {later.number}


def test_a_withdrawn_one_stays_readable_and_says_why():
    lead, briefing = at_headquarters("headquarters_lead"), published()

    with eyes(lead):
        withdraw_briefing(lead, briefing, reason="A count was corrected.")

    sheets = sheets_of(briefing)
    assert {row.briefing.state for row in sheets} == {"withdrawn"}
    assert {row.withdraw_reason for row in sheets} == {"A count was corrected."}
    assert all(row.published_at for row in sheets)


@pytest.mark.parametrize(
    "text", ["Nguyen Van An is safe.", "We have NGUYỄN VĂN AN with us.", "See BKK-2025-00042."]
)
def test_a_free_sentence_names_nobody(text):
    with course() as actor:
        a_case(actor, a_citizen(actor, full_name="Nguyễn Văn An"))
    writer = at_headquarters("headquarters_officer")

    refused = refusal(write_briefing, writer, drafted(), advice_en="Stay.", context_vi=text)

    assert refused.status == 422
    assert [problem.field for problem in refused.problems] == ["context_vi"]
