"""Checks of people among each other: minors, families, pairs kept apart, other movements."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cases.casework.groups.models import GroupMember
from cases.casework.groups.reading import RESPONSIBLE
from cases.casework.models import Case
from cases.citizens.ages import youth_of
from cases.citizens.named import name_shown
from cases.citizens.parted import person_of
from cases.movements.checks.facts import Facts
from cases.movements.checks.finding import Finding
from cases.movements.checks.person import Check


def span(case_id: int, facts: Facts) -> set[int]:
    """Return the numbers of the legs somebody travels with a seat; none without one."""
    if case_id not in facts.on_board:
        return set()
    seat = facts.passengers.get(case_id)
    return {leg.number for leg in facts.legs if seat is None or seat.is_on(leg.number)}


def others_of(case: Case, facts: Facts) -> list[GroupMember]:
    """Return the other members of the group of a case, as far as in sight."""
    own = facts.members.get(case.pk)
    return (
        [row for row in facts.groups.get(own.group_id, []) if row.case_id != case.pk] if own else []
    )


def minor(case: Case, facts: Facts) -> Iterator[Finding]:
    """A minor travels with somebody responsible for her, an adult, on the same legs."""
    legs = facts.legs_of(case)
    if not legs or not youth_of(case.citizen.birth, legs[0].departs_at.date()):
        return
    own = {leg.number for leg in legs}
    for row in others_of(case, facts):
        adult = not youth_of(row.case.citizen.birth, legs[0].departs_at.date())
        if row.role in RESPONSIBLE and adult and own <= span(row.case_id, facts):
            return
    yield Finding(
        "minor_alone",
        _("The person is or may be under 18, and nobody responsible travels on the same legs."),
        _("Seat the person responsible too, or name in the group who is responsible."),
    )


def family(case: Case, facts: Facts) -> Iterator[Finding]:
    """Nobody of a travel group is left without a seat on the same legs."""
    own = {leg.number for leg in facts.legs_of(case)}
    left = [row for row in others_of(case, facts) if own - span(row.case_id, facts)]
    if left:
        names = ", ".join(str(name_shown(row.case.citizen.full_name)) for row in left)
        yield Finding(
            "group_split",
            _("The family or group would be split. Without a seat on these legs: %(names)s.")
            % {"names": names},
            _("Seat them together, or let all of them wait."),
            about=",".join(sorted(str(row.case_id) for row in left)),
        )


def apart(case: Case, facts: Facts) -> Iterator[Finding]:
    """Nobody sits on one leg with a person from whom she is to be kept apart.

    Who may know of pairs is told with whom; others only that somebody else has to look.
    """
    against = facts.parted.get(person_of(case.citizen))
    if not against:
        return
    own = {leg.number for leg in facts.legs_of(case)}
    for other in facts.on_board.values():
        if person_of(other.citizen) in against and own & span(other.pk, facts):
            name = name_shown(other.citizen.full_name)
            yield named_apart(name, other.pk) if facts.sees_apart else unnamed_apart(other.pk)


def named_apart(name: object, about: int) -> Finding:
    """Return the finding for who may know of pairs."""
    return Finding(
        "kept_apart",
        _("To be kept apart from %(name)s, who has a seat on the same leg.") % {"name": name},
        _("Let one of them travel on another movement."),
        about=str(about),
    )


def unnamed_apart(about: int) -> Finding:
    """Return it for who may not: it says neither that there is a pair nor of whom."""
    return Finding(
        "company",
        _("The mission has to look at who travels together on this leg."),
        _("Ask the mission that has the case."),
        about=str(about),
    )


def elsewhere(case: Case, facts: Facts) -> Iterator[Finding]:
    """The person has a seat on another movement, perhaps at the same time."""
    legs = facts.legs_of(case)
    for other in facts.elsewhere.get(case.pk, []):
        said = {"number": other.movement.number}
        if legs and other.begins < legs[-1].arrives_at and legs[0].departs_at < other.ends:
            yield Finding(
                "elsewhere_then",
                _("On the movement %(number)s at the same time.") % said,
                _("Take the person off one of them."),
            )
        else:
            yield Finding("elsewhere_too", _("On the movement %(number)s as well.") % said)


COMPANY: tuple[Check, ...] = (minor, family, apart, elsewhere)
