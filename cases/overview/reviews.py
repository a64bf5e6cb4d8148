"""What somebody should look at: gates that a fact went past, entries that no longer fit.

Each is read along partial indexes of the ledger that hold nothing else, the newest first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Final
from uuid import UUID

from django.db.models import DateField, DateTimeField, Exists, Func, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, StepStatus, TalkedWith, TransitionKind
from cases.casework.deaths import FIRST_CONTACT, NEEDS_LIFE, SPOKEN_ON
from cases.casework.models import Case, ContactEntry, Statement, Step, StepResult, Transition
from cases.casework.models.contact_entry import SPOKE
from cases.casework.models.transition import BY_HAND, DIED, TransitionQuerySet
from cases.casework.outcomes import STATING
from cases.casework.pages.doubts import elsewhere_words
from cases.casework.protection.models import Assessment
from cases.casework.together.ways import ways_of
from cases.core.actor import Actor
from cases.core.conditions import CONDITIONS
from cases.core.errors import Problem, invalid
from cases.core.facts import Source, midnight_of
from cases.crossings.choices import StayKind
from cases.crossings.models import Crossing, Stay
from cases.incidents.models import Incident
from cases.movements.musters.choices import SEEN_ALIVE as COUNTED
from cases.movements.musters.models import MusterMark

PAGE: Final = 50
DOUBLES: Final = """
select double.case_id from figure_doubles(array(
  select t.case_id from cases_transition as t
  where t.changes -> 'outcome' = '"duplicate"' and not t.changes ? 'duplicate_of'
    and t.voided_at is null), 'infinity') as double
"""
DEATHS: Final = Q(to_outcome=Outcome.DIED, changes__outcome=Outcome.DIED)
LATER: Final = Q(occurred_at__gt=OuterRef("occurred_at")) | Q(
    occurred_at=OuterRef("occurred_at"), number__gt=OuterRef("number")
)
DEAD_BY: Final = Coalesce(Cast(KT(f"changes__{DIED}__1"), DateTimeField()), "occurred_at")
DIED_ON: Final = Cast(
    Func(OuterRef("case__mission__zone"), OuterRef("dead"), function="timezone"), DateField()
)
OWN_WORD: Final = Q(source=Source.CITIZEN)
NEEDS_LIFE_STAY: Final = ~Q(kind=StayKind.LOST) & (~Q(operation__in=STATING) | OWN_WORD)
REACHED: Final = Q(talked_with=TalkedWith.CITIZEN, outcome__in=SPOKE)
FACTS: Final = ("recorded_by", "recorded_for", "case__citizen", "case__incident", "case__mission")


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The rows of a page, and the public id of the row behind which the next one begins."""

    rows: Sequence[Transition]
    following: str


def passed_by_fact(actor: Actor, before: str) -> ReviewPage:
    """Return facts that went past a gate which still asked for something."""
    return page([Transition.objects.own_of(actor).standing().exclude(gate_open=[])], before)


def to_review(actor: Actor, before: str) -> ReviewPage:
    """Return entries that no longer fit, of every kind."""
    return page(doubtful(actor), before)


def doubtful(actor: Actor) -> list[TransitionQuerySet]:
    """Return entries that later news made odd, and closings that something else contradicts."""
    kinds = (made_odd, without_link, contradicted, come_home, outlived, before_incident, elsewhere)
    return [rows(actor) for rows in kinds]


def made_odd(actor: Actor) -> TransitionQuerySet:
    """Return standing entries that no longer fit since later news came before them."""
    return Transition.objects.own_of(actor).standing().filter(needs_review=True)


def without_link(actor: Actor) -> TransitionQuerySet:
    """Return the entries that closed a case as a duplicate although no link makes it one.

    Nobody can write such an entry any more. The person counts, in this case.
    """
    rows = Transition.objects.own_of(actor).standing().filter(BY_HAND, needs_review=False)
    doubles = RawSQL(DOUBLES, [])  # noqa: S611 - our own text without parameters
    return rows.filter(case__outcome=Outcome.DUPLICATE).exclude(case__in=doubles)


def contradicted(actor: Actor) -> TransitionQuerySet:
    """Return the entries that close a case whose person is known to be somewhere else.

    Where the person has a later case, that one says where they are.
    """
    ended = OuterRef("case__citizen")
    same = Q(citizen=ended) | Q(citizen__head=OuterRef("case__citizen__head"))
    later = Case.objects.filter(
        same, opened_at__gt=OuterRef("case__opened_at"), voided_at__isnull=True
    )
    return last_closings(actor).filter(case__outcome_in_doubt=True).exclude(Exists(later))


def come_home(actor: Actor) -> TransitionQuerySet:
    """Return the closings since which nothing is known of somebody who had come home by then."""
    return last_closings(actor).exclude(case__overlooked="")


def last_closings(actor: Actor) -> TransitionQuerySet:
    """Return the standing entries that closed a case last, of those that fit their ledger."""
    closings = Transition.objects.standing().filter(changes__has_key="outcome")
    rows = Transition.objects.own_of(actor).standing()
    rows = rows.filter(changes__has_key="outcome", needs_review=False)
    return rows.exclude(Exists(closings.filter(LATER, case=OuterRef("case"))))


def outlived(actor: Actor) -> TransitionQuerySet:
    """Return the entries that close a case by a death after which the person acted all the same.

    `casework.deaths` says the same of single facts, and names them.
    """
    dead = OuterRef("dead")
    person, head = OuterRef("case__citizen"), OuterRef("case__citizen__head")
    own, on_case = Q(citizen=person), Q(case__citizen=person)
    linked, on_linked = Q(citizen__head=head), Q(case__citizen__head=head)
    rows = Transition.objects.own_of(actor).standing().filter(DEATHS, case__outcome=Outcome.DIED)
    again = Transition.objects.standing().filter(DEATHS, LATER, case=OuterRef("case"))
    held = Transition.objects.filter(NEEDS_LIFE, case=OuterRef("case"))
    facts = (
        Stay.objects.filter(own | linked, NEEDS_LIFE_STAY),
        Crossing.objects.filter(own | linked, OWN_WORD),
        ContactEntry.objects.filter(on_case | on_linked, REACHED),
        Statement.objects.filter(on_case | on_linked),
        held,
    )
    late = [Exists(one.filter(voided_at__isnull=True, occurred_from__gt=dead)) for one in facts]
    seen = on_case | on_linked
    late += map(Exists, (spoken_to(seen), assessed(actor, seen), counted(actor, seen)))
    rows = rows.filter(~Exists(again), needs_review=False)
    return rows.annotate(dead=DEAD_BY).filter(reduce(or_, late))


def before_incident(actor: Actor) -> TransitionQuerySet:
    """Return the openings of cases that lie certainly before their incident began."""
    early = [
        Q(case__incident=one, case__opened_at__lt=midnight_of(one.started_on, one.zone))
        for one in Incident.objects.visible_to(actor)
    ]
    rows = Transition.objects.own_of(actor).standing()
    if not early:
        return rows.none()
    return rows.filter(reduce(or_, early), kind=TransitionKind.OPEN, needs_review=False)


def elsewhere(actor: Actor) -> TransitionQuerySet:
    """Return the last entries of cases of whose person a record out of sight tells otherwise.

    That record has the last word, so nothing that is seen is of the moment since which it holds.
    """
    rows = Transition.objects.own_of(actor).standing().filter(needs_review=False)
    if actor.sees_all:
        return rows.none()
    head, citizen = OuterRef("citizen__head"), "citizen__now_{}"
    at = {"occurred_from": citizen.format("from"), "occurred_at": citizen.format("since")}
    same = {"citizen__head": head} | {name: OuterRef(column) for name, column in at.items()}
    linked = Case.objects.own_of(actor).filter(citizen__head__isnull=False, overlooked="")
    linked = linked.filter(citizen__now_since__isnull=False, outcome_in_doubt=False)
    for kind in (Crossing, Stay):
        seen = kind.objects.visible_to(actor).standing()
        linked = linked.exclude(Exists(seen.filter(**same)))
    told = elsewhere_told(actor, linked.select_related("citizen"))
    if not told:
        return rows.none()
    again = Transition.objects.standing().filter(LATER, case=OuterRef("case"))
    return rows.filter(~Exists(again), case__in=told)


def elsewhere_told(actor: Actor, cases: Iterable[Case]) -> dict[int, str]:
    """Return by case, in words, that a record out of sight has the person elsewhere."""
    linked = [case for case in cases if case.citizen.head_id is not None]
    ways = ways_of(actor, linked) if linked else {}
    told = {case.pk: elsewhere_words(case.citizen, ways[case.citizen_id]) for case in linked}
    return {pk: words for pk, words in told.items() if words}


def spoken_to(own: Q) -> QuerySet[StepResult]:
    """Return the first contacts of a later day than that of the death, in the zone of the case."""
    newer = StepResult.objects.filter(step=OuterRef("step"), pk__gt=OuterRef("pk"))
    rows = StepResult.objects.filter(
        own, step__procedure__code=FIRST_CONTACT, step__status=StepStatus.DONE
    )
    spoken = rows.annotate(spoken_on=Cast(KT(f"values__{SPOKEN_ON}"), DateField()))
    return spoken.filter(~Exists(newer), spoken_on__gt=DIED_ON)


def assessed(actor: Actor, own: Q) -> QuerySet[Assessment]:
    """Return the newest assessment of a case, of a later day than that of the death."""
    newer = Assessment.objects.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    rows = Assessment.objects.visible_to(actor)
    return rows.filter(own, ~Exists(newer), assessed_on__gt=DIED_ON)


def counted(actor: Actor, own: Q) -> QuerySet[MusterMark]:
    """Return the marks of somebody counted after the death: last words that nobody has settled."""
    same = {"muster": OuterRef("muster"), "case": OuterRef("case")}
    newer = Q(seen_at__gt=OuterRef("seen_at")) | Q(
        seen_at=OuterRef("seen_at"), pk__gt=OuterRef("pk")
    )
    newer &= Q(seen_by=OuterRef("seen_by"))
    settling = Q(settles=OuterRef("pk")) | Q(settles_other=OuterRef("pk"))
    undone = MusterMark.objects.filter(newer | settling, **same)
    rows = MusterMark.objects.visible_to(actor)
    return rows.filter(own, ~Exists(undone), mark__in=COUNTED, seen_at__gt=OuterRef("dead"))


def page(kinds: Sequence[TransitionQuerySet], before: str) -> ReviewPage:
    """Return the newest standing rows, or those that are older than the one named."""
    if before:
        place = place_of(kinds, before)
        kinds = [rows.filter(pk__lt=place) for rows in kinds]
    newest = [rows.select_related(*FACTS).order_by("-id")[: PAGE + 1] for rows in kinds]
    by_id = {row.pk: row for rows in newest for row in rows}
    found = [by_id[pk] for pk in sorted(by_id, reverse=True)]
    has_more, found = len(found) > PAGE, found[:PAGE]
    return ReviewPage(found, str(found[-1].uuid) if has_more else "")


def place_of(kinds: Sequence[TransitionQuerySet], before: str) -> int:
    """Return where in the list a row stands; 422 for what is not in it."""
    try:
        named = [rows.filter(uuid=UUID(before)).values_list("pk", flat=True) for rows in kinds]
        found = next((pk for rows in named for pk in rows), None)
    except ValueError:
        found = None
    if found is None:
        message = _("This page address is not valid. Start again from the first page.")
        raise invalid([Problem("before", "bad_cursor", message)])
    return found


def gate_words(actor: Actor, rows: Sequence[Transition]) -> dict[Any, list[str]]:
    """Return for each row what its gate still asked for, in words: one query for all."""
    wanted = {row.case_id for row in rows if row.gate_open}
    steps = Step.objects.visible_to(actor).filter(case__in=wanted).select_related("procedure")
    names = {(step.case_id, step.code): str(step.procedure) for step in steps} if wanted else {}
    return {
        row.pk: [
            names.get((row.case_id, code))
            or (str(CONDITIONS[code].missing) if code in CONDITIONS else code)
            for code in row.gate_open
        ]
        for row in rows
    }
