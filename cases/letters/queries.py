"""Reads of letters: the register, what waits for a reply, and what a case can be written about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from cases.casework.models import Case, Clock
from cases.citizens.models import Relative
from cases.core.actor import Actor
from cases.core.keyset import BETWEEN, Cursor, KeysetPage, bad_cursor, is_uuid, merged, page_of
from cases.letters.choices import Addressed, LetterState
from cases.letters.kinds import Kind, kinds
from cases.letters.models import Letter, LetterBatch, LetterContent, LetterQuerySet
from cases.letters.models.content import LetterContentQuerySet
from cases.letters.models.letter import NOT_ANSWERED, NOT_SENT, OWN, STANDS
from cases.missions.models import Authority, Mission
from cases.places.choices import Country

PAGE: Final = 50
CAP: Final = 99
ORDER: Final = ("dated_on", "serial", "uuid")
"""As numbers follow each other in a register, those of one day as numbers."""
MOST_DIGITS: Final = 10
NAMED: Final = ("case__citizen", "case__mission", "mission", "authority", "inquiry", "issued_by")
OPEN: Final = STANDS & NOT_ANSWERED
STATES: Final[dict[str, Q]] = {
    LetterState.ISSUED: OPEN & NOT_SENT & ~OWN,
    LetterState.OWN: OPEN & NOT_SENT & OWN,
    LetterState.SENT: OPEN & ~NOT_SENT & Q(awaits_reply=False),
    LetterState.WAITING: OPEN & ~NOT_SENT & Q(awaits_reply=True),
    LetterState.ANSWERED: STANDS & ~NOT_ANSWERED,
    LetterState.REPLACED: Q(replaced_at__isnull=False, withdrawn_at__isnull=True),
    LetterState.WITHDRAWN: Q(withdrawn_at__isnull=False),
}
OVERDUE: Final = "overdue"
LISTS: Final = "lists"
"""Asks for the numbered lists in front of letters for many alone; under any other state of a letter
there are none of them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a register is narrowed by."""

    state: str = ""
    kind: str = ""
    year: int | None = None
    mission: Mission | None = None
    days: int | None = None
    by: Sequence[str] = field(default=())


def letters_of(actor: Actor, asked: Asked, now: datetime) -> LetterQuerySet:
    """Return the letters of a register, narrowed."""
    rows = Letter.objects.of_mission(actor).filter(common(asked, now))
    if asked.state == LISTS:
        return rows.none()
    if asked.state == OVERDUE:
        rows = overdue(rows, now)
    elif asked.state:
        rows = rows.filter(STATES[asked.state])
    if asked.state in {LetterState.WAITING, OVERDUE}:
        rows = rows.filter(awaits_reply=True)
    return rows


def lists_of(actor: Actor, asked: Asked, now: datetime) -> QuerySet[LetterBatch]:
    """Return the numbered lists of a register, narrowed."""
    rows = LetterBatch.objects.visible_to(actor).numbered().filter(common(asked, now))
    return with_sending(actor, rows) if asked.state in {"", LISTS} else rows.none()


def with_sending(actor: Actor, rows: QuerySet[LetterBatch]) -> QuerySet[LetterBatch]:
    """Add to letters that were issued together when one scan of all was sent, and its id."""
    scanned = Letter.objects.visible_to(actor).filter(
        batch=OuterRef("pk"), signed_copy__names_others=True
    )
    columns = {"sent_from": "sent_from", "sent_at": "sent_at", "scan": "signed_copy__uuid"}
    return rows.annotate(
        **{name: Subquery(scanned.values(column)[:1]) for name, column in columns.items()}
    )


def common(asked: Asked, now: datetime) -> Q:
    """Return what narrows letters and lists alike."""
    said = Q()
    if asked.mission is not None:
        said &= Q(mission=asked.mission)
    if asked.kind:
        said &= Q(kind=asked.kind)
    if asked.year is not None:
        said &= Q(year=asked.year)
    if asked.days is not None:
        said &= Q(issued_at__lte=now - timedelta(days=asked.days))
    return said


def overdue(rows: LetterQuerySet, now: datetime) -> LetterQuerySet:
    """Return those whose reply is overdue: the limit of the step they asked has run out."""
    late = Clock.objects.counted().filter(step=OuterRef("step"), due_at__lte=now)
    return rows.without_reply().filter(Exists(late))


def letter_page(actor: Actor, asked: Asked, place: str, now: datetime) -> KeysetPage:
    """Return one page of a register, letters and numbered lists by day and number."""
    cursor = Cursor.parse(place) if place else None
    if cursor is not None:
        serial, _tilde, uuid = cursor.reference.partition(BETWEEN)
        if not (serial.isdigit() and len(serial) < MOST_DIGITS and is_uuid(uuid)):
            raise bad_cursor()
    letters = letters_of(actor, asked, now).select_related(*NAMED)
    lists = lists_of(actor, asked, now).select_related("mission", "authority")
    day, *number = ORDER
    by: Any = {"by": day, "ref": tuple(number)}
    pages = [page_of(rows, PAGE, cursor, **by) for rows in (letters, lists)]
    return merged(pages, PAGE, cursor, **by)


def counted(actor: Actor, asked: Asked, now: datetime) -> int:
    """Return how many lines there are, at most one more than a page says."""
    found = (letters_of(actor, asked, now), lists_of(actor, asked, now))
    return sum(len(rows.order_by(*ORDER).values_list("pk")[: CAP + 1]) for rows in found)


def content_of(actor: Actor, letter: Letter) -> LetterContent | None:
    """Return what a letter says; None for a role that does not read it."""
    return contents_of(actor, letter).first()


def contents_of(actor: Actor, letter: Letter) -> LetterContentQuerySet:
    """Return what a letter says as rows: one, or none for a role that does not read it."""
    return LetterContent.objects.visible_to(actor).filter(letter=letter)


def relatives_told(actor: Actor, letters: Sequence[Letter]) -> dict[int, Relative]:
    """Return to whom of the family notices went, by the ids of the letters, as far as in sight.

    Of one that was issued before the relative was kept with it, the one of the name it prints.
    """
    family = {row.pk: row for row in letters if row.made_as.to == Addressed.FAMILY}
    if not family:
        return {}
    kept = LetterContent.objects.visible_to(actor).filter(letter__in=family)
    told = kept.values_list("letter_id", "values__relative", "values__v__relative_to_inform")
    persons = {row.case.citizen_id for row in family.values()}
    relatives = Relative.objects.visible_to(actor).filter(citizen__in=persons)
    known = {str(row.uuid): row for row in relatives}
    found: dict[int, Relative] = {}
    for number, uuid, printed in told:
        of = family[number].case.citizen_id
        same = (row for row in known.values() if row.citizen_id == of and is_printed(row, printed))
        row = known.get(uuid) if uuid else next(same, None)
        if row is not None:
            found[number] = row
    return found


def relatives_by_uuid(actor: Actor, ids: Sequence[int]) -> dict[str, Relative]:
    """Return the same for letters of these ids, by their uuids."""
    family = [code for code, kind in kinds().items() if kind.to == Addressed.FAMILY]
    found = Letter.objects.visible_to(actor).filter(pk__in=ids, kind__in=family)
    letters = {row.pk: row for row in found.select_related("case")}
    told = relatives_told(actor, list(letters.values()))
    return {str(letters[pk].uuid): relative for pk, relative in told.items()}


def is_printed(relative: Relative, printed: str | None) -> bool:
    """Return whether a notice prints this relative: the name, and in brackets the relation."""
    return bool(printed) and str(printed).startswith(f"{relative.full_name} (")


def letters_in(actor: Actor, batch: LetterBatch) -> LetterQuerySet:
    """Return the letters of a batch that are in sight, by their numbers."""
    rows = Letter.objects.visible_to(actor).filter(batch=batch)
    also = ("signed_copy", "sent_by", "step__procedure")
    return rows.select_related(*NAMED, *also).order_by("serial")


def replaced_by(actor: Actor, letter: Letter) -> Letter | None:
    """Return the letter that stands in the place of another, or will once sent; None for none."""
    rows = Letter.objects.visible_to(actor).filter(replaces=letter)
    return rows.filter(withdrawn_at__isnull=True).first()


def addressees(actor: Actor, kind: Kind | None) -> Any:
    """Return to whom a kind of letter may go."""
    rows = Authority.objects.visible_to(actor)
    if kind is None or kind.to == Addressed.ANY:
        return rows
    if kind.to == Addressed.HOME:
        return rows.filter(country=Country.VN)
    if kind.to == Addressed.HOST:
        return rows.exclude(country=Country.VN)
    return rows.none()


def usual_addressees(actor: Actor, kind: Kind, mission: Mission) -> dict[str, Authority]:
    """Return the bodies to which a kind of letter usually goes from a mission, by their codes."""
    codes = {kind.usual, kind.usual_of_country.get(mission.country, "")} - {""}
    rows = Authority.objects.visible_to(actor).filter(code__in=codes) if codes else ()
    return {row.code: row for row in rows}


def usual_addressee(
    kind: Kind, mission: Mission, case: Case, known: dict[str, Authority]
) -> Authority | None:
    """Return to whom a letter about one person usually goes."""
    holder = case.citizen.now_holder
    if kind.usual_is_holder and holder is not None and holder.country != Country.VN:
        return holder
    return known.get(kind.usual) or known.get(kind.usual_of_country.get(mission.country, ""))


def own_mission(actor: Actor) -> Mission | None:
    """Return the mission that writes: that of the posting."""
    return Mission.objects.visible_to(actor).filter(pk=actor.mission_id).first()
