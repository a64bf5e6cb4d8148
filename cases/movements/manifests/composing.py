"""From a manifest and a form to what the press and the sheets are told."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.core.text import labelled
from cases.letters.press import fonts, pressed
from cases.movements.manifests.cells import CELLS
from cases.movements.manifests.codes import drawn
from cases.movements.manifests.kinds import ManifestForm, folder
from cases.movements.manifests.page import ManifestLeg, ManifestPage
from cases.templatetags.moments import day_words, zone_name

Address = Callable[[str], str]
SHORT_DIGEST = 16


def printed_manifest(
    page: ManifestPage, form: ManifestForm, language: str, address: Address
) -> bytes:
    """Return a manifest as PDF; `address` makes of a person's code what a telephone opens."""
    with override(language):
        data = data_of(page, form, language, address)
    (printed,) = pressed([("manifest", data)], folder())
    return printed.pdf


def data_of(
    page: ManifestPage, form: ManifestForm, language: str, address: Address
) -> dict[str, Any]:
    """Return what the press is told, in the language that is active."""
    return {
        "language": language,
        "title": form.title(language),
        "for_whom": form.for_whom(language),
        "note": form.note(language),
        "movement": page.movement,
        "mission": page.mission,
        "draft": draft_words(page),
        "head": [{"label": f"{label}:", "value": value} for label, value in head_of(page)],
        "legs": [leg_words(leg) for leg in page.legs],
        "escorts": [
            ", ".join(part for part in (row.name, row.function, row.body) if part)
            for row in page.escorts
        ],
        "words": {
            "route": _("Route"),
            "escorts": _("Escorts"),
            "people": _("People"),
            "code": _("Code"),
        },
        "columns": [
            {"heading": column.heading(language), "width": column.width} for column in form.columns
        ],
        "rows": [
            {
                "cells": [CELLS[column.code](row) for column in form.columns],
                "code": drawn(address(row.code)),
                "alt": _("Code of line %(line)d") % {"line": row.position},
            }
            for row in page.people
        ],
        "totals": totals_words(page),
        "footer": footer_of(page),
        "page_of": _("Page {at} of {all}"),
        "fonts": fonts(),
        "timestamp": int(page.frozen_at.timestamp()) if page.frozen_at else 0,
    }


def draft_words(page: ManifestPage) -> str:
    """Return what stands on every page of a list that nobody has frozen."""
    return _("DRAFT, not frozen") if page.is_draft else ""


def head_of(page: ManifestPage) -> list[tuple[str, str]]:
    """Return number, version and when it was frozen, each with its label."""
    version = draft_words(page) or str(page.version)
    rows = [(_("Movement"), page.movement), (_("Version"), version)]
    if page.frozen_at is not None:
        rows.append((_("Frozen"), moment_words(page.frozen_at, page.zone)))
    return rows


def footer_of(page: ManifestPage) -> str:
    """Return by what a sheet is told from another: number, version, the digest of the version."""
    version = draft_words(page) or labelled(_("Version"), page.version)
    digest = [f"SHA-256 {page.digest[:SHORT_DIGEST]}"] if page.digest else []
    return " · ".join([page.movement, version, *digest])


def moment_words(at: datetime, zone: str) -> str:
    """Return a moment in a zone, with its name and how far it is from UTC."""
    local = at.astimezone(ZoneInfo(zone))
    away = f"{local:%z}"
    return f"{day_words(local)}, {local:%H:%M} ({zone_name(zone)}, {away[:3]}:{away[3:]})"


def leg_words(leg: ManifestLeg) -> str:
    """Return one leg: from where to where, when by the clocks there, by what."""
    start = f" {moment_words(leg.departs_at, leg.departs_zone)}" if leg.departs_at else ""
    end = f" {moment_words(leg.arrives_at, leg.arrives_zone)}" if leg.arrives_at else ""
    by = ", ".join(part for part in (leg.mode, leg.carrier) if part)
    return f"{by} · {leg.from_place}{start} – {leg.to_place}{end}"


def totals_words(page: ManifestPage) -> str:
    """Return how many people: all, men, women, minors, and those whose sex is not known."""
    found = page.totals
    rows = (
        (_("Together"), found.all),
        (_("Men"), found.men),
        (_("Women"), found.women),
        (_("Minors"), found.minors),
        (_("Sex not known or another"), found.unknown),
    )
    return " · ".join(labelled(label, count) for label, count in rows)
