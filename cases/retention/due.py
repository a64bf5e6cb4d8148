"""Who is due by the rules: worked out for some people at a time, nothing is written."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from cases.casework.choices import Outcome, Stage, StepStatus
from cases.casework.models import Case, Share, Step, Transfer
from cases.citizens.ages import ADULT_AT
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.privacy.choices import RightsKind
from cases.privacy.models import RightsRequest
from cases.retention.choices import After, HeldBy, ItemState, Subject, Then
from cases.retention.models import LegalHold
from cases.retention.rules import Rule, later

AHEAD = timedelta(days=90)
WAS_WORKED_ON = (StepStatus.ASKED, StepStatus.DONE, StepStatus.REFUSED)


@dataclass(frozen=True, slots=True)
class Finding:
    """One person whose term is over or soon will be."""

    citizen_id: int
    rule: Rule
    reference: str
    due_on: date
    state: ItemState
    held_by: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Some people with what the rules ask of them."""

    citizens: Sequence[Citizen]
    cases: Mapping[int, Sequence[Case]]
    screened: Collection[int]
    on_loan: Collection[int]
    on_hold: Collection[int]
    asking: Collection[int]


def people(actor: Actor, citizens: Sequence[Citizen], rules: Sequence[Rule]) -> People:
    """Return these people with their cases and what holds them back: seven queries.

    What stands on one record of a person counts for all of them: she is due as a whole.
    """
    records = records_of(actor, citizens)
    ids = list(records)
    cases: dict[int, list[Case]] = defaultdict(list)
    rows = Case.objects.visible_to(actor).filter(citizen_id__in=ids)
    for case in rows.select_related("mission").order_by("pk"):
        for citizen in records[case.citizen_id]:
            cases[citizen].append(case)
    procedures = {code for rule in rules for code in rule.procedures}
    steps = Step.objects.visible_to(actor).filter(
        case__citizen_id__in=ids, procedure__code__in=procedures, status__in=WAS_WORKED_ON
    )
    shares = Share.objects.visible_to(actor).live().filter(case__citizen_id__in=ids)
    offers = Transfer.objects.visible_to(actor).on_offer().filter(case__citizen_id__in=ids)
    holds = LegalHold.objects.visible_to(actor).standing().filter(citizen_id__in=ids)
    requests = RightsRequest.objects.visible_to(actor).open().filter(citizen_id__in=ids)

    def of(found: QuerySet[Any], column: str) -> set[int]:
        """Return whom the rows concern."""
        return {pk for row in found.values_list(column, flat=True) for pk in records[row]}

    return People(
        citizens,
        cases,
        set(steps.values_list("case_id", flat=True)),
        of(shares, "case__citizen_id") | of(offers, "case__citizen_id"),
        of(holds, "citizen_id"),
        of(requests.exclude(kind=RightsKind.DELETION), "citizen_id"),
    )


def records_of(actor: Actor, citizens: Sequence[Citizen]) -> dict[int, list[int]]:
    """Return, by the id of each record of these people, which of them it counts for."""
    found: dict[int, list[int]] = {citizen.pk: [citizen.pk] for citizen in citizens}
    heads: dict[int, list[int]] = defaultdict(list)
    for citizen in citizens:
        if citizen.head_id is not None:
            heads[citizen.head_id].append(citizen.pk)
    if heads:
        rows = Citizen.objects.visible_to(actor).filter(head__in=list(heads))
        for pk, head in rows.values_list("pk", "head_id"):
            found[pk] = heads[head]
    return found


def findings(found: People, rules: Sequence[Rule], as_of: date) -> Iterator[Finding]:
    """Yield everybody whose term is over on a day, or will be within ninety days of it."""
    for citizen in found.citizens:
        terms = list(terms_of(citizen, found, rules))
        if not terms:
            continue
        due_on, _code, reference, rule = max(terms, key=lambda term: term[:2])
        if due_on > as_of + AHEAD:
            continue
        if due_on > as_of:
            yield Finding(citizen.pk, rule, reference, due_on, ItemState.SOON)
            continue
        needs_review = any(term[3].then == Then.REVIEW for term in terms)
        held = held_by(citizen, found, needs_review=needs_review)
        state = ItemState.HELD if held else ItemState.DUE
        yield Finding(citizen.pk, rule, reference, due_on, state, held)


Term = tuple[date, str, str, Rule]


def terms_of(citizen: Citizen, found: People, rules: Sequence[Rule]) -> Iterator[Term]:
    """Yield the end of each term that runs for a person; of an open case none does yet."""
    cases = found.cases.get(citizen.pk, ())
    if not cases:
        for rule in rules:
            if rule.about == Subject.NEVER_MATCHED:
                due_on = rule.due_on(citizen.registered_at.date())
                yield due_on, rule.code, str(citizen.uuid), rule
    for case in cases:
        if is_open(case):
            continue
        abouts = set(abouts_of(case, citizen, case.pk in found.screened))
        for rule in rules:
            if rule.about in abouts:
                due_on = rule.due_on(event_of(rule, case, citizen))
                yield due_on, rule.code, case.reference, rule


def is_open(case: Case) -> bool:
    """Return whether the case is neither closed nor void."""
    return case.stage not in {Stage.CLOSED, ""}


def abouts_of(case: Case, citizen: Citizen, was_screened: bool) -> Iterator[Subject]:
    """Yield what a settled case is, for the rules."""
    if not case.stage:
        yield Subject.VOID
    elif case.outcome == Outcome.HANDED_OVER:
        yield Subject.RETURNED
    else:
        yield Subject.OTHERWISE
    if case.stage and was_screened:
        yield Subject.TRAFFICKED
    of_age = of_age_on(citizen)
    if case.stage and of_age is not None and day_there(case, case.opened_at) < of_age:
        yield Subject.CHILD


def event_of(rule: Rule, case: Case, citizen: Citizen) -> date:
    """Return the day a term is counted from."""
    settled = day_there(case, case.voided_at or case.position_at)
    of_age = of_age_on(citizen) if rule.after == After.OF_AGE else None
    return max(settled, of_age) if of_age else settled


def day_there(case: Case, moment: datetime) -> date:
    """Return the day of a moment at the mission that has the case."""
    return moment.astimezone(ZoneInfo(case.mission.zone)).date()


def of_age_on(citizen: Citizen) -> date | None:
    """Return the day on which somebody comes of age, as far as the birth date is known."""
    return later(citizen.birth_on, ADULT_AT, "years") if citizen.birth_on else None


def held_by(citizen: Citizen, found: People, *, needs_review: bool) -> str:
    """Return what holds a person back although the term is over, empty where nothing does."""
    if any(is_open(case) for case in found.cases.get(citizen.pk, ())):
        return HeldBy.OPEN_CASE
    if citizen.pk in found.on_loan:
        return HeldBy.LIVE_SHARE
    if citizen.pk in found.on_hold:
        return HeldBy.LEGAL_HOLD
    if citizen.pk in found.asking:
        return HeldBy.REQUEST
    return HeldBy.REVIEW if needs_review else ""


NOT_FORGOTTEN = Q(anonymised_at__isnull=True)
