"""What correcting or voiding an entry of the course changes, said before it is done."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cases.casework.choices import Outcome
from cases.casework.deaths import last_death
from cases.casework.ledger import standing_rows
from cases.casework.models import Case, Step
from cases.casework.pages.words import source_words
from cases.casework.same.preview import place, stands_at
from cases.casework.stays_open import what_stays_open
from cases.casework.together.ways import ways_of
from cases.casework.verdicts import Judged, judged, turned
from cases.casework.ways_written import CORRECTION, left_on_way
from cases.core.actor import Actor
from cases.core.beforehand import found_beforehand
from cases.core.facts import DatedFact
from cases.templatetags.moments import days_words


@dataclass(frozen=True, slots=True)
class Stand:
    """What is on record of a case, in words; how often each line stands there."""

    course: Counter[str]
    way: Counter[str]
    checks: Counter[str]
    steps: Counter[str]
    position: str
    death: str
    whereabouts: str
    limits: Judged


def stand_of(actor: Actor, case: Case) -> Stand:
    """Return what is on record of a case as the actor sees it."""
    rows = standing_rows(case)
    case.citizen.refresh_from_db()
    steps = Step.objects.visible_to(actor).filter(case=case).select_related("procedure")
    return Stand(
        course=Counter(line(row, actor.zone) for row in rows),
        way=Counter(line(row, actor.zone) for row in ways_of(actor, [case])[case.citizen_id]),
        checks=Counter(one.text for one in what_stays_open(actor, case).get("welfare_checks", ())),
        steps=Counter(f"{one.procedure}: {one.get_status_display()}" for one in steps),
        position=stands_at(case),
        death=death_words(case, actor.zone),
        whereabouts=place(actor, case.citizen),
        limits=judged(actor, case),
    )


def line(fact: DatedFact, zone: str) -> str:
    """Return a fact with its day, or its hour where that is known, and who says so."""
    first, last = fact.occurred_from, fact.occurred_at
    hour = f", {last.astimezone(ZoneInfo(zone)):%H:%M}" if first == last else ""
    return f"{days_words(first, last, zone)}{hour} · {fact} · {source_words(fact)}"


def death_words(case: Case, zone: str) -> str:
    """Return when the person died; empty where the case is not closed so."""
    death = last_death(standing_rows(case)) if case.outcome == Outcome.DIED else None
    if death is None:
        return ""
    known = death.died_at
    return days_words(known.first, known.last, zone) if known else _("not known")


def changes_beforehand(actor: Actor, case: Case, act: Callable[[Case], object]) -> list[str]:
    """Return what `act` would change of a case, one sentence each; nothing where it is refused."""

    def acted() -> list[str]:
        seen = Case.objects.visible_to(actor).select_related("citizen").get(pk=case.pk)
        before, known = stand_of(actor, seen), standing_rows(seen)
        act(seen)
        seen = Case.objects.visible_to(actor).select_related("citizen").get(pk=case.pk)
        found = changed(before, stand_of(actor, seen))
        new = [row for row in standing_rows(seen) if row not in known]
        return found + [
            _("It stays on the person’s way: %(what)s. Correct it too if it is wrong.")
            % {"what": line(point, actor.zone)}
            for row in new
            if row.operation == CORRECTION and row.copied_from_id is None
            for point in left_on_way(actor, row)
        ]

    return found_beforehand(acted) or []


def changed(before: Stand, after: Stand) -> list[str]:
    """Return what is on record otherwise, in words."""
    turns = (
        (_("The case: %(before)s → %(after)s."), before.position, after.position),
        (_("Day of the death: %(before)s → %(after)s."), before.death, after.death),
        (_("Where the person is: %(before)s → %(after)s."), before.whereabouts, after.whereabouts),
    )
    lists = (
        (_("No longer in the course: %(what)s."), before.course - after.course),
        (_("Then in the course: %(what)s."), after.course - before.course),
        (_("No longer on the person’s way: %(what)s."), before.way - after.way),
        (_("Then on the person’s way: %(what)s."), after.way - before.way),
        (_("Not planned any more: %(what)s."), before.checks - after.checks),
        (_("Planned then: %(what)s."), after.checks - before.checks),
        (_("Steps then: %(what)s."), after.steps - before.steps),
    )
    nothing = _("nothing on record")
    found = [
        words % {"before": old or nothing, "after": new or nothing}
        for words, old, new in turns
        if old != new
    ]
    found += [words % {"what": what} for words, lines in lists for what in lines.elements()]
    found += [str(turn) for turn in turned(before.limits, after.limits)]
    return found or [_("Nothing changes but the entry itself.")]
