"""The list of what is proposed, and where the pages of acts on links lead."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.casework.pages.operation import since
from cases.casework.pages.same import case_row, proposed_row
from cases.casework.union import cases_of
from cases.citizens.models import SamePerson
from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.web import Page

MOST = 50


def proposals(actor: Actor) -> dict[str, Any]:
    """Return what waits for another person, the oldest first, with the cases of both records."""
    rows = SamePerson.objects.visible_to(actor).proposed().select_related("citizen", "into")
    found = list(rows.select_related("proposed_by").order_by("proposed_at", "pk")[: MOST + 1])
    shown = found[:MOST]
    people = {pk for link in shown for pk in (link.citizen_id, link.into_id)}
    cases: dict[int, list[Case]] = {}
    for case in cases_of(actor, list(people)):
        cases.setdefault(case.citizen_id, []).append(case)
    return {
        "links": [
            proposed_row(actor, link)
            | {
                "cases": [
                    case_row(case)
                    for pk in (link.citizen_id, link.into_id)
                    for case in cases.get(pk, ())
                ],
                "by": str(link.proposed_by or ""),
                "proposed_at": link.proposed_at,
            }
            for link in shown
        ],
        "is_more": len(found) > MOST,
        "zone": actor.zone,
        "ids": [link.pk for link in shown],
    }


def link_operation(actor: Actor) -> Page:
    """Return how the page of an act on a link looks; it leads back to a case of the person."""

    def describe(actor: Actor, link: SamePerson) -> dict[str, Any]:
        return {
            "reference": "",
            "name": name_shown(link.citizen.full_name),
            "url": home_of(actor, link),
            "rows": [
                {"label": _("Double"), "value": name_shown(link.citizen.full_name)},
                {
                    "label": _("Stands for the person"),
                    "value": name_shown(link.into.full_name),
                },
                {"label": _("How it is known"), "value": link.because},
            ],
        }

    def done(answer: Answer) -> str:
        link = SamePerson.objects.visible_to(actor).filter(uuid=answer.reference).first()
        return home_of(actor, link) if link is not None else reverse("same_person_list")

    home = reverse("same_person_list")
    return Page(describe=describe, done=done, since=since, cancel=home)


def home_of(actor: Actor, link: SamePerson) -> str:
    """Return the newest case of the record that stands for the person, else the list."""
    case = cases_of(actor, [link.into_id]).first() or cases_of(actor, [link.citizen_id]).first()
    return case.get_absolute_url() if case is not None else reverse("same_person_list")
