"""The bands of the case page: what each says in a line while it is folded, and which stand open.

A band that warns of something stands open, whatever else there is: a fold hides nothing that
somebody must not miss. Its place in the page is its anchor, inside the fold, so that a browser that
goes there opens it. Later features say name, anchor, line and whether it is open in their band.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.queries import CaseFile
from cases.casework.whereabouts import Point, way_of
from cases.crossings.models import Crossing

Row = dict[str, Any]


def fold(name: str, anchor: str, line: str, *, is_open: bool = False) -> Row:
    """Return one band: its heading, where it is, what is in it, whether it stands open."""
    return {"name": name, "anchor": anchor, "line": line, "is_open": is_open}


def folds_of(page: Mapping[str, Any], file: CaseFile) -> dict[str, Row]:
    """Return the folded bands of the page itself by name, in the order of the page."""
    talk, party, same, basis = page["talk"], page["party"], page["same"], page["basis"]
    guarded = page["protection"]
    alerts = bool(party.get("warnings") or party.get("separated"))
    return {
        "talk": fold(_("Talking"), "talking", talk["line"], is_open=bool(talk["warning"])),
        "way": fold(_("Whereabouts"), "whereabouts", way_line(file), is_open=bool(page["doubts"])),
        "protection": fold(
            _("Protection"), "protection", guarded["line"], is_open=guarded["is_open"]
        ),
        "party": fold(_("Travel group"), "travel-group", party_line(party["rows"]), is_open=alerts),
        "missions": fold(_("In charge"), "in-charge", values(page["missions"]["rows"])),
        "person": fold(_("Citizen"), "citizen", values(page["person"][1:5])),
        "same": fold(_("Same person"), "same", same_line(same), is_open=bool(same.get("proposed"))),
        **folds_of_person(page),
        "basis": fold(
            _("Legal basis"), "basis", values(basis["rows"][:1]), is_open=bool(basis["needs"])
        ),
    }


def folds_of_person(page: Mapping[str, Any]) -> dict[str, Row]:
    """Return the bands of how to reach the person, and of her papers."""
    reach, papers = page["reach"], page["documents"]
    alerts = bool(page["safe"]) or any(row["warns"] for row in reach)
    said = labels(papers) or _("No document recorded.")
    odd = any(row["warns"] for row in papers)
    return {
        "reach": fold(_("Contacts and family"), "contacts", reach_line(page), is_open=alerts),
        "papers": fold(_("Documents"), "documents", said, is_open=odd),
    }


def parts_of(page: Mapping[str, Any], folds: Mapping[str, Row]) -> list[Row]:
    """Return the ways to the parts of the page, in the order in which they stand there."""
    ours = dict(folds)
    if not page["same"]:
        del ours["same"]
    if page["case"]["is_anonymised"]:
        for name in ("protection", "party", "reach", "papers"):
            del ours[name]
    below = {"talk": "steps", "papers": "documents"}
    steps = fold(_("Steps"), "steps", "", is_open=bool(page["playbook"]["unfit"]))
    found = [steps]
    for name, row in ours.items():
        if name == "basis" and "papers" not in ours:
            found += page["bands"]["documents"]
        found.append(row)
        found += page["bands"].get(below.get(name, ""), [])
    found.append(fold(_("Course of the case"), "course", ""))
    return [row for row in found if row.get("anchor")]


def way_line(file: CaseFile) -> str:
    """Return how much is known of the way; what two linked records tell of counts once."""
    rows: list[Point] = [*file.crossings, *file.stays]
    points = way_of(row for row in rows if row.is_standing)
    crossings = sum(isinstance(point, Crossing) for point in points)
    stays = len(points) - crossings
    return " · ".join(
        (
            ngettext("%(n)d border crossed", "%(n)d borders crossed", crossings) % {"n": crossings},
            ngettext("%(n)d stay", "%(n)d stays", stays) % {"n": stays},
        )
    )


def party_line(rows: Iterable[Row]) -> str:
    """Return with whom the person travels."""
    names = ", ".join(str(row["value"]) for row in rows)
    return names or _("Travels alone as far as known.")


def same_line(same: Mapping[str, Any]) -> str:
    """Return how many other records of the person there are."""
    count = len(same.get("records", ()))
    return ngettext("%(n)d other record", "%(n)d other records", count) % {"n": count}


def reach_line(page: Mapping[str, Any]) -> str:
    """Return how many ways to reach the person and which relatives there are."""
    points, relatives = len(page["contacts"]), len(page["relatives"])
    return " · ".join(
        (
            ngettext("%(n)d way to reach", "%(n)d ways to reach", points) % {"n": points},
            ngettext("%(n)d relative", "%(n)d relatives", relatives) % {"n": relatives},
        )
    )


def values(rows: Iterable[Row]) -> str:
    """Return what stands in some rows, in one line without markup."""
    said = (strip_tags(str(row["value"])).replace("\n", ", ") for row in rows)
    return " · ".join(part for part in said if part)


def labels(rows: Iterable[Row]) -> str:
    """Return what some rows are called, each once."""
    return " · ".join(dict.fromkeys(str(row["label"]) for row in rows))
