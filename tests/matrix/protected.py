"""What protects the person of the matrix, with a marker in every word; with whom she travels."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from cases.casework.follow_up.models import EarlierReturn, WelfareCheck, WelfareFinding
from cases.casework.models import Case
from cases.casework.protection.operations import record_assessment, record_fitness
from cases.core.actor import Actor
from cases.core.facts import When
from tests.factories import IncidentFactory
from tests.register import a_case, a_citizen, fresh
from tests.world_follow_up import came_home
from tests.world_protection import a_decision, a_flag, a_group, a_pair

NOW = datetime.now(UTC)
DAY = (datetime.now(UTC) - timedelta(days=2)).date()


def protect(owner: Actor, case: Case) -> dict[str, Any]:
    """Return, by the area of an address, what was written down to protect her."""
    a_flag(owner, case=fresh(case), kind="unaccompanied", since=DAY, words="Zqguard")
    flag = a_flag(owner, case=fresh(case), since=DAY, words="Zqhealth")
    decision = a_decision(owner, case=fresh(case), decided_on=DAY, law="Zqguard", words="Zqguard")
    record_assessment(
        owner,
        fresh(case),
        assessed_on=DAY,
        place="Zqguard",
        assessor="Zqguard",
        answers={"act": {"answer": "yes", "words": "Zqguard"}},
        words="Zqguard",
    )
    record_fitness(
        owner,
        fresh(case),
        result="fit",
        valid_from=DAY,
        valid_until=DAY + timedelta(days=90),
        examiner_role="doctor",
        examiner="Zqhealth",
        words="Zqhealth",
    )
    assessment, fitness = case.assessments.get(), case.fitness.get()
    pair = a_pair(
        owner, one=fresh(case).citizen, other=a_citizen(owner), since=DAY, words="Zqapart"
    )
    group = a_group(owner, one=fresh(case), other=a_case(owner), since=DAY)
    check = followed(owner, case)
    return {
        "vulnerabilities": flag.uuid,
        "protection-decisions": decision.uuid,
        "assessments": assessment.uuid,
        "travel-fitness": fitness.uuid,
        "fitness-findings": fitness.finding.uuid,
        "kept-apart": pair.uuid,
        "travel-groups": group.uuid,
        "welfare-checks": check.uuid,
        "welfare-findings": check.finding.uuid,
        "earlier-returns": home_before(owner, case).uuid,
    }


def followed(owner: Actor, case: Case) -> WelfareCheck:
    """Return a check on the person, and what another one found."""
    days = {"counted_from": DAY, "first_due_on": DAY, "due_on": DAY, "due_at": NOW}
    said = {"case": case, "mission_id": owner.mission_id, "recorded_at": NOW, **days}
    check = WelfareCheck.objects.create(kind="day-30", **said)
    WelfareFinding.objects.create(
        case=case,
        check_made=check,
        condition="safe",
        wants_support="no",
        words="Zqguard",
        recorded_at=NOW,
    )
    return check


def home_before(owner: Actor, case: Case) -> EarlierReturn:
    """Return that she had come home in a case that was over before this one was opened."""
    before = (case.opened_at - timedelta(days=40)).date()
    incident = IncidentFactory(code="2024-01-earlier", title="Earlier, invented")
    earlier = a_case(owner, fresh(case).citizen, incident=incident, reported=When(day=before))
    came_home(owner, earlier, on=before + timedelta(days=1))
    return EarlierReturn.objects.get(case=case)


def marked() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the markers by what has to be in sight for them."""
    yield "protection", ("Zqguard",)
    yield "apart", ("Zqapart",)
