"""People without a case in words: who they are as heard, what was done about them, what can be."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.pages.operation import since
from cases.citizens.choices import Sex
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.possible import acts_now
from cases.core.web import Page
from cases.movements.musters.models import MusterStranger
from cases.movements.musters.pages.words import moment_words, title_of

Row = dict[str, Any]


def stranger_rows(actor: Actor, rows: list[MusterStranger]) -> list[Row]:
    """Return people without a case, those of whom nobody has said who they are first."""
    shown = [stranger_row(actor, row) for row in rows]
    return sorted(shown, key=lambda row: bool(row["is_settled"]))


def stranger_row(actor: Actor, row: MusterStranger) -> Row:
    """Return one person without a case as the page shows her."""
    return {
        "id": str(row.uuid),
        "key": str(row.key),
        "name": row.name,
        "sex": "" if row.sex == Sex.UNKNOWN else str(row.get_sex_display()),
        "words": row.words,
        "last": noted_words(row),
        "followed": row.followed.split("\n") if row.followed else [],
        "is_settled": row.is_settled,
        "state": state_words(row),
        "tone": "" if row.is_settled else "stop",
        "case_url": row.case.get_absolute_url() if row.case is not None else "",
        "case": row.case.reference if row.case is not None else "",
        "acts": acts_on(actor, row),
    }


def state_words(row: MusterStranger) -> str:
    """Return what is known of who somebody is."""
    if not row.is_settled:
        return _("No case yet")
    return _("No case needed") if row.case is None else _("Is known")


def noted_words(row: MusterStranger) -> str:
    """Return by whom and when somebody was taken down, and what is odd about it."""
    words = _("Taken down by %(who)s, %(when)s") % {
        "who": row.seen_by or _("The system"),
        "when": moment_words(row.seen_at, row.muster.place.zone),
    }
    return ". ".join([words, *([str(row.get_clock_doubt_display())] if row.clock_doubt else [])])


def acts_on(actor: Actor, row: MusterStranger) -> list[Row]:
    """Return what can be done about somebody without a case."""
    return [
        {
            "label": declared.form.title,
            "url": reverse("muster_stranger_operation", args=[row.uuid, declared.verb]),
        }
        for declared in acts_now(actor, "muster-strangers", row)
    ]


def stranger_operation(row: MusterStranger) -> Page:
    """Return how the page of an act on somebody without a case looks; it leads to her line."""

    def describe(_actor: Actor, stranger: MusterStranger) -> Row:
        rows = [
            {"label": _("As heard"), "value": stranger.name, "note": ""},
            {"label": _("Sex"), "value": str(stranger.get_sex_display()), "note": ""},
            {"label": _("Said"), "value": stranger.words or "—", "note": noted_words(stranger)},
        ]
        return {
            "reference": stranger.muster.movement.number,
            "name": title_of(stranger.muster),
            "url": row.get_absolute_url(),
            "rows": rows,
        }

    def done(answer: Answer) -> str:
        if answer.resource == "drafts":
            return f"{reverse('case_new')}?draft={answer.reference}"
        return row.get_absolute_url()

    return Page(describe=describe, done=done, since=since, cancel=row.get_absolute_url())
