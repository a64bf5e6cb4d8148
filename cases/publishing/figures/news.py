"""Why the figures of one moment differ at two moments of knowledge, person by person.

Whose case was not known is reported late. Otherwise the fact that decides now, and did not then,
was recorded later or corrected; or the one that decided then was voided.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cases.core.actor import Actor
from cases.incidents.models import Incident
from cases.publishing.figures.acts import Act, acting_missions, sex_corrections
from cases.publishing.figures.differences import (
    CaseDiffers,
    PersonDiffers,
    Question,
    Spot,
    cases_that_differ,
    people_who_differ,
)
from cases.publishing.figures.evidence import Evidence
from cases.publishing.figures.labels import account_label, sex_label, whereabouts_label
from cases.publishing.figures.moments import Asked, moments
from cases.publishing.figures.reasons import Finding, lost_head, new_head, of_case, of_link, of_way
from cases.publishing.figures.sentences import WHY
from cases.publishing.figures.values import LateNews


def late_news(
    actor: Actor, incident: Incident, as_of: Asked, known_at: Asked, *, limit: int | None = None
) -> list[LateNews]:
    """Return who counts otherwise at `as_of` now than as known at `known_at`, and why.

    Only people whom the actor may see, in the order in which it became known. With a `limit` at
    most so many persons and so many cases are looked into.
    """
    used = moments(actor, incident.zone, as_of, known_at)
    if used.known_at is None:
        return []
    question = Question(incident, used.as_of, used.known_at, limit=limit)
    people = people_who_differ(actor, question)
    cases = cases_that_differ(actor, question)
    evidence = Evidence(actor, people, cases)
    findings = [
        *of_people(people, question, evidence),
        *of_sexes(people, question, evidence),
        *of_cases(people, cases, question, evidence),
    ]
    return in_words(findings, evidence)


def of_people(
    people: Sequence[PersonDiffers], question: Question, evidence: Evidence
) -> Iterator[Finding]:
    """Yield why persons count, no longer count, or count elsewhere."""
    for person in people:
        spot = person.now or person.was
        assert spot is not None
        case = evidence.cases[spot.case_id]
        if person.was is None:
            found = new_head(case, question, evidence)
        elif person.now is None:
            found = lost_head(case, question, evidence)
        elif person.was.whereabouts != person.now.whereabouts:
            found = of_way(case, person.was, person.now, question, evidence)
        else:
            continue
        yield replace(found, before=where(person.was, evidence), after=where(person.now, evidence))


def of_sexes(
    people: Sequence[PersonDiffers], question: Question, evidence: Evidence
) -> Iterator[Finding]:
    """Yield whose sex was corrected, or is that of the record that stands for the person now."""
    differ = {
        person.citizen_id: (person.was, person.now)
        for person in people
        if person.was and person.now and person.was.sex != person.now.sex
    }
    corrected = sex_corrections(differ, question)
    for citizen_id, (was, now) in differ.items():
        case = evidence.cases[now.case_id]
        found = of_link(case, question, evidence)
        if citizen_id in corrected:
            act = Act("correct_citizen", corrected[citizen_id], citizen_id=citizen_id)
            found = Finding(case, "sex", "corrected", act)
        yield replace(found, before=sex_label(was.sex), after=sex_label(now.sex))


def of_cases(
    people: Sequence[PersonDiffers],
    cases: Sequence[CaseDiffers],
    question: Question,
    evidence: Evidence,
) -> Iterator[Finding]:
    """Yield which cases stand in another account; not those that count newly or no longer."""
    told = {
        spot.case_id
        for person in people
        if person.was is None or person.now is None
        for spot in (person.was, person.now)
        if spot is not None
    }
    for differs in cases:
        if differs.case_id not in told:
            found = of_case(evidence.cases[differs.case_id], differs, question, evidence)
            yield replace(
                found,
                before=account_label(differs.was, evidence.missions),
                after=account_label(differs.now, evidence.missions),
            )


def where(spot: Spot | None, evidence: Evidence) -> str:
    """Return what a person counted as; nothing where the person did not count."""
    if spot is None:
        return ""
    place = evidence.places.get(spot.place_id or 0, "")
    return whereabouts_label(spot.country, place, evidence.holders.get(spot.holder_id or 0, ""))


def in_words(findings: Sequence[Finding], evidence: Evidence) -> list[LateNews]:
    """Return the findings for a reader, the earliest known first."""
    silent = [found.act for found in findings if found.mission_id is None]
    missions = acting_missions(silent)
    news = [
        of_finding(found, evidence.missions.get(found.mission_id or missions.get(found.act, 0), ""))
        for found in findings
    ]
    return sorted(news, key=lambda item: (item.known_at, item.reference, item.subject))


def of_finding(found: Finding, mission: str) -> LateNews:
    """Return one finding for a reader."""
    fact = found.fact
    source = ""
    if fact is not None:
        detail = f" ({fact.source_detail})" if fact.source_detail else ""
        source = f"{fact.get_source_display()}{detail}"
    return LateNews(
        name=str(found.case.citizen),
        reference=found.case.reference,
        url=found.case.get_absolute_url(),
        subject=found.subject,
        reason=found.reason,
        why=WHY[found.subject, found.reason],
        before=found.before,
        after=found.after,
        occurred_from=fact.occurred_from if fact else None,
        occurred_at=fact.occurred_at if fact else None,
        known_at=found.act.moment,
        mission=mission,
        source=source,
        note=found.note,
    )
