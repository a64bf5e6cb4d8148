"""One reason for each difference: the fact that tells it, the act that told it, and when."""

from dataclasses import dataclass

from cases.casework.choices import Outcome
from cases.casework.models import Case, Transition
from cases.core.facts import DatedFact
from cases.publishing.figures.acts import Act
from cases.publishing.figures.differences import CaseDiffers, Question, Spot
from cases.publishing.figures.evidence import Evidence, Fact
from cases.publishing.figures.values import Reason, Subject


@dataclass(frozen=True, slots=True)
class Finding:
    """A reason before it is put into words.

    `fact` dates it and names the source; `mission_id` is known where the act left a ledger row.
    """

    case: Case
    subject: Subject
    reason: Reason
    act: Act
    fact: DatedFact | None = None
    mission_id: int | None = None
    note: str = ""
    before: str = ""
    after: str = ""


def new_head(case: Case, question: Question, evidence: Evidence) -> Finding:
    """A person who did not count then: the case was unknown, or taken for a duplicate."""
    standing = [row for row in evidence.rows[case.pk] if row.is_standing]
    if case.recorded_at > question.then:
        opening = standing[0]
        act = Act("open_case", case.recorded_at, case_id=case.pk)
        return Finding(case, "case", "late", act, opening, opening.recorded_for_id, case.summary)
    last = standing[-1]
    if last.to_outcome == Outcome.DUPLICATE:
        return of_link(case, question, evidence)
    act = Act(last.operation, last.recorded_at, case_id=case.pk)
    return Finding(case, "case", "corrected", act, last, last.recorded_for_id, last.reason)


def lost_head(case: Case, question: Question, evidence: Evidence) -> Finding:
    """A person who no longer counts: the case was void, or found to be a duplicate."""
    rows = evidence.rows[case.pk]
    if case.voided_at is not None:
        act = Act("void_case", case.voided_at, case_id=case.pk)
        why = next((row.void_reason for row in rows if row.voided_at == case.voided_at), "")
        return Finding(case, "case", "voided", act, rows[0], note=why)
    double = [row for row in rows if row.is_standing and row.to_outcome == Outcome.DUPLICATE][-1]
    if double.recorded_at <= question.then:
        return of_link(case, question, evidence)
    act = Act(double.operation, double.recorded_at, case_id=case.pk)
    return Finding(case, "case", "duplicate", act, double, double.recorded_for_id, double.reason)


def of_way(case: Case, was: Spot, now: Spot, question: Question, evidence: Evidence) -> Finding:
    """A person who counts elsewhere: a later point decides, or an earlier one was voided."""
    came = evidence.facts(point for point in now.points if point not in was.points)
    fresh = [fact for fact in came if fact.recorded_at > question.then]
    if fresh:
        fact = max(fresh, key=lambda item: item.recorded_at)
        reason: Reason = "corrected" if fact.operation.startswith("correct_") else "late"
        act = Act(fact.operation, fact.recorded_at, case_id=case.pk)
        return Finding(case, subject_of(fact), reason, act, fact, fact.recorded_for_id, fact.note)
    gone = evidence.facts(point for point in was.points if point not in now.points)
    gone = [fact for fact in gone if fact.voided_at is not None]
    if not gone:
        return of_link(case, question, evidence)
    fact = max(gone, key=lambda item: item.voided_at or item.recorded_at)
    moment = fact.voided_at or fact.recorded_at
    replacement = evidence.correction_of(fact)
    subject = subject_of(fact)
    if replacement is not None:
        act = Act(replacement.operation, moment, case_id=case.pk)
        return Finding(
            case,
            subject,
            "corrected",
            act,
            replacement,
            replacement.recorded_for_id,
            fact.void_reason,
        )
    act = Act(f"void_{subject}", moment, case_id=case.pk)
    return Finding(case, subject, "voided", act, fact, note=fact.void_reason)


def of_link(case: Case, question: Question, evidence: Evidence) -> Finding:
    """A person who counts otherwise since another record of hers was linked, or no longer is."""
    known = evidence.link_of(case.citizen_id, question.then)
    if known is None:
        act = Act("link_same_person", question.then, citizen_id=case.citizen_id)
        return Finding(case, "link", "late", act)
    link, moment = known
    if moment == link.undone_at:
        act = Act("unlink_same_person", moment, citizen_id=link.citizen_id)
        return Finding(case, "link", "voided", act, note=link.ended_reason)
    act = Act(link.operation, moment, citizen_id=link.citizen_id)
    return Finding(case, "link", "late", act, note=link.because)


def subject_of(fact: Fact) -> Subject:
    """Return which kind of point this is."""
    return "crossing" if fact._meta.model_name == "crossing" else "stay"


def of_case(case: Case, differs: CaseDiffers, question: Question, evidence: Evidence) -> Finding:
    """A case in another account: a ledger row came later, was corrected or voided."""
    if case.voided_at is not None:
        return lost_head(case, question, evidence)
    rows = evidence.rows[case.pk]
    written = [
        row
        for row in rows
        if row.is_standing and row.recorded_at > question.then and row.occurred_at <= question.as_of
    ]
    if written:
        told = original(written[-1], rows)
        act = Act(written[-1].operation, written[-1].recorded_at, case_id=case.pk)
        reason = reason_of(written[-1])
        return Finding(case, "stage", reason, act, told, told.recorded_for_id, told.reason)
    gone = next(row for row in rows if row.pk == differs.was_row)
    moment = gone.voided_at or gone.recorded_at
    replaced = next((row for row in rows if row.recorded_at == moment), None)
    act = Act(replaced.operation if replaced else "void_transition", moment, case_id=case.pk)
    reason = reason_of(replaced) if replaced else "voided"
    return Finding(case, "stage", reason, act, gone, note=gone.void_reason)


def original(row: Transition, rows: list[Transition]) -> Transition:
    """Return the row that an act was about: itself, or what made it a copy."""
    if row.copied_from_id is None:
        return row
    about = [
        other for other in rows if other.recorded_at == row.recorded_at and not other.copied_from_id
    ]
    return about[0] if about else row


def reason_of(row: Transition) -> Reason:
    """Return how the act that wrote a ledger row changed what was known."""
    if row.operation == "correct_transition":
        return "corrected"
    return "voided" if row.operation == "void_transition" else "late"
