"""Drafts in words, for the pages."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.intake.forms import RegisterAndOpen
from cases.intake.models import Draft
from cases.intake.queries import drafts_of
from cases.intake.typed import said_fields
from cases.templatetags.moments import day_words

NOT_TOLD = {"relative_case", "crossing_source"}


def draft_rows(actor: Actor, but: Collection[str] = ()) -> list[dict[str, Any]]:
    """Return the own unfinished drafts as a page offers them, without the one that is open."""
    return [
        {
            "name": draft.content.get("full_name", ""),
            "began": began_words(draft.began_at, actor),
            "from_reference": draft.from_case.reference if draft.from_case else "",
            "url": draft_url(draft.public_reference),
            "discard_url": reverse("draft_discard", args=[draft.uuid]),
        }
        for draft in drafts_of(actor)
        if draft.public_reference not in but
    ]


def began_words(began_at: datetime, actor: Actor) -> str:
    """Return when a draft was begun: the time of today, or the day with it."""
    local = began_at.astimezone(actor.clock)
    if local.date() == timezone.now().astimezone(actor.clock).date():
        return f"{local:%H:%M}"
    return f"{day_words(local.date())}, {local:%H:%M}"


def draft_url(key: str) -> str:
    """Return where a draft is gone on with; its key is a random word."""
    return f"{reverse('case_new')}?draft={key}"


def carried_words(draft: Draft) -> dict[str, Any]:
    """Return from which case a draft was begun, and what it took over."""
    case = draft.from_case
    if case is None:
        return {}
    fields = RegisterAndOpen.base_fields
    names = [name for name in said_fields(draft.carried, fields) if name not in NOT_TOLD]
    return {
        "reference": case.reference,
        "name": case.citizen.full_name,
        "url": case.get_absolute_url(),
        "labels": [label_of(name) for name in names],
    }


def label_of(name: str) -> str:
    """Return what a field is called outside its group on the page."""
    label = str(RegisterAndOpen.base_fields[name].label)
    if name.startswith("crossing_"):
        return _("Border crossed: %(what)s") % {"what": label}
    return label
