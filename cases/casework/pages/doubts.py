"""What contradicts itself in a person's way, in words, with the links that correct it."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from cases.casework.choices import TransitionKind
from cases.casework.deaths import Fact, SeenAlive, first_contacts, outlived, seen_beside
from cases.casework.ledger import closing_of
from cases.casework.models import ContactEntry, Transition
from cases.casework.pages.person import death_in
from cases.casework.pages.talking import contact_title
from cases.casework.pages.timeline import act_url, zone_of
from cases.casework.pages.words import (
    contradiction_words,
    country_name,
    crossing_title,
    opening_words,
    overlooked_words,
    stay_title,
    transition_title,
)
from cases.casework.queries import CaseFile
from cases.casework.whereabouts import (
    Doubt,
    Misfit,
    Point,
    is_one_place,
    leads_to,
    misfits,
    starts_in,
    whereabouts,
    whereabouts_of,
)
from cases.citizens.models import Citizen
from cases.core.registry import DECLARED
from cases.crossings.models import Crossing, Stay
from cases.templatetags.moments import days_words

MENDING: Final = ("correct_transition", "record_crossing", "reopen_case")
"""The acts that let the outcome of a case and the person's way agree again."""


def doubt_rows(file: CaseFile, verbs: frozenset[str]) -> list[dict[str, Any]]:
    """Return one warning for each point that does not fit, with what the actor may do about it.

    Before them that the outcome of the case does not, or that a death is followed by more.
    """
    points: list[Point] = [*file.crossings, *file.stays]
    standing = [point for point in points if point.is_standing]
    found = misfits(standing)
    return (
        opening_rows(file, verbs)
        + outcome_rows(file, verbs)
        + death_doubts(file, verbs)
        + told_elsewhere(file, standing)
        + [
            {"text": doubt_words(file, misfit), "actions": doubt_actions(file, misfit, verbs)}
            for misfit in found
        ]
    )


def told_elsewhere(file: CaseFile, points: Sequence[Point]) -> list[dict[str, Any]]:
    """Return the warning that a record out of sight, whose word holds, has them elsewhere."""
    text = elsewhere_words(file.case.citizen, points)
    return [{"text": text, "actions": []}] if text else []


def elsewhere_words(person: Citizen, points: Iterable[Point]) -> str:
    """Return that a record which is not among these points has the person elsewhere, or nothing."""
    own, now = whereabouts(points), whereabouts_of(person)
    if person.head_id is None or is_one_place(own, now):
        return ""
    words = _(
        "Another record of the person, which you do not see, tells where they are: %(now)s. What "
        "you see here says: %(own)s. Headquarters sees both."
    )
    unknown = _("not known")
    said = {
        "now": country_name(now.country) or unknown,
        "own": country_name(own.country) or unknown,
    }
    return words % said


def outcome_rows(file: CaseFile, verbs: frozenset[str]) -> list[dict[str, Any]]:
    """Return the warning that the person is elsewhere than the outcome says, or had come home."""
    text = contradiction_words(file.case) or overlooked_words(file.case)
    closing = closing_of([row for row in reversed(file.transitions) if row.is_standing])
    heads = {
        "home": _("came to Viet Nam before the closing"),
        "day": _("elsewhere on the day of the closing"),
    }
    head = heads.get(file.case.overlooked.partition("_")[0], "")
    if not text:
        return []
    return [{"text": text, "actions": mending(file, verbs, MENDING, closing), "head": head}]


def opening_rows(file: CaseFile, verbs: frozenset[str]) -> list[dict[str, Any]]:
    """Return the warning that the case was opened before its incident began."""
    text = opening_words(file.case)
    opening = next((row for row in file.transitions if row.kind == TransitionKind.OPEN), None)
    acts = mending(file, verbs, ("correct_transition",), opening) if text else []
    return [{"text": text, "actions": acts}] if text else []


def mending(
    file: CaseFile, verbs: frozenset[str], names: Sequence[str], closing: Transition | None
) -> list[dict[str, str]]:
    """Return the links to acts that set a closing right, as far as the actor may."""
    picked = {"correct_transition": {"transition": closing.uuid} if closing else {}}
    return [
        {
            "label": str(DECLARED[name].form.title),
            "url": act_url(file.case, DECLARED[name].verb, **picked.get(name, {})),
        }
        for name in names
        if DECLARED[name].verb in verbs
    ]


def death_doubts(file: CaseFile, verbs: frozenset[str]) -> list[dict[str, Any]]:
    """Return the warning that the person was seen or spoken with after their death."""
    closing = death_in(file)
    if closing is None:
        return []
    zone = file.case.mission.zone
    spoken = first_contacts(file.progress.steps, file.progress.results, zone)
    dated = [
        *file.crossings,
        *file.stays,
        *file.talk.contacts,
        *file.talk.statements,
        *file.transitions,
    ]
    facts: list[Fact] = [*dated, *spoken, *seen_beside(file.case, file.beside)]
    text = outlived_words(outlived(closing, facts), zone)
    acts = mending(file, verbs, ("correct_transition", "reopen_case"), closing)
    return [{"text": text, "actions": acts}] if text else []


def outlived_words(facts: Sequence[Fact], zone: str) -> str:
    """Return what is on record of after a death, by what it says and its day; or nothing."""
    if not facts:
        return ""
    said = [
        _("“%(entry)s” (%(day)s)")
        % {"entry": fact_title(one), "day": days_words(one.occurred_from, one.occurred_at, zone)}
        for one in facts
    ]
    return _(
        "The person had died by then, and this needs them alive: %(entries)s. Correct or void what "
        "is wrong, correct the day of the death, or reopen the case."
    ) % {"entries": ", ".join(said)}


def fact_title(fact: Fact) -> str:
    """Return what a fact says that needs a person alive."""
    if isinstance(fact, Crossing | Stay):
        return title_of(fact)
    if isinstance(fact, ContactEntry):
        return contact_title(fact)
    if isinstance(fact, SeenAlive):
        return str(fact.said)
    return transition_title(fact) if isinstance(fact, Transition) else str(fact)


def title_of(point: Point) -> str:
    """Return what a point says."""
    return crossing_title(point) if isinstance(point, Crossing) else stay_title(point)


def named(file: CaseFile, point: Point) -> str:
    """Return a point by what it says and its day."""
    zone = zone_of(point) or file.case.mission.zone
    day = days_words(point.occurred_from, point.occurred_at, zone)
    return _("“%(entry)s” (%(day)s)") % {"entry": title_of(point), "day": day}


def doubt_words(file: CaseFile, misfit: Misfit) -> str:
    """Return one sentence or two on what does not fit what."""
    words = {
        "entry": named(file, misfit.point),
        "earlier": named(file, misfit.earlier),
        "there": country_name(starts_in(misfit.point)),
        "known": country_name(leads_to(misfit.earlier)),
    }
    if misfit.doubt == Doubt.MOVED:
        return (
            _(
                "%(entry)s lies in %(there)s, but after %(earlier)s the person was in %(known)s, "
                "and no border crossing lies between."
            )
            % words
        )
    if misfit.doubt == Doubt.LEFT_ELSEWHERE:
        return (
            _("%(entry)s begins in %(there)s, but after %(earlier)s the person was in %(known)s.")
            % words
        )
    return _("%(earlier)s and %(entry)s tell of the same time differently.") % words


def doubt_actions(file: CaseFile, misfit: Misfit, verbs: frozenset[str]) -> list[dict[str, str]]:
    """Return the links that correct either point, or record the crossing that is missing."""
    links = []
    for point in (misfit.point, misfit.earlier):
        name = point._meta.model_name or ""
        is_own = point.citizen_id == file.case.citizen_id
        if is_own and f"correct-{name}" in verbs:
            label = _("Correct “%(entry)s”") % {"entry": title_of(point)}
            url = act_url(file.case, f"correct-{name}", **{name: point.uuid})
            links.append({"label": label, "url": url})
    if misfit.doubt != Doubt.TOLD_OTHERWISE and "record-crossing" in verbs:
        title = str(DECLARED["record_crossing"].form.title)
        links.append({"label": title, "url": act_url(file.case, "record-crossing")})
    return links
