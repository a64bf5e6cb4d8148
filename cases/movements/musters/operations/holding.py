"""Opening, closing and reopening a head count; settling what two officers saw differently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.audit import also_on_record, write_each
from cases.core.errors import Problem, Refused, Sentence, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.core.waiting import put
from cases.movements.choices import MovementState
from cases.movements.models import Leg, ManifestVersion, Movement
from cases.movements.musters.choices import Mark, MusterPoint
from cases.movements.musters.models import Muster, MusterMark, MusterStranger
from cases.movements.musters.operations.sent import PERSON_MARKED
from cases.movements.musters.operations.strangers import follow
from cases.movements.musters.policies import refusal_of_point
from cases.movements.musters.reading import Count, Person, count_of
from cases.places.models import Place

NO_LIST: Sentence = _("The list of this movement is not frozen yet. Freeze it first.")
OVER: Sentence = _("This movement is over; nobody is counted any more.")
CLOSED: Sentence = _("This head count is closed.")
NOT_CLOSED: Sentence = _("This head count is not closed.")
OTHER_LEG: Sentence = _("This leg is not one of this movement.")
NO_QUESTION: Sentence = _("Nobody disagrees about this person any more.")
QUESTIONS: Sentence = _("Two officers have seen somebody differently. Settle that first.")
WHERE: Sentence = _("Say where each missing person likely is, and who looks for her.")
NOT_MISSING: Sentence = _("This person is not missing here.")
NO_CASE_YET: Sentence = _("%(name)s has no case yet: say where she is and who sees to her.")
NO_STRANGER: Sentence = _("Nobody without a case was taken down here under this id.")


@dataclass(frozen=True, slots=True)
class Search:
    """Where a missing person likely is and who looks for her."""

    case: str
    words: str


@dataclass(frozen=True, slots=True)
class Word:
    """Where somebody without a case is and who sees to her."""

    stranger: UUID
    words: str


@operation(may="muster.hold", audit="muster.opened", appends=True)
def open_muster(
    actor: Actor,
    movement: Movement,
    *,
    point: str,
    leg: Leg | None = None,
    place: Place | None = None,
) -> Muster:
    """Begin to count people by the last frozen list; 409 where none is frozen."""
    refusal = refusal_of_point(actor, point)
    if refusal is not None:
        raise refusal
    if movement.state == MovementState.CANCELLED:
        raise wrong_state(OVER, "movement_over")
    if leg is not None and leg.movement_id != movement.pk:
        raise broken_rule(OTHER_LEG, "other_leg", "leg")
    versions = ManifestVersion.objects.visible_to(actor).filter(movement=movement)
    manifest = versions.order_by("-number").first()
    if manifest is None:
        raise wrong_state(NO_LIST, "list_not_frozen")
    return Muster.objects.create(
        movement=movement,
        leg=leg,
        point=point,
        place=place or usual_place(actor, movement, leg, point),
        manifest=manifest,
        mission_id=actor.mission_id,
        opened_at=ledger_moment([]),
        opened_by_id=actor.staff_id,
    )


def usual_place(actor: Actor, movement: Movement, leg: Leg | None, point: str) -> Place:
    """Return where people are counted unless somebody says otherwise: an end of the leg."""
    legs = list(Leg.objects.visible_to(actor).standing().filter(movement=movement))
    is_arrival = point == MusterPoint.ARRIVAL
    found = leg or (legs[-1] if is_arrival else legs[0])
    return found.to_place if is_arrival else found.from_place


@operation(may="muster.hold", audit="muster.closed")
def close_muster(
    actor: Actor,
    muster: Muster,
    *,
    missing: Sequence[Search] = (),
    strangers: Sequence[Word] = (),
) -> Muster:
    """End a head count; 422 while somebody missing, or without a case, goes without a word.

    Whoever was not marked at all stands as not known from then on.
    """
    refuse_closed(muster)
    moment = ledger_moment([])
    found = count_of(actor, muster, moment)
    if found.questions:
        raise Refused(QUESTIONS, "muster_disagrees", 422, problems=[asked(found)])
    said = {one.case.upper(): one.words for one in missing if one.words}
    words = {one.stranger: one.words for one in strangers if one.words}
    refuse_silence(found, said, words)
    speak_of(actor, found.unsettled, words)
    rows = [
        MusterMark(
            muster=muster,
            case_id=person.case_id,
            mark=person.mark or Mark.UNKNOWN,
            seen_at=moment,
            received_at=moment,
            seen_by_id=actor.staff_id,
            key=uuid4(),
            words=said[person.reference],
            searched=True,
        )
        for person in found.to_search
        if said[person.reference] != person.words or not person.mark
    ]
    MusterMark.objects.bulk_create(rows)
    write_each("muster.person_marked", PERSON_MARKED, rows)
    if found.to_search:
        also_on_record(f"missing:{len(found.to_search)}")
    muster.closed_at, muster.closed_by_id = moment, actor.staff_id
    put(muster, "closed_at", "closed_by")
    return muster


def asked(found: Count) -> Problem:
    """Return which people stand between two words."""
    names = ", ".join(person.reference for person in found.questions)
    return Problem("", "muster_disagrees", _("Settle first: %(cases)s") % {"cases": names})


def speak_of(actor: Actor, strangers: Sequence[MusterStranger], words: Mapping[UUID, str]) -> None:
    """Add what was said of people without a case."""
    spoken = [row.pk for row in strangers if row.uuid in words]
    if not spoken:
        return
    rows = MusterStranger.objects.visible_to(actor).filter(pk__in=spoken).order_by("pk")
    for row in rows.select_for_update(of=("self",)):
        follow(row, words[row.uuid])
        put(row, "followed")


def refuse_silence(found: Count, said: dict[str, str], words: Mapping[UUID, str]) -> None:
    """Raise 422 naming each missing person without words, and words on who is not missing.

    The same for people without a case.
    """
    wanted = {person.reference for person in found.to_search}
    problems = [
        Problem("missing", "where_unsaid", silent(person))
        for person in found.to_search
        if person.reference not in said
    ]
    problems += [
        Problem("missing", "not_missing", f"{reference}: {NOT_MISSING}")
        for reference in said
        if reference not in wanted
    ]
    problems += [
        Problem("strangers", "stranger_unsaid", NO_CASE_YET % {"name": row.name})
        for row in found.unsettled
        if row.uuid not in words and not row.followed
    ]
    known = {row.uuid for row in found.unsettled}
    if words.keys() - known:
        problems.append(Problem("strangers", "no_stranger", NO_STRANGER))
    if problems:
        raise Refused(WHERE, problems[0].code, 422, problems=problems)


def silent(person: Person) -> Sentence:
    """Return the sentence on a missing person of whom nothing was said."""
    return _("%(case)s is missing: say where she likely is and who looks for her.") % {
        "case": person.reference
    }


@operation(may="muster.hold", audit="muster.reopened")
def reopen_muster(actor: Actor, muster: Muster, *, reason: str) -> Muster:
    """Go on with a head count that was closed; that it was closed stays in its former values."""
    refuse_open(muster)
    muster.closed_at = muster.closed_by_id = None
    muster.reopened_at, muster.reopened_by_id = ledger_moment([]), actor.staff_id
    muster.reopen_reason = reason
    put(muster, "closed_at", "closed_by", "reopened_at", "reopened_by", "reopen_reason")
    return muster


@operation(may="muster.hold", audit="muster.settled", appends=True)
def settle_mark(actor: Actor, muster: Muster, *, case: Case, mark: str, words: str) -> MusterMark:
    """Decide between two words on a person, with a reason; both stay, the decision names them."""
    moment = ledger_moment([])
    found = count_of(actor, muster, moment)
    person = next((row for row in found.questions if row.case_id == case.pk), None)
    if person is None or person.question is None:
        raise wrong_state(NO_QUESTION, "nothing_to_settle")
    one, other = person.question
    return MusterMark.objects.create(
        muster=muster,
        case=case,
        mark=mark,
        seen_at=moment,
        received_at=moment,
        seen_by_id=actor.staff_id,
        key=uuid4(),
        words=words,
        settles=one,
        settles_other=other,
        is_extra=person.line is None,
    )


@ruled_out(Muster)
def state_of_muster(actor: Actor, muster: Muster) -> Hindrance:
    """What is closed is not closed again; marks come in after it as well."""
    checks = {"close_muster": refuse_closed, "reopen_muster": refuse_open}
    return lambda name: raised_by(checks[name], muster) if name in checks else None


def refuse_closed(muster: Muster) -> None:
    """Raise 409 for a head count that is closed."""
    if not muster.is_open:
        raise wrong_state(CLOSED, "muster_closed")


def refuse_open(muster: Muster) -> None:
    """Raise 409 for a head count that is not closed."""
    if muster.is_open:
        raise wrong_state(NOT_CLOSED, "muster_open")
