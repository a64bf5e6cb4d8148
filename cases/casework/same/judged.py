"""Whether two records may be linked as one person, and who decides it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, Stage
from cases.casework.models import Case, Transfer
from cases.casework.same.resting import closing_row
from cases.citizens.choices import LinkGoesOn, LinkNeeds, LinkStatus
from cases.citizens.models import Citizen, NotTheSame, SamePerson
from cases.citizens.search.judging import Candidate, Verdict
from cases.citizens.search.pairs import cannot_be_one, likeness
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, broken_rule, wrong_state

WHY_ANOTHER: Final[dict[str, Sentence]] = {
    "weak": _("Little speaks for it: no paper, and not enough of name, birth and phones."),
    "conflict": _("Both have an open case of one incident, and the two stand differently."),
    "by_closed": _("An open case would end as the duplicate of a closed one."),
    "told_apart": _("Somebody has said that these are two people."),
    "others": _("Records of another mission are concerned, so headquarters decides."),
}
"""Why one person alone does not decide, by a code."""


@dataclass(frozen=True, slots=True)
class Collision:
    """Two cases of one incident: that of the double, which closes, and the one that goes on."""

    closing: Case
    surviving: Case

    @property
    def is_conflict(self) -> bool:
        """Whether both are open and stand differently."""
        if Stage.CLOSED in {self.closing.stage, self.surviving.stage}:
            return False
        return stands(self.closing) != stands(self.surviving)

    @property
    def is_by_closed(self) -> bool:
        """Whether an open case ends as the duplicate of a closed one."""
        return self.closing.stage != Stage.CLOSED == self.surviving.stage

    @property
    def is_choice(self) -> bool:
        """Whether one of the two is open and the other closed, and either may go on."""
        is_one_open = (self.closing.stage == Stage.CLOSED) != (self.surviving.stage == Stage.CLOSED)
        return is_one_open and self.closing.outcome != Outcome.DUPLICATE

    def chosen(self, goes_on: str) -> "Collision":
        """Return the two the way round that was chosen for an open and a closed one."""
        going_on = LinkGoesOn.CLOSED if self.surviving.outcome else LinkGoesOn.OPEN
        if self.is_choice and goes_on not in {"", going_on}:
            return Collision(self.surviving, self.closing)
        return self


@dataclass(frozen=True, slots=True)
class Judged:
    """What links two records and what follows: cases that collide, and why another one decides."""

    likeness: Candidate
    collisions: tuple[Collision, ...]
    doubts: tuple[str, ...]

    @property
    def needs(self) -> str:
        """Who has to confirm it; nobody where it is clear."""
        if "others" in self.doubts:
            return LinkNeeds.HEADQUARTERS.value
        return LinkNeeds.ANOTHER.value if self.doubts else ""


def stands(case: Case) -> tuple[object, ...]:
    """Return what must agree for two open cases not to contradict each other."""
    return (case.stage, case.mission_id, case.held)


def records(actor: Actor, person: Citizen) -> list[Citizen]:
    """Return the records of a person that are in sight, in order of their ids."""
    return list(Citizen.objects.visible_to(actor).records_of(person).order_by("pk"))


def refusal_to_link(actor: Actor, citizen: Citizen, into: Citizen) -> Refused | None:
    """Return why the two cannot be linked at all, whoever asks."""
    if citizen.pk == into.pk:
        return broken_rule(_("This is the same record."), "same_record", "into")
    if citizen.head_id is not None and citizen.head_id == into.head_id:
        return wrong_state(_("These records are linked already."), "linked_already")
    if citizen.is_double:
        return wrong_state(
            _("This record is linked to another one already. Undo that first."), "linked_already"
        )
    if into.is_double:
        return wrong_state(
            _(
                "That record is linked to another one itself. Link with the one that stands for "
                "the person."
            ),
            "sameperson_into_head",
        )
    if cannot_be_one(actor, records(actor, citizen), records(actor, into)):
        return broken_rule(
            _(
                "They cannot be one person: their verified personal numbers differ. If one was "
                "read wrongly, withdraw it first."
            ),
            "cannot_be_one",
            "into",
        )
    return None


def judge(actor: Actor, citizen: Citizen, into: Citizen, goes_on: str) -> Judged:
    """Return what speaks for one person, which cases collide, and who decides.

    `goes_on`: which case was chosen to go on where one is open and the other is closed.
    """
    found = likeness(actor, citizen, into)
    collisions = tuple(row.chosen(goes_on) for row in collisions_of(actor, citizen, into))
    why = (
        *doubts(actor, citizen, into, found, collisions),
        *doubts_of_choice(collisions, goes_on),
    )
    return Judged(found, collisions, why)


def doubts(
    actor: Actor, citizen: Citizen, into: Citizen, found: Candidate, collisions: Sequence[Collision]
) -> Iterator[str]:
    """Yield why one person alone does not decide."""
    if found.verdict == Verdict.PERHAPS:
        yield "weak"
    if any(collision.is_conflict for collision in collisions):
        yield "conflict"
    pair = sorted((citizen.pk, into.pk))
    apart = NotTheSame.objects.visible_to(actor).filter(citizen_id=pair[0], other_id=pair[1])
    if apart.exists():
        yield "told_apart"
    if not is_ours(citizen, into):
        yield "others"


def doubts_of_choice(collisions: Sequence[Collision], goes_on: str) -> Iterator[str]:
    """Yield why one person alone does not decide that an open case ends by a closed one."""
    if goes_on == LinkGoesOn.CLOSED and any(row.is_by_closed for row in collisions):
        yield "by_closed"


def is_ours(citizen: Citizen, into: Citizen) -> bool:
    """Return whether the present eyes may settle everything that follows from a link."""
    with connection.cursor() as cursor:
        cursor.execute("select same_person_is_ours(%s, %s)", [citizen.pk, into.pk])
        return bool(cursor.fetchone()[0])


def collisions_of(actor: Actor, citizen: Citizen, into: Citizen) -> Iterator[Collision]:
    """Yield the cases of one incident on both sides, as far as they are in sight.

    One that was closed as a duplicate by hand closes as one by the link.
    """
    theirs = {case.incident_id: case for case in counted(actor, records(actor, into))}
    for case in standing_cases(actor, records(actor, citizen)):
        if case.incident_id in theirs and closing_row(case) is None:
            yield Collision(case, theirs[case.incident_id])


def counted(actor: Actor, people: Sequence[Citizen]) -> list[Case]:
    """Return the cases of some records that go on, neither void nor closed as a duplicate."""
    cases = standing_cases(actor, people)
    return [case for case in cases if case.outcome != Outcome.DUPLICATE]


def standing_cases(actor: Actor, people: Sequence[Citizen]) -> list[Case]:
    """Return the cases of some records that are not void."""
    rows = Case.objects.visible_to(actor).filter(citizen__in=people, voided_at__isnull=True)
    return list(rows.select_related("citizen", "mission", "incident").order_by("pk"))


def only_headquarters() -> Refused:
    """403: records or cases of another mission would change."""
    return Refused(WHY_ANOTHER["others"], "only_headquarters", 403)


UNCHOSEN: Final[Sentence] = _(
    "One case is open and the other is closed. Say which of the two goes on."
)


def refuse_unchosen(judged: Judged, goes_on: str) -> None:
    """422 while nobody has said that an open case ends as the duplicate of a closed one."""
    if goes_on != LinkGoesOn.CLOSED and any(row.is_by_closed for row in judged.collisions):
        raise broken_rule(UNCHOSEN, "goes_on_unsaid", "goes_on")


def refuse_offered(actor: Actor, collisions: Sequence[Collision]) -> None:
    """409 while a case that would close is on offer to another mission."""
    closing = [collision.closing.pk for collision in collisions]
    if Transfer.objects.visible_to(actor).on_offer().filter(case__in=closing).exists():
        raise wrong_state(
            _("A case that would close is on offer to another mission. Withdraw the offer first."),
            "closing_on_offer",
        )


def refuse_open_link(actor: Actor, citizen: Citizen) -> None:
    """409 where somebody has proposed to link the record already."""
    rows = SamePerson.objects.visible_to(actor).filter(citizen=citizen)
    if rows.filter(status=LinkStatus.PROPOSED).exists():
        raise wrong_state(
            _("Somebody has proposed already to link this record."), "proposed_already"
        )
