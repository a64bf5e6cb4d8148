"""One frozen list as it stood, and what it says otherwise than the one before."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cases.citizens.choices import DocumentKind, Sex
from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.partial import PartialDate
from cases.movements.differences import Differences, differences
from cases.movements.models import ManifestLine, ManifestVersion, Movement
from cases.movements.pages.words import span_words
from cases.places.choices import Country
from cases.templatetags.moments import partial_words

Row = dict[str, Any]
DATES = frozenset({"born", "document_expires"})
MARKS = {"document_kind": DocumentKind, "sex": Sex, "nationality": Country}


def find_manifest(actor: Actor, movement: Movement, number: int) -> ManifestVersion:
    """Return a frozen list of a movement in sight; 404 otherwise."""
    rows = ManifestVersion.objects.visible_to(actor).filter(movement=movement, number=number)
    found = rows.select_related("movement", "frozen_by").first()
    if found is None:
        raise not_found()
    return found


def lines_of(actor: Actor, version: ManifestVersion) -> list[ManifestLine]:
    """Return the lines in sight, in the order of the list."""
    rows = ManifestLine.objects.visible_to(actor).filter(manifest=version)
    return list(rows.select_related("case").order_by("position"))


def manifest_context(actor: Actor, version: ManifestVersion) -> tuple[Row, list[int]]:
    """Return the page of a frozen list; and the ids of the cases in it."""
    lines = lines_of(actor, version)
    earlier = ManifestVersion.objects.visible_to(actor).filter(
        movement=version.movement, number=version.number - 1
    )
    before = earlier.select_related("movement").first()
    changes = differences(lines_of(actor, before), lines) if before else None
    context = {
        "version": version,
        "movement": version.movement,
        "by": str(version.frozen_by or _("The system")),
        "lines": [line_row(line) for line in lines],
        "unseen": version.people - len(lines),
        "before": before,
        "changes": changes_rows(changes) if changes else None,
    }
    return context, [line.case_id for line in lines]


def line_row(line: ManifestLine) -> Row:
    """Return one person of a frozen list."""
    said = line.shown
    return {
        "position": line.position,
        "name": said.get("full_name") or _("Anonymised person"),
        "reference": line.case.reference,
        "url": line.case.get_absolute_url(),
        "born": as_date(said.get("born", "")),
        "sex": said_as("sex", said.get("sex", "")),
        "nationality": nationality_of(said),
        "document": " ".join(
            filter(
                None,
                [
                    said_as("document_kind", said.get("document_kind", "")),
                    said.get("document_number", ""),
                ],
            )
        ),
        "expires": as_date(said.get("document_expires", "")),
        "ticket": " · ".join(
            filter(None, [said.get("ticket_name", ""), said.get("ticket_number", "")])
        ),
        "seat": said.get("seat", ""),
        "legs": span_words(line),
    }


def as_date(value: str) -> str:
    """Return a stored date as staff read it, no more precise than it is known."""
    return partial_words(PartialDate.parse(value)) if value else ""


def nationality_of(said: Mapping[str, str]) -> str:
    """Return the nationality of a frozen list; nothing of who is forgotten."""
    known = said_as("nationality", said.get("nationality", ""))
    return known or (_("Nationality not known") if "nationality" in said else "")


def said_as(name: str, value: str) -> str:
    """Return a stored code in words, any other value as it is."""
    if name in DATES and value not in {"", "–"}:
        return as_date(value)
    closed = MARKS.get(name)
    return str(closed(value).label) if closed is not None and value in closed.values else value


def changes_rows(found: Differences) -> Row:
    """Return who joined, who left, and what stands otherwise, in words."""
    labels = field_words()
    return {
        "is_empty": found.is_empty,
        "joined": [line_row(line) for line in found.joined],
        "left": [line_row(line) for line in found.left],
        "changed": [
            line_row(one.line)
            | {
                "fields": [
                    {
                        "label": labels[name],
                        "before": said_as(name, str(before or "–")),
                        "now": said_as(name, str(now or "–")),
                    }
                    for name, before, now in one.fields
                ]
            }
            for one in found.changed
        ],
    }


def field_words() -> dict[str, str]:
    """Return what the fields of a line are called."""
    return {
        "full_name": _("Name"),
        "born": _("Born"),
        "sex": _("Sex"),
        "nationality": _("Nationality"),
        "document_kind": _("Document"),
        "document_number": _("Number of the document"),
        "document_expires": _("Holds until"),
        "ticket_name": _("Name on the ticket"),
        "ticket_number": _("Number of the ticket"),
        "seat": _("Seat"),
        "first_leg": _("From leg"),
        "last_leg": _("Until leg"),
    }
