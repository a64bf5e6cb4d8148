"""Whoever approves a briefing may let less out, or later, and says why."""

import re
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from cases.briefings import around
from cases.briefings.around import tells_too_much
from cases.briefings.composing import composed
from cases.briefings.composing.sheets import as_text
from cases.briefings.composing.told import Count, Flow
from cases.briefings.models import Briefing
from cases.briefings.operations import approve_briefing, publish_briefing
from cases.briefings.printing import sheets_of
from cases.briefings.proofs import faults_in
from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.models import AuditEntry
from cases.incidents.models import Incident
from tests.briefings.drafts import a_few, at_headquarters, drafted, published
from tests.briefings.told import EVENING, said, told
from tests.refusals import refusal_of
from tests.register import fresh

PRESENT = (Count("TH", 129), Count("MM", 25), Count("VN", 17), Count("", 4))
REPORT = {
    "kind": "report",
    "present": PRESENT,
    "flow": (Flow(EVENING, PRESENT), Flow(EVENING, PRESENT)),
    "stages": (Count("reported", 137), Count("verified", 31), Count("closed", 7)),
    "outcomes": (Count("handed_over", 7),),
    "said": (said(ours=129, value=130, gap="near"),),
}


def text_of(language="en", **values):
    return as_text(composed(told(**{**REPORT, **values}), {}, language).frozen())


def test_totals_by_country_are_told_nowhere_once_they_are_left_out():
    text = text_of(left_out=("countries",))

    assert "the number of citizens in Thailand is not told" in text
    assert "All persons with a case, whenever opened | 175" in text
    assert "Left out of this paper: Totals by country of whereabouts." in text
    assert re.findall(r"\b(129|25|17|4)\b", text) == []
    assert "agree" not in text


def test_totals_by_stage_are_told_nowhere_once_they_are_left_out():
    text = text_of(left_out=("stages",))

    assert "129 citizens were in Thailand" in text
    assert [words for words in ("137", "31", "verified", "returned home") if words in text] == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "Totals and numbers by country and by stage are exact."),
        ({"kind": "note"}, "Totals and numbers by country are exact."),
        ({"left_out": ("stages",)}, "Totals and numbers by country are exact."),
        ({"left_out": ("countries",)}, "Totals and numbers by stage are exact."),
        ({"left_out": ("countries", "stages")}, "Totals are exact."),
    ],
)
def test_the_note_on_exact_totals_names_those_that_the_paper_tells(values, expected):
    text = as_text(composed(told(**{**REPORT, **values}), {}, "en").frozen())

    (note,) = [line for line in text.splitlines() if line.endswith("exact.")]
    assert note == f"Times are those of Asia/Bangkok. {expected}"


def test_the_note_on_what_is_told_roughly_names_what_the_paper_tells():
    whole, less = text_of(), text_of(left_out=("countries", "stages"))

    assert "(sex, age, in whose hands, mission, how a case ended), 1 to 10 are told" in whole
    assert "Returns are told exactly. “Returned home” counts those whose cases" in whole
    assert "(mission), 1 to 10 are told" in less
    assert "Returns" not in less


def test_where_nothing_is_told_roughly_no_note_says_how():
    text = text_of(kind="note", left_out=("countries", "stages"))

    assert "are told as" not in text


def test_of_stages_that_are_left_out_no_note_says_how_they_are_told():
    values = {
        "present": (Count("TH", 120),),
        "stages": (Count("reported", 117), Count("closed", 3)),
        "outcomes": (Count("declined", 3),),
    }

    assert "Stages are told as one number, or not told" in text_of(**values)
    assert "Stages are told" not in text_of(**values, left_out=("stages",))


@pytest.mark.django_db
def test_what_was_left_out_is_on_record_and_the_sheets_hold():
    a_few(12)
    briefing, lead = drafted(), at_headquarters("headquarters_lead")
    with eyes(lead):
        found = approve_briefing(
            lead, fresh(briefing), left_out=["countries"], reason="The host state counts again."
        )
    with eyes(SYSTEM):
        assert "is not told" in sheets_of(found)["en"]["parts"][0]["paragraphs"][0]
        assert faults_in(found) == set()
        entry = AuditEntry.objects.filter(event="briefing.approved").latest("pk")
        assert {"left_out", "reason"} <= {str(name) for name in entry.fields}


@pytest.mark.django_db
def test_what_a_published_sheet_leaves_out_the_next_one_does_not_tell_as_said_by_it():
    a_few(31)
    published(said={"left_out": ["countries"], "reason": "The host state counts again."})

    second = drafted(as_of=When(day=date(2025, 10, 23)))

    assert second.values["before"]["manner"] == "untold"
    assert "On 22 October 2025, 31" not in str(sheets_of(second)["en"])


@pytest.mark.parametrize("left_out", [[], ["countries"]])
def test_a_sheet_is_held_against_others_by_what_it_tells_itself(left_out):
    """Told in full its 15 women would tell, beside the 20 of another, of the five between."""
    sexes = (Count("m", 16), Count("f", 15))
    values = told(present=(Count("TH", 31),), sexes=sexes).frozen()
    briefing = Briefing(incident=Incident(), values=values, left_out=left_out)

    with patch.object(around, "told_before", return_value=(Count("sex/f", 20),)):
        assert tells_too_much(SYSTEM, briefing) is (not left_out)


@pytest.mark.django_db
def test_less_or_later_without_a_reason_is_refused():
    briefing, lead = drafted(), at_headquarters("headquarters_lead")

    with eyes(lead):
        less = refusal_of(approve_briefing, lead, fresh(briefing), left_out=["stages"])
        later = refusal_of(approve_briefing, lead, fresh(briefing), not_before=date(2090, 1, 1))

    assert (less.status, less.code) == (later.status, later.code) == (422, "less_told_why")


@pytest.mark.django_db
def test_a_day_that_is_over_is_no_day_to_wait_for():
    briefing, lead = drafted(), at_headquarters("headquarters_lead")
    said = {"reason": "Families are told first."}
    today = present.today(briefing.zone)

    with eyes(lead):
        yesterday = today - timedelta(days=1)
        refused = refusal_of(approve_briefing, lead, fresh(briefing), not_before=yesterday, **said)
        found = approve_briefing(lead, fresh(briefing), not_before=today, **said)

    assert (refused.status, refused.code) == (422, "day_over")
    assert found.not_before == today


@pytest.mark.django_db
def test_what_was_approved_for_later_is_not_published_before():
    briefing, lead = drafted(), at_headquarters("headquarters_lead")
    tomorrow = timezone.localdate() + timedelta(days=2)
    with eyes(lead):
        approved = approve_briefing(
            lead, fresh(briefing), not_before=tomorrow, reason="Families are told first."
        )
        refused = refusal_of(publish_briefing, lead, fresh(approved))

    assert (refused.status, refused.code) == (409, "before_its_day")
