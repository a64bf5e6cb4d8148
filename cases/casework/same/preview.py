"""What linking two records means, before anybody does it: side by side, and what would follow."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from cases.casework.choices import Stage
from cases.casework.models import Case
from cases.casework.progress.file import day_at
from cases.casework.same.judged import (
    WHY_ANOTHER,
    Collision,
    Judged,
    collisions_of,
    judge,
    refusal_to_link,
)
from cases.casework.same.told import number_of
from cases.casework.whereabouts import is_one_place, whereabouts, whereabouts_of
from cases.citizens.choices import LinkDated, LinkGoesOn, LinkNeeds
from cases.citizens.models import Citizen, ContactPoint, IdentityDocument, Relative
from cases.citizens.names.folding import folded
from cases.citizens.parted import records_of_people
from cases.citizens.search.judging import WORDS
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.crossings.models import Crossing, Stay
from cases.places.choices import Country
from cases.places.models import Place
from cases.templatetags.moments import day_words, days_words, partial_words


@dataclass(frozen=True, slots=True)
class Compared:
    """One line: what each record says, and whether the two agree; None where one says nothing."""

    label: str
    one: str
    other: str
    agrees: bool | None


Says = Callable[[Actor, Citizen], str]


def birth(actor: Actor, person: Citizen) -> str:
    """Return the birth date as precise as it is known."""
    return partial_words(person.birth) if person.birth else ""


def numbers(actor: Actor, person: Citizen) -> str:
    """Return the papers with their numbers."""
    rows = IdentityDocument.objects.visible_to(actor).filter(
        citizen=person, withdrawn_at__isnull=True
    )
    return "\n".join(f"{row.get_kind_display()} {row.number}" for row in rows.exclude(number=""))


def phones(actor: Actor, person: Citizen) -> str:
    """Return the ways to reach her."""
    rows = ContactPoint.objects.visible_to(actor).filter(citizen=person, withdrawn_at__isnull=True)
    return "\n".join(row.choice_label for row in rows)


def kin(actor: Actor, person: Citizen) -> str:
    """Return the relatives."""
    rows = Relative.objects.visible_to(actor).filter(citizen=person, withdrawn_at__isnull=True)
    return "\n".join(row.choice_label for row in rows)


def place(actor: Actor, person: Citizen) -> str:
    """Return where she was last."""
    known = person.now_country or person.now_place_id
    return place_at(person.now_country, person.now_place_id) if known else ""


def place_at(country: str, place_id: int | None) -> str:
    """Return whereabouts in words."""
    spot = Place.objects.filter(pk=place_id).first() if place_id else None
    if spot is not None:
        return spot.label
    return str(Country(country).label) if country else _("not known")


def cases(actor: Actor, person: Citizen) -> str:
    """Return the person's cases and how each stands."""
    rows = Case.objects.visible_to(actor).filter(citizen=person).order_by("pk")
    return "\n".join(f"{row.reference} · {stands_at(row)}" for row in rows)


def stands_at(case: Case) -> str:
    """Return how a case stands: its stage, on hold or not, and how it ended."""
    if not case.stage:
        return _("Void")
    more = case.get_outcome_display() if case.outcome else _("on hold") if case.held else ""
    return " · ".join(filter(None, [str(Stage(case.stage).label), more]))


LINES: Final[tuple[tuple[Callable[[], str], Says], ...]] = (
    (lambda: _("Full name"), lambda actor, person: person.full_name),
    (lambda: _("Born"), birth),
    (lambda: _("Sex"), lambda actor, person: "" if person.sex == "u" else person.get_sex_display()),
    (lambda: _("Province of origin"), lambda actor, person: str(person.origin_province or "")),
    (lambda: _("Documents"), numbers),
    (lambda: _("Contacts"), phones),
    (lambda: _("Relatives"), kin),
    (lambda: _("Whereabouts"), place),
    (lambda: _("Cases"), cases),
    (lambda: _("Registered"), lambda actor, person: registered(person)),
)
NOT_COMPARED: Final = 3
"""The last lines say what there is and not who it is."""


def registered(person: Citizen) -> str:
    """Return where and when the record was made."""
    mission = person.registered_by
    return f"{mission.code}, {day_words(day_at(person.registered_at, mission.zone))}"


def compared(actor: Actor, one: Citizen, other: Citizen) -> list[Compared]:
    """Return both records side by side, line by line."""
    lines = []
    for number, (label, says) in enumerate(LINES):
        left, right = str(says(actor, one)), str(says(actor, other))
        is_fact = number < len(LINES) - NOT_COMPARED
        lines.append(Compared(label(), left, right, agree(left, right) if is_fact else None))
    return [line for line in lines if line.one or line.other]


def agree(left: str, right: str) -> bool | None:
    """Return whether two values agree: one line in common is enough; None where one is missing."""
    if not left or not right:
        return None
    return bool({folded(line) for line in left.split("\n")} & set(map(folded, right.split("\n"))))


def what_follows(
    actor: Actor,
    citizen: Citizen,
    into: Citizen,
    dated: str,
    goes_on: str,
    *,
    is_proposed: bool = False,
) -> list[Sentence]:
    """Return what would follow from linking, one sentence each; why not, where it cannot be."""
    refusal = refusal_to_link(actor, citizen, into)
    if refusal is not None:
        return [refusal.message]
    judged = judge(actor, citizen, into, goes_on)
    return [
        *evidence(judged),
        *confirmation(judged, is_proposed),
        *of_cases(judged, dated, goes_on),
        *of_whereabouts(actor, citizen, into),
        *of_person(into),
    ]


def must_choose(actor: Actor, citizen: Citizen, into: Citizen) -> bool:
    """Return whether somebody has to say which case goes on, an open or a closed one."""
    return any(row.is_by_closed for row in collisions_of(actor, citizen, into))


def evidence(judged: Judged) -> Iterator[Sentence]:
    """Yield what speaks for and against one person."""
    words = ", ".join(str(WORDS[code]) for code in judged.likeness.reasons if code in WORDS)
    if words:
        yield _("What was compared: %(reasons)s.") % {"reasons": words}


def confirmation(judged: Judged, is_proposed: bool) -> Iterator[Sentence]:
    """Yield who has to confirm it, and why."""
    for code in judged.doubts:
        yield WHY_ANOTHER[code]
    if judged.needs and not is_proposed:
        who = LinkNeeds(judged.needs).label
        yield _("It is proposed now and stands once it is confirmed by: %(who)s.") % {"who": who}


def of_cases(judged: Judged, dated: str, goes_on: str) -> Iterator[Sentence]:
    """Yield which cases close, and which go on."""
    for collision in judged.collisions:
        words = {
            "closing": collision.closing.reference,
            "surviving": collision.surviving.reference,
            "incident": collision.closing.incident.label,
            "mission": collision.closing.mission.code,
        }
        if collision.is_by_closed and goes_on != LinkGoesOn.CLOSED:
            yield (
                _("Case %(closing)s is open and %(surviving)s is closed. Say which goes on.")
                % words
            )
            continue
        yield closing_words(collision, dated) % words
        if collision.surviving.stage == Stage.CLOSED:
            yield _("Case %(surviving)s, which goes on, is closed. Reopen it if needed.") % words
        if collision.closing.mission_id != collision.surviving.mission_id:
            yield _("%(mission)s may read case %(surviving)s for 90 days.") % words
        yield _("Figures of %(incident)s count one person less.") % words
    if not judged.collisions:
        yield _("No case closes: the two have no case in one incident.")


def closing_words(collision: Collision, dated: str) -> str:
    """Return what becomes of the case that is the duplicate; one that is closed does not close."""
    is_today = dated == LinkDated.DECISION
    if collision.closing.stage == Stage.CLOSED:
        if is_today:
            return _(
                "Case %(closing)s, which is closed, is a duplicate of %(surviving)s from today "
                "(%(incident)s)."
            )
        return _(
            "Case %(closing)s, which is closed, is a duplicate of %(surviving)s from its opening "
            "(%(incident)s). Its later entries wait until the link is undone."
        )
    if is_today:
        return _("Case %(closing)s closes today as a duplicate of %(surviving)s (%(incident)s).")
    return _(
        "Case %(closing)s closes as a duplicate of %(surviving)s from its opening "
        "(%(incident)s). Its later entries wait until the link is undone."
    )


def of_whereabouts(actor: Actor, citizen: Citizen, into: Citizen) -> Iterator[Sentence]:
    """Yield where each record has the person, and where both will, as far as the two disagree.

    Of one way over both the last point counts; what a closing derived may give way besides.
    """
    told = [one for one in (citizen, into) if one.now_from and one.now_since]
    if len(told) < 2 or is_one_place(*(whereabouts_of(one) for one in told)):
        return
    yield _("The two records disagree on where the person is:")
    for person in told:
        assert person.now_from is not None, "it is told"
        assert person.now_since is not None, "it is told"
        yield _("%(reference)s: %(place)s, since %(day)s.") % {
            "reference": number_of(actor, person),
            "place": place_at(person.now_country, person.now_place_id),
            "day": days_words(person.now_from, person.now_since, actor.zone),
        }
    people = records_of_people(actor, told)
    points = [
        point
        for kind in (Crossing, Stay)
        for point in kind.objects.visible_to(actor).standing().filter(citizen__in=people)
    ]
    now = whereabouts(points)
    yield _("Of the two the later word holds, on both records: %(place)s.") % {
        "place": place_at(now.country, now.place_id)
    }


def of_person(into: Citizen) -> Iterator[Sentence]:
    """Yield what the pages show from then on."""
    yield _("Lists and search show %(name)s, with the other name as “also known as”.") % {
        "name": into.full_name
    }
