"""The people behind a figure, in words."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.text import labelled
from cases.incidents.models import Incident
from cases.missions.models import Authority, Mission
from cases.places.models import Place
from cases.publishing.addresses import PeopleUrl, page_url
from cases.publishing.figures.behind import OF_PERSONS, Counted, Number, behind
from cases.publishing.figures.labels import (
    Labels,
    account_label,
    place_label,
    whereabouts_label,
)
from cases.publishing.figures.moments import moments
from cases.publishing.forms import FigureForm


def people_context(
    actor: Actor, incident: Incident, form: FigureForm, now: datetime
) -> dict[str, Any]:
    """Return one page of the people behind a figure, and put on record who was shown."""
    asked, known_at = form.moment("as_of"), form.moment("known_at")
    used = moments(actor, incident.zone, asked or now, known_at)
    by, key = form.cleaned_data["by"], form.cleaned_data["key"]
    page = behind(actor, incident, used, Number(by, key, form.cleaned_data["after"]))
    cases = Case.objects.visible_to(actor).select_related("citizen", "mission")
    shown = cases.in_bulk([row.case_id for row in page.rows])
    disclose_rows("case.listed", "list_figure", Case, list(shown), by=[by])
    where = Whereabouts(actor, page.rows)
    as_of = used.as_of if asked else None
    address = PeopleUrl(actor, incident, as_of, used.known_at).of(by, key)
    last = shown.get(page.rows[-1].case_id) if page.has_more else None
    following = f"{address}&after={last.reference}" if last else ""
    is_first = not form.cleaned_data["after"]
    return {
        "incident": incident,
        "zone": incident.zone,
        "title": figure_title(actor, by, key),
        "as_of": used.as_of,
        "is_now": not asked,
        "now": now,
        "known_at": used.known_at,
        "is_of_persons": by in OF_PERSONS,
        "sees_all": actor.sees_all,
        "found": page.found,
        "found_words": ngettext("%(n)s person", "%(n)s persons", page.found)
        % {"n": number_format(page.found, force_grouping=True)},
        "rows": [
            row_of(shown[row.case_id], where.of(row)) for row in page.rows if row.case_id in shown
        ],
        "back_url": page_url(incident, as_of, used.known_at),
        "prev_url": "" if is_first else address,
        "next_url": following,
    }


def row_of(case: Case, was: str) -> dict[str, Any]:
    """Return one line of the list."""
    return {
        "name": case.citizen.full_name,
        "reference": case.reference,
        "url": case.get_absolute_url(),
        "mission": case.mission.label,
        "was": was,
    }


class Whereabouts:
    """Where people were or in which account their cases stood, all names read once."""

    def __init__(self, actor: Actor, rows: Iterable[Counted]) -> None:
        rows = list(rows)
        places = {row.place_id for row in rows} - {None}
        holders = {row.holder_id for row in rows} - {None}
        missions = {row.account[1] for row in rows if row.account} - {None}
        self.places = named(Place, actor, places, place_label)
        self.holders = named(Authority, actor, holders, str)
        self.missions = named(Mission, actor, missions, lambda mission: mission.label)

    def of(self, row: Counted) -> str:
        """Return the words of one row."""
        if row.account is not None:
            return account_label(row.account, self.missions)
        place = self.places.get(row.place_id or 0, "")
        return whereabouts_label(row.country, place, self.holders.get(row.holder_id or 0, ""))


def named(model: Any, actor: Actor, ids: Iterable[Any], words: Any) -> Mapping[int, str]:
    """Return id -> words of the rows; no query when there are none."""
    wanted = list(ids)
    if not wanted:
        return {}
    return {row.pk: words(row) for row in model.objects.visible_to(actor).filter(pk__in=wanted)}


def figure_title(actor: Actor, by: str, key: str) -> str:
    """Return what the figure counts."""
    dimension = "country" if by in {"present", "crossed"} else by
    label = Labels(actor, {dimension: [key]}).of(dimension, key)
    if by == "present" and key:
        return _("In %(country)s") % {"country": label}
    if by == "crossed":
        return _("Had crossed into %(country)s") % {"country": label}
    words = {
        "present": _("Country"),
        "place": _("Place"),
        "sex": _("Sex"),
        "stage": _("Stage"),
        "outcome": _("Outcome"),
        "mission": _("Mission"),
    }
    return labelled(words[by], label)


def disclose_late(actor: Actor, late: Iterable[Mapping[str, Any]]) -> None:
    """Put on record that people were listed who count otherwise since more is known."""
    references = {row["reference"] for row in late}
    if references:
        cases = Case.objects.visible_to(actor).filter(reference__in=references)
        disclose_rows("case.listed", "list_figure", Case, list(cases.values_list("pk", flat=True)))
