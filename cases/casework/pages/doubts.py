"""What contradicts itself in a person's way, in words, with the links that correct it."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cases.casework.pages.timeline import act_url, zone_of
from cases.casework.pages.words import country_name, crossing_title, stay_title
from cases.casework.queries import CaseFile
from cases.casework.whereabouts import Doubt, Misfit, Point, leads_to, misfits, starts_in
from cases.core.registry import DECLARED
from cases.crossings.models import Crossing
from cases.templatetags.moments import day_words


def doubt_rows(file: CaseFile, verbs: frozenset[str]) -> list[dict[str, Any]]:
    """Return one warning for each point that does not fit, with what the actor may do about it."""
    points: list[Point] = [*file.crossings, *file.stays]
    found = misfits(point for point in points if point.is_standing)
    return [
        {"text": doubt_words(file, misfit), "actions": doubt_actions(file, misfit, verbs)}
        for misfit in found
    ]


def title_of(point: Point) -> str:
    """Return what a point says."""
    return crossing_title(point) if isinstance(point, Crossing) else stay_title(point)


def named(file: CaseFile, point: Point) -> str:
    """Return a point by what it says and its day."""
    zone = zone_of(point) or file.case.mission.zone
    day = day_words(point.occurred_at.astimezone(ZoneInfo(zone)).date())
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
