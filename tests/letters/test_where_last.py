"""Of a person of an open case who is lost: where they were last known, and until when."""

from datetime import date

import pytest

from cases.casework.operations import record_stay
from cases.core import present
from cases.core.facts import When
from cases.letters.composing import Draft, data_of
from cases.letters.facts import facts_of
from cases.letters.kinds import kinds
from cases.letters.operations import issue_letter, send_letter
from tests.factories import PlaceFactory
from tests.files.kept import a_photo
from tests.letters.test_own_word import with_father
from tests.letters.written import OPENED, a_letter, a_ready_case, at_a_place, read, sent
from tests.refusals import refusal_of
from tests.register import fresh
from tests.world_talking import said

pytestmark = pytest.mark.django_db
LOST = When(day=date(2025, 10, 25))


def values(actor, case, letter, language):
    facts = facts_of(actor, [fresh(case)], present.now())[case.pk]
    return data_of(Draft(kinds()[letter], facts, case.mission, language), "", present.now())["v"]


def lost(actor, case):
    place = PlaceFactory(name="Shelter 2", name_vi="Nhà tạm lánh 2", country="TH")
    where = {"place": place, "country": "TH"}
    record_stay(actor, fresh(case), kind="at", when=OPENED, source="mission", **where)
    record_stay(actor, fresh(case), kind="lost", when=LOST, source="mission")


def test_summary_and_notice_say_where_a_lost_person_was_last_and_until_when(actor):
    case, _father = with_father(actor)
    said(actor, fresh(case), "inform_family", "yes")
    lost(actor, case)

    summary = values(actor, case, "case-summary", "en")["whereabouts"]
    notice = read(a_letter(actor, case, "family-notice"))

    assert summary == "last known: Shelter 2, Thailand, until 25 October 2025"
    assert "thông tin cuối cùng: Thái Lan, đến 25/10/2025" in notice
    assert "Nhà tạm lánh" not in notice


def test_of_whom_nothing_was_ever_known_they_say_that_it_is_not_known_where(actor):
    case, _father = with_father(actor)
    said(actor, fresh(case), "inform_family", "yes")

    summary = read(a_letter(actor, case, "case-summary", language="en"))
    notice = read(a_letter(actor, case, "family-notice"))

    assert "Whereabouts not known" in summary
    assert "không rõ" in notice


def test_a_note_about_somebody_who_is_lost_asks_first(actor):
    case = a_ready_case(actor)
    lost(actor, case)

    refusal = refusal_of(issue_letter, actor, fresh(case), letter="note-verbale")
    letter = a_letter(actor, case, "note-verbale", accepted=["contact_lost"])

    ((code, words),) = [(row["code"], row["message"]) for row in refusal.extra["contradictions"]]
    assert code == "contact_lost"
    assert words == (
        "It is not known any more where the person is. The letter says: “last known: Shelter 2, "
        "Thailand, until 25 October 2025”."
    )
    assert letter.content.values["accepted"] == ["contact_lost"]


def test_a_note_about_somebody_who_was_lost_since_asks_once_before_it_goes(actor):
    case = at_a_place(actor, a_ready_case(actor))
    letter = a_letter(actor, case, "note-verbale")
    record_stay(actor, fresh(case), kind="lost", when=LOST, source="mission")

    refusal = refusal_of(send_letter, actor, fresh(letter), file=a_photo())
    send_letter(actor, fresh(letter), file=a_photo(), accepted=["whereabouts_differ"])

    (problem,) = refusal.problems
    printed = letter.content.values["v"]["whereabouts"]
    assert problem.code == "whereabouts_differ"
    assert f"the letter says “{printed}”" in problem.message
    assert "“last known: " in problem.message
    assert fresh(letter).sent_accepted == ["whereabouts_differ"]


def test_a_note_that_says_what_is_on_record_asks_nothing_again_whatever_they_said(actor):
    case = a_ready_case(actor)
    lost(actor, case)
    letter = a_letter(actor, case, "note-verbale", accepted=["contact_lost"])
    said(actor, fresh(case), "return", "yes")

    assert sent(actor, letter).sent_at


def test_where_somebody_was_last_is_no_place_for_consular_access(actor):
    case = a_ready_case(actor)
    lost(actor, case)

    refusal = refusal_of(issue_letter, actor, fresh(case), letter="consular-access")

    assert "whereabouts" in str([row.code for row in refusal.problems] + [str(refusal.extra)])
