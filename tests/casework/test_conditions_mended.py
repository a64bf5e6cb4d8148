"""Each condition that a gate may ask for leads, where it does not hold, to an act that mends it."""

from datetime import date, timedelta

import pytest

from cases.casework.models import Case
from cases.casework.operations import (
    complete_step,
    move_to_playbook,
    plan_journey,
    record_statement,
    record_stay,
    reopen_step,
    set_reception_point,
)
from cases.casework.pages.case import case_context
from cases.casework.progress import load
from cases.casework.protection.operations import record_fitness
from cases.casework.queries import case_file
from cases.citizens.operations import add_contact_point, correct_citizen
from cases.core import present
from cases.core.conditions import CONDITIONS
from cases.core.facts import When
from cases.core.partial import PartialDate
from cases.core.registry import DECLARED
from cases.procedures.models import Procedure
from tests.casework.between import mission_of
from tests.casework.playbooks import a_playbook, step
from tests.casework.test_deciding import FIELDS
from tests.register import a_case, fresh
from tests.world_reception import at_gate

pytestmark = pytest.mark.django_db
SAID = {"words": "-", "channel": "phone", "language": "vi"}


def today():
    return present.today("Asia/Bangkok")


def moved(actor, case, country):
    """Say in which country the person is, where somebody was told to say it."""
    record_stay(
        actor, case, kind="at", country=country, when=When(day=date(2025, 10, 23)), source="press"
    )


def other_playbook(actor, case):
    fitting = a_playbook("other", countries=["TH"])
    move_to_playbook(actor, case, playbook=fitting, reason="She crossed.")


def confirmed(actor, case):
    complete_step(actor, case, step=step(case, "contact"), result={"outcome": "confirmed"})


def expired(actor, case):
    said = {"serial": "B1", "expires_on": str(today() - timedelta(days=1))}
    complete_step(actor, fresh(case), step=step(case, "passport"), result=said)


def wish(actor, case, answer):
    record_statement(actor, fresh(case), kind="return", answer=answer, **SAID)


def foreign(actor, case):
    said = {"result": {"outcome": "foreign"}}
    complete_step(actor, fresh(case), step=step(case, "contact"), **said)


def taken_up(actor, case, code):
    reopen_step(actor, fresh(case), step=step(case, code), reason="It was another man.")


UNMET = {
    "not_found_foreign": foreign,
    "playbook_fits_place": lambda actor, case: moved(actor, fresh(case), "TH"),
    "documents_last": expired,
    "return_not_refused": lambda actor, case: wish(actor, case, "no"),
}
"""What is done so that a condition does not hold; the others do not hold of a new case."""
MENDED = {
    "has_contact_way": lambda actor, case: add_contact_point(
        actor, case.citizen, kind="phone", value="+84 000 000 0000"
    ),
    "whereabouts_known": lambda actor, case: moved(actor, case, "TH"),
    "playbook_fits_place": other_playbook,
    "identity_confirmed": confirmed,
    "not_found_foreign": lambda actor, case: taken_up(actor, case, "contact"),
    "journey_planned": lambda actor, case: plan_journey(actor, case, journey_on=today()),
    "reception_point_known": lambda actor, case: set_reception_point(
        actor, case, reception_point=mission_of(at_gate())
    ),
    "documents_last": lambda actor, case: taken_up(actor, case, "passport"),
    "is_minor": lambda actor, case: correct_citizen(
        actor,
        case.citizen,
        changes={"birth": PartialDate(today() - timedelta(days=365 * 10), "day")},
    ),
    "is_in_thailand": lambda actor, case: moved(actor, case, "TH"),
    "is_in_myanmar": lambda actor, case: moved(actor, case, "MM"),
    "fit_to_travel": lambda actor, case: record_fitness(
        actor,
        case,
        result="fit",
        valid_from=today(),
        valid_until=today() + timedelta(days=30),
        examiner_role="doctor",
        examiner="Invented doctor",
    ),
    "return_not_refused": lambda actor, case: wish(actor, case, "yes"),
}
LEADS = {
    "identity_confirmed": "/complete-step/?step=contact",
    "not_found_foreign": "/close/?outcome=not_national",
    "documents_last": "/reopen-step/?step=passport",
    "return_not_refused": "/record-statement/?kind=return",
}
"""Where the page leads, where it is not the act of the condition alone."""


def holds(name, case):
    (file,) = load([Case.objects.select_related("citizen", "mission").get(pk=case.pk)])
    return file.known.is_met(CONDITIONS[name], file.case, today())


def test_every_condition_is_walked():
    assert set(MENDED) == set(CONDITIONS)
    assert {row.mended_by for row in CONDITIONS.values()} <= set(DECLARED)


@pytest.mark.parametrize("name", sorted(MENDED))
def test_what_is_missing_leads_to_an_act_that_mends_it(actor, name):
    gates = {"contacted": (name,)}
    single = (("contact", "identity", "mission", ()), ("passport", "document", "mission", ()))
    a_playbook(steps=single, gates={}, conditions=gates)
    if name in {"identity_confirmed", "not_found_foreign"}:
        Procedure.objects.filter(code="contact").update(result_fields=FIELDS)
    case = a_case(actor)
    UNMET.get(name, lambda actor, case: None)(actor, case)
    assert not holds(name, case)

    action = case_context(actor, case_file(actor, case.reference))["next_action"]

    (missing,) = action["missing"]
    verb = DECLARED[CONDITIONS[name].mended_by].verb
    assert missing["text"] == str(CONDITIONS[name].missing)
    assert LEADS.get(name, f"/{verb}/") in missing["url"]
    assert missing["url"] == action["url"]
    MENDED[name](actor, fresh(case))
    assert holds(name, case)


def test_without_a_step_that_decides_it_the_nationality_is_said_on_the_person(actor):
    a_playbook(
        steps=(("contact", "identity", "mission", ()),),
        gates={},
        conditions={"contacted": ("identity_confirmed",)},
    )
    case = a_case(actor)

    action = case_context(actor, case_file(actor, case.reference))["next_action"]

    assert f"/citizens/{case.citizen.uuid}/correct/?case={case.reference}" in action["url"]


def test_who_is_found_not_to_be_a_national_is_told_so_and_closing_comes_first(actor):
    a_playbook(
        steps=(("contact", "identity", "mission", ()),),
        gates={},
        conditions={"contacted": ("identity_confirmed", "not_found_foreign")},
    )
    Procedure.objects.filter(code="contact").update(result_fields=FIELDS)
    case = a_case(actor)
    foreign(actor, case)

    action = case_context(actor, case_file(actor, case.reference))["next_action"]

    (missing,) = action["missing"]
    assert missing["text"] == "The person was found not to be a national."
    assert action["url"].endswith(f"/{case.reference}/close/?outcome=not_national")
    assert "/reopen-step/?step=contact" in action["second"]["url"]
    assert fresh(case).blocker_condition == "not_found_foreign"
    assert fresh(case).blocked_since == step(case, "contact").status_at > case.position_at


def test_whose_nationality_was_not_confirmed_waits_for_us_since_that_answer(actor):
    a_playbook(
        steps=(("contact", "identity", "mission", ()),),
        gates={},
        conditions={"contacted": ("identity_confirmed",)},
    )
    Procedure.objects.filter(code="contact").update(result_fields=FIELDS)
    case = a_case(actor)

    complete_step(actor, fresh(case), step=step(case, "contact"), result={"outcome": "open"})

    assert fresh(case).blocker_condition == "identity_confirmed"
    assert fresh(case).blocked_since == step(case, "contact").status_at > case.position_at
