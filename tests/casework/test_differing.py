"""An answer that names the person otherwise than the record is decided person by person."""

from datetime import date, timedelta

import pytest

from cases.casework.deaths import deaths_of
from cases.casework.forms import CompleteStep
from cases.casework.models import StepResult
from cases.casework.operations import (
    advance_case,
    ask_step,
    close_case,
    complete_step,
    correct_transition,
    record_answer,
    record_stay,
    reopen_case,
    reopen_step,
    void_transition,
)
from cases.casework.operations.differing import died_on
from cases.casework.pages.case import case_context
from cases.casework.pages.refusals import helping_link
from cases.casework.queries import case_file
from cases.citizens.models import Citizen
from cases.citizens.names import sort_key
from cases.citizens.operations import add_identity_document, correct_citizen
from cases.core.facts import When
from cases.core.many import bulk_form
from cases.core.models import AuditEntry
from cases.core.partial import PartialDate
from cases.core.registry import DECLARED
from cases.procedures.models import Procedure
from cases.procedures.result_schema import check_schema
from cases.templatetags.moments import day_words
from tests.casework.linking import ledgers_hold, link, with_passport
from tests.casework.playbooks import a_playbook, completed, step
from tests.casework.test_endings import points
from tests.factories import AuthorityFactory
from tests.refusals import refusal_of
from tests.register import a_case, a_citizen, fresh

pytestmark = pytest.mark.django_db
FIELDS = [
    {"name": "named", "kind": "text", "label": "Name", "about": "full_name"},
    {"name": "born", "kind": "day", "label": "Born", "about": "birth", "past": True},
    {"name": "died", "kind": "day", "label": "Died", "about": "death", "past": True},
]


@pytest.fixture
def case(actor):
    a_playbook()
    Procedure.objects.filter(code="reply").update(result_fields=FIELDS)
    person = a_citizen(
        actor, full_name="Nguyễn Văn Hùng", birth=PartialDate(date(1998, 1, 1), "year")
    )
    found = a_case(actor, person)
    completed(actor, found, "contact")
    return found


def replied(actor, case, result, **decided):
    return complete_step(actor, fresh(case), step=step(case, "reply"), result=result, **decided)


def refused(actor, case, result, **decided):
    more = {"step": step(case, "reply"), "result": result, **decided}
    return refusal_of(complete_step, actor, fresh(case), **more)


def person(case):
    return Citizen.objects.get(pk=case.citizen_id)


def said(case):
    row = person(case)
    return row.full_name, str(row.birth)


def test_nothing_is_taken_over_silently_and_old_stands_beside_new(actor, case):
    found = refused(actor, case, {"named": "Nguyễn Văn Hưng", "born": "1998-04-03"})

    assert (found.status, found.code) == (422, "differs_undecided")
    assert {row.field for row in found.problems} == {"name_differs", "birth_differs"}
    assert str(found.problems[0].message) == (
        "The full name: on record “Nguyễn Văn Hùng”, in the answer “Nguyễn Văn Hưng”. "
        "Say which of the two holds."
    )
    assert said(case) == ("Nguyễn Văn Hùng", "1998")
    assert step(case, "reply").status == "open"


def test_dates_are_told_in_words(actor, case):
    found = refused(actor, case, {"born": "1998-04-03", "died": "2026-01-05"})

    assert [str(row.message) for row in found.problems] == [
        "The birth date: on record “1998”, in the answer “3 Apr 1998”. Say which of the two holds.",
        "The day of death: on record “–”, in the answer “5 Jan 2026”. Say which of the two holds.",
    ]
    correct_citizen(actor, person(case), changes={"birth": PartialDate(date(1998, 4, 1), "month")})
    form = CompleteStep(actor=actor, target=fresh(case), initial={"step": "reply"})
    assert form.fields["result_born"].help_text == "On record now: Apr 1998."


def test_each_is_taken_over_or_kept(actor, case):
    replied(
        actor,
        case,
        {"named": "Nguyễn Văn Hưng", "born": "1998-04-03"},
        name_differs="keep",
        birth_differs="take_over",
    )

    assert said(case) == ("Nguyễn Văn Hùng", "1998-04-03")
    result = StepResult.objects.get(step__code="reply")
    assert result.values == {
        "named": "Nguyễn Văn Hưng", "born": "1998-04-03", "born_before": "1998",
    }  # fmt: skip
    entry = AuditEntry.objects.filter(operation="complete_step").latest("pk")
    assert "birth=taken_over" in entry.fields
    assert "full_name=taken_over" not in entry.fields


def test_what_agrees_asks_for_nothing(actor, case):
    replied(actor, case, {"named": "NGUYEN VAN HUNG"})

    assert said(case) == ("Nguyễn Văn Hùng", "1998")


def test_so_does_the_answer_to_a_question(actor, case):
    ask_step(actor, fresh(case), step=step(case, "reply"), asked_of=AuthorityFactory())
    answer = {"step": step(case, "reply"), "verdict": "done", "result": {"named": "Lê Thị Hoa"}}

    assert refusal_of(record_answer, actor, fresh(case), **answer).code == "differs_undecided"
    record_answer(actor, fresh(case), **answer, name_differs="take_over")

    assert person(case).full_name == "Lê Thị Hoa"
    assert person(case).sort_key == sort_key("Lê Thị Hoa")


def test_taking_the_step_up_again_gives_the_former_back_unless_corrected_since(actor, case):
    taken = {"name_differs": "take_over", "birth_differs": "take_over"}
    replied(actor, case, {"named": "Nguyễn Văn Hưng", "born": "1998-04-03"}, **taken)
    correct_citizen(actor, person(case), changes={"full_name": "Nguyễn Văn Hừng"})

    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="Of another man.")

    assert said(case) == ("Nguyễn Văn Hừng", "1998")


def test_a_death_closes_the_case_as_a_fact_of_that_day(actor, case):
    found = refused(actor, case, {"died": "2026-01-05"})
    assert [row.field for row in found.problems] == ["death_differs"]

    replied(actor, case, {"died": str(fresh(case).opened_at.date())}, death_differs="take_over")

    assert (fresh(case).stage, fresh(case).outcome) == ("closed", "died")
    assert step(case, "reply").status == "done"
    assert ledgers_hold()
    reopen_case(actor, fresh(case), reason="It was another man.")
    assert fresh(case).stage == "reported"


def test_a_death_on_record_is_compared_by_its_day(actor, case):
    ask_step(actor, fresh(case), step=step(case, "reply"), asked_of=AuthorityFactory())
    died = fresh(case).opened_at.date()
    close_case(actor, fresh(case), outcome="died", died_at=When(day=died), source="mission")
    answer = {"step": step(case, "reply"), "verdict": "done"}

    other = {"died": str(died - timedelta(days=1))}
    found = refusal_of(record_answer, actor, fresh(case), **answer, result=other)
    assert f"on record “{day_words(died)}”" in str(found.problems[0].message)

    record_answer(actor, fresh(case), **answer, result={"died": str(died)})
    assert step(case, "reply").status == "done"


@pytest.mark.parametrize("days", [-2, 1])
def test_another_day_of_a_death_on_record_is_taken_over(actor, case, days):
    ask_step(actor, fresh(case), step=step(case, "reply"), asked_of=AuthorityFactory())
    died = fresh(case).opened_at.date() - timedelta(days=3)
    close_case(actor, fresh(case), outcome="died", died_at=When(day=died), source="mission")
    right = died + timedelta(days=days)
    answer = {"step": step(case, "reply"), "verdict": "done", "result": {"died": str(right)}}

    record_answer(actor, fresh(case), **answer, death_differs="take_over")

    assert died_on(fresh(case)) == str(right)
    rows = list(case.transitions.standing().filter(changes__outcome="died"))
    assert [(row.source, row.needs_review) for row in rows] == [("home_authority", False)]
    assert deaths_of(actor, [fresh(case.citizen)])[case.citizen_id].date() == right
    assert ledgers_hold()


@pytest.mark.usefixtures("case")
def test_what_an_older_correction_of_the_death_took_back_comes_again_by_the_answer(actor):
    opened, there, death, home, right = (When(day=date(2025, 10, day)) for day in range(20, 25))
    case = a_case(actor, a_citizen(actor, full_name="Zqan Văn An"), reported=opened)
    completed(actor, case, "contact")
    record_stay(actor, fresh(case), kind="at", country="TH", when=there, source="mission")
    ask_step(actor, fresh(case), step=step(case, "reply"), asked_of=AuthorityFactory())
    said = {"country": "VN", "when": home, "source": "relative"}
    close_case(actor, fresh(case), outcome="own_means", **said)
    row = case.transitions.standing().get(to_stage="closed")
    died = {"outcome": "died", "when": death}
    correct_transition(actor, fresh(case), transition=row, reason="Told.", changes=died)
    before = points(case)
    answer = {"verdict": "done", "result": {"died": str(right.day)}, "death_differs": "take_over"}

    record_answer(actor, fresh(case), step=step(case, "reply"), **answer)

    assert before == [("TH", "at")]
    assert points(case) == [("TH", "at"), ("VN", "crossed")]
    assert ledgers_hold()
    row = case.transitions.standing().get(changes__outcome="died")
    void_transition(actor, fresh(case), transition=row, reason="Another man.")
    assert points(case) == before


def test_the_day_of_a_death_is_that_of_whoever_entered_it(actor, case):
    died = fresh(case).opened_at.date()
    close_case(actor, fresh(case), outcome="died", died_at=When(day=died), source="mission")
    elsewhere = fresh(case)
    elsewhere.mission.zone = "Asia/Yangon"

    assert died_on(elsewhere) == str(died)


def test_a_death_before_the_last_entry_closes_the_case_behind_it_and_keeps_its_day(actor, case):
    died = fresh(case).opened_at.date() - timedelta(days=3)
    advance_case(actor, fresh(case))

    replied(actor, case, {"died": str(died)}, death_differs="take_over")

    after, rows = fresh(case), list(case.transitions.standing().in_order())
    assert (after.stage, after.outcome) == ("closed", "died")
    assert [row.to_stage for row in rows] == ["reported", "contacted", "closed"]
    assert rows[-1].occurred_at == rows[-2].occurred_at
    assert ledgers_hold()
    page = case_context(actor, case_file(actor, case.reference))
    assert f"died {day_words(died)}" in page["case"]["summary"]
    assert page["next_action"] is None
    assert {"label": "Died", "value": day_words(died), "note": "A home authority"} in page["person"]


def test_a_death_told_of_a_double_is_sent_to_the_case_that_goes_on(actor, case):
    ask_step(actor, fresh(case), step=step(case, "reply"), asked_of=AuthorityFactory())
    passport = {"kind": "passport", "status": "lost", "number": "B1234567"}
    add_identity_document(actor, fresh(case.citizen), **passport)
    on = a_case(actor, with_passport(actor), incident=case.incident)
    link(actor, case.citizen, on.citizen)
    assert fresh(case).outcome == "duplicate"
    day = str(fresh(case).opened_at.date())
    answer = {"step": step(case, "reply"), "verdict": "done", "result": {"died": day}}

    found = refusal_of(record_answer, actor, fresh(case), **answer, death_differs="take_over")

    assert (found.status, found.code) == (409, "duplicate_goes_on")
    assert on.reference in str(found.message)
    helping = helping_link(actor, fresh(case), DECLARED["record_answer"], found.code)
    assert f"/cases/{on.reference}/record-fact/" in helping
    record_answer(actor, fresh(case), **answer, death_differs="keep")
    assert step(case, "reply").status == "done"


def test_the_form_asks_for_what_the_step_says_and_of_many_people_for_nothing(actor, case):
    form = CompleteStep(actor=actor, target=fresh(case), initial={"step": "reply"})
    many = bulk_form(DECLARED["complete_step"], actor, [case.reference], json={"step": "reply"})

    assert {"name_differs", "birth_differs", "death_differs"} <= set(form.fields)
    assert form.fields["result_named"].help_text == "On record now: Nguyễn Văn Hùng."
    assert not {"name_differs", "birth_differs", "death_differs"} & set(many.fields)
    other = CompleteStep(actor=actor, target=fresh(case), initial={"step": "contact"})
    assert "name_differs" not in other.fields


@pytest.mark.parametrize(
    "row", [{"kind": "day", "about": "full_name"}, {"kind": "text", "about": "x"}]
)
def test_what_a_value_says_of_the_person_fits_its_kind(row):
    (problem,) = check_schema([{"name": "named", "label": "Name", **row}])

    assert (problem.field, problem.code) == ("0.about", "invalid_choice")


def test_the_page_shows_what_was_on_record_before(actor, case):
    replied(actor, case, {"born": "1998-04-03"}, birth_differs="take_over")

    tracks = case_context(actor, case_file(actor, case.reference))["tracks"]

    steps = [step for track in tracks for name in ("steps", "settled") for step in track[name]]
    (reply,) = (step for step in steps if step["code"] == "reply")
    assert {"label": "Born, on record before", "value": "1998"} in reply["result"]
