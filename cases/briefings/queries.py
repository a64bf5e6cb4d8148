"""Reads of briefings and their sheets that several surfaces share."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, ngettext

from cases.briefings.choices import BriefingState, SheetLanguage
from cases.briefings.models import Briefing, BriefingSheet
from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.overview.today import Waiting, also_waits, length, number

SHOWN = 100


def language_of(asked: str) -> str:
    """Return the language asked for, else that of the reader."""
    if asked in SheetLanguage.values:
        return asked
    return (get_language() or SheetLanguage.EN)[:2]


def newest(actor: Actor) -> list[Briefing]:
    """Return the newest briefings."""
    rows = Briefing.objects.visible_to(actor).select_related(
        "incident", "drafted_by", "approved_by"
    )
    return list(rows.order_by("-drafted_at", "-pk")[:SHOWN])


def sheet_in(actor: Actor, briefing: Briefing, language: str) -> BriefingSheet | None:
    """Return the approved sheet of a briefing; nothing while it is a draft."""
    if briefing.state == BriefingState.DRAFT or not briefing.edition:
        return None
    rows = BriefingSheet.objects.visible_to(actor).filter(briefing=briefing, language=language)
    return rows.filter(edition=briefing.edition).first()


def published_sheet(actor: Actor, number: str, language: str) -> BriefingSheet:
    """Return what was published under a number in a language; 404 where nothing was."""
    rows = BriefingSheet.objects.visible_to(actor).published()
    found = rows.filter(number=number, language=language).first()
    if found is None:
        raise not_found()
    return found


def published_in(actor: Actor, language: str) -> list[BriefingSheet]:
    """Return what was published, the newest first, without its files."""
    rows = BriefingSheet.objects.visible_to(actor).published().filter(language=language)
    shown = rows.defer("pdf", "pdf_text", "content", "text")
    return list(shown.order_by("-published_at", "-pk")[:SHOWN])


def quoted_in(actor: Actor, number: str) -> list[str]:
    """Return the ids of the figures that a briefing quotes; none where it is not in sight."""
    rows = Briefing.objects.visible_to(actor).filter(number=number).values_list("values", flat=True)
    said = [row for values in rows for row in values["said"]]
    return [row["uuid"] for row in said if row.get("is_quoted")]


@also_waits
def briefings_waiting(actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Yield the drafts that wait for this officer to approve them: written by somebody else."""
    if not actor.may("briefing.approve"):
        return
    drafts = Briefing.objects.visible_to(actor).filter(state=BriefingState.DRAFT)
    drafts = drafts.exclude(writers__contains=[actor.staff_id])
    if count := length(drafts.order_by("drafted_at", "pk")):
        words = ngettext("briefing to approve", "briefings to approve", number(count))
        yield Waiting(words, count, reverse("briefing_list"), "wait")
