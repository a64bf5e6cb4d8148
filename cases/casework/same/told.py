"""Telling missions that two records are one person, by the numbers of cases alone."""

from collections.abc import Collection
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.telling import to_case
from cases.citizens.models import Citizen, SamePerson
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.notices import notice_kind, tell
from cases.missions.queries import headquarters_ids

PROPOSED: Final = _(
    "%(mission)s proposes that cases %(reference)s and %(other)s are of one person. Somebody else "
    "must confirm it."
)
KINDS: Final[dict[str, Sentence]] = {
    "same_person_linked": _(
        "Cases %(reference)s and %(other)s are of one person, %(mission)s says."
    ),
    "same_person_undone": _(
        "Cases %(reference)s and %(other)s are no longer of one person, %(mission)s says."
    ),
    "same_person_withdrawn": _(
        "%(mission)s has withdrawn its proposal that cases %(reference)s and %(other)s are of one "
        "person."
    ),
    "same_person_rejected": _(
        "%(mission)s says that cases %(reference)s and %(other)s are of two people."
    ),
}
notice_kind(
    "same_person_proposed",
    sentence=PROPOSED,
    address=lambda reference, params: reverse("same_person_list"),
    mailed=True,
)
for _kind, _sentence in KINDS.items():
    notice_kind(_kind, sentence=_sentence, address=to_case)


def number_of(actor: Actor, person: Citizen) -> str:
    """Return the number of a person's newest case in sight, "-" where there is none."""
    cases = Case.objects.visible_to(actor).filter(citizen=person).order_by("-opened_at")
    return cases.values_list("reference", flat=True).first() or "-"


def tell_proposed(actor: Actor, link: SamePerson) -> None:
    """Tell who may confirm: the head of the mission, or headquarters."""
    for mission_id in asked(actor, link):
        told(actor, "same_person_proposed", link, mission_id, audience="head")


def tell_withdrawn(actor: Actor, link: SamePerson) -> None:
    """Tell those who were asked to confirm that they need not any more."""
    for mission_id in asked(actor, link):
        told(actor, "same_person_withdrawn", link, mission_id, audience="head")


def asked(actor: Actor, link: SamePerson) -> list[int]:
    """Return the missions that may confirm: the own one, or headquarters."""
    is_ours = link.needs == "another" and not actor.is_headquarters
    return [link.mission_id] if is_ours else sorted(headquarters_ids())


def tell_missions(
    actor: Actor, kind: str, link: SamePerson, missions: Collection[int], *, but_own: bool = True
) -> None:
    """Tell the missions concerned, each once; the own one knows."""
    own = {actor.mission_id} if but_own else set()
    for mission_id in sorted(set(missions) - own - {0}):
        told(actor, kind, link, mission_id, audience="mission")


def told(actor: Actor, kind: str, link: SamePerson, mission_id: int, *, audience: str) -> None:
    """Tell one mission."""
    tell(
        kind,
        mission_id=mission_id,
        audience=audience,  # type: ignore[arg-type] # one of the words of the protocol
        reference=number_of(actor, link.citizen),
        params={"other": number_of(actor, link.into), "mission": actor.mission_code or "-"},
    )
