"""The register of letters."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.citizens.models import Relative
from cases.citizens.named import name_shown
from cases.core import present
from cases.core.actor import Actor
from cases.letters.forms.filters import LetterFilters
from cases.letters.models import Letter
from cases.letters.pages.words import tag_of, waiting_days
from cases.letters.queries import CAP, counted, letter_page, relatives_told
from cases.templatetags.moments import occurred

Row = dict[str, Any]


def register_context(actor: Actor, filters: LetterFilters, place: str) -> Row:
    """Return a page of the register, in the order of issue."""
    asked, now = filters.asked(), present.now()
    page = letter_page(actor, asked, place, now)
    asks = {name: str(value) for name, value in filters.data.items() if name in filters.fields}
    count = counted(actor, asked, now)
    letters = [row for row in page.rows if isinstance(row, Letter)]
    waits, told = waiting_days(letters, now), relatives_told(actor, letters)
    return {
        "lines": [
            line_of(row, actor, waits.get(row.pk, ""), told.get(row.pk))
            if isinstance(row, Letter)
            else list_line(row, actor)
            for row in page.rows
        ],
        "ids": [row.pk for row in letters],
        "by": asked.by,
        "filters": filters,
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "count": f"{CAP}+" if count > CAP else str(count),
        "prev_url": address(asks, page.previous) if page.previous else "",
        "next_url": address(asks, page.following) if page.following else "",
    }


def address(asks: Row, place: str) -> str:
    """Return the address of a page of the register."""
    said = {name: value for name, value in {**asks, "page": place}.items() if value}
    return reverse("letter_list") + (f"?{urlencode(said)}" if said else "")


def line_of(letter: Letter, actor: Actor, waits: str, told: Relative | None) -> Row:
    """Return one line of the register; `waits`: for how long a reply is waited for."""
    return {
        "number": letter.number,
        "url": letter.get_absolute_url(),
        "title": letter.get_kind_display(),
        "name": name_shown(letter.case.citizen.full_name),
        "case": letter.case.reference,
        "case_url": letter.case.get_absolute_url(),
        "addressee": str(letter.authority or told or ""),
        "dated_on": letter.dated_on,
        "mission": letter.mission.label if actor.is_headquarters else "",
        "state": tag_of(letter),
        "waits": waits,
    }


def list_line(batch: Any, actor: Actor) -> Row:
    """Return the line of a numbered list in front of letters for many."""
    said = ngettext("%(n)d letter", "%(n)d letters", batch.count) % {"n": batch.count}
    sent = {"label": _("List in front, sent"), "tone": "good"}
    return {
        "number": batch.number,
        "url": batch.get_absolute_url(),
        "title": batch.get_kind_display(),
        "name": said,
        "addressee": str(batch.authority or ""),
        "dated_on": batch.dated_on,
        "mission": batch.mission.label if actor.is_headquarters else "",
        "state": sent if batch.sent_at else {"label": _("List in front"), "tone": ""},
        "sent": occurred(batch.sent_from, batch.sent_at, actor.zone) if batch.sent_at else "",
    }
