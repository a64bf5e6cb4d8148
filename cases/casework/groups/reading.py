"""What there is to say of a travel group: who is where, which minors are alone, whom to part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.casework.groups.choices import MemberRole
from cases.casework.groups.models import GroupMember, TravelGroup
from cases.citizens.ages import youth_of
from cases.citizens.choices import ApartReason
from cases.citizens.models import KeepApart
from cases.citizens.named import name_shown
from cases.citizens.parted import Parted, parted_among, person_of
from cases.core.actor import Actor
from cases.core.text import labelled
from cases.places.choices import Country

RESPONSIBLE = frozenset({MemberRole.GUARDIAN.value, MemberRole.PARENT.value})


@dataclass(frozen=True, slots=True)
class Party:
    """A group with who is in it, as far as the reader sees them, and what to be warned of."""

    group: TravelGroup
    members: Sequence[GroupMember]
    separated: str
    warnings: Sequence[str]


def party_of(actor: Actor, group: TravelGroup, today: date) -> Party:
    """Return a group with its members in sight and what is to be said of them: two queries."""
    return parties_of(actor, [group], today)[0]


def parties_of(actor: Actor, groups: Sequence[TravelGroup], today: date) -> list[Party]:
    """Return the same for several groups, in two queries for all of them."""
    rows = GroupMember.objects.visible_to(actor).standing().filter(group__in=groups)
    found: dict[int, list[GroupMember]] = {group.pk: [] for group in groups}
    for row in rows.select_related("case__citizen__now_place", "case__mission").order_by("pk"):
        found[row.group_id].append(row)
    pairs = pairs_among(actor, [row for members in found.values() for row in members], today)
    return [
        Party(
            group,
            members,
            separated_words(members),
            [*alone(members, today), *apart_words(members, pairs, today)],
        )
        for group in groups
        for members in (found[group.pk],)
    ]


def name_of(member: GroupMember) -> str:
    """Return what a member is called."""
    return str(name_shown(member.case.citizen.full_name))


def where(member: GroupMember) -> str:
    """Return where a member is as far as known: the place, else the country."""
    person = member.case.citizen
    if person.now_place is not None:
        return str(person.now_place.label)
    return str(Country(person.now_country).label) if person.now_country else _("not known")


def spot(member: GroupMember) -> tuple[Any, ...] | None:
    """Return what two members share who are together; nothing where it is not known."""
    person = member.case.citizen
    return (person.now_country, person.now_place_id) if person.now_country else None


def separated_words(members: Sequence[GroupMember]) -> str:
    """Return that members are at different places, with who is where; empty where they are not."""
    spots = {spot(member) for member in members} - {None}
    if len(spots) < 2:
        return ""
    each = "; ".join(labelled(name_of(member), where(member)) for member in members)
    return _("They are not together. %(each)s.") % {"each": each}


def is_minor(member: GroupMember, today: date) -> bool:
    """Return whether a member is, or may be, under 18."""
    return bool(youth_of(member.case.citizen.birth, today))


def alone(members: Sequence[GroupMember], today: date) -> list[str]:
    """Return one sentence for each minor for whom nobody in sight is responsible in the group."""
    if any(row.role in RESPONSIBLE and not is_minor(row, today) for row in members):
        return []
    said = _("%(name)s is or may be under 18, and nobody in the group is responsible for a child.")
    return [said % {"name": name_of(row)} for row in members if is_minor(row, today)]


def pairs_among(actor: Actor, members: Sequence[GroupMember], today: date) -> Sequence[Parted]:
    """Return the pairs among some people that are to be kept apart, for who may know."""
    return parted_among(actor, [row.case.citizen for row in members], today)


def apart_words(
    members: Sequence[GroupMember], pairs: Sequence[Parted], today: date
) -> Iterator[str]:
    """Yield one sentence for each pair in the group that is to be kept apart."""
    by_person = {person_of(row.case.citizen): row for row in members}
    for parted in pairs:
        one, other = by_person.get(parted.one), by_person.get(parted.other)
        if one is not None and other is not None:
            yield pair_words(parted.pair, one, other, today)


def pair_words(pair: KeepApart, one: GroupMember, other: GroupMember, today: date) -> str:
    """Return the warning; that one is responsible for the other, a minor, is said first."""
    names = {"one": name_of(one), "other": name_of(other)}
    why = {"why": ApartReason(pair.reason).label}
    for adult, minor in ((one, other), (other, one)):
        if adult.role in RESPONSIBLE and is_minor(minor, today):
            names = {"adult": name_of(adult), "minor": name_of(minor)}
            return _(
                "%(adult)s is responsible in this group for %(minor)s, who is or may be under 18, "
                "and the two are to be kept apart: %(why)s."
            ) % (names | why)
    return _("%(one)s and %(other)s are to be kept apart: %(why)s.") % (names | why)
