"""The page of one export, and of the acts on it."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.pages.operation import since
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.possible import acts_now
from cases.core.web import Page
from cases.exports.choices import ExportState
from cases.exports.kinds import KINDS
from cases.exports.models import LANGUAGES, Export
from cases.exports.pages.saying import again_url, says
from cases.exports.pages.words import filter_words, rows_words, size_words, state_tag, whole
from cases.exports.policies import may_take
from cases.exports.rules import rules
from cases.templatetags.moments import moment

Row = dict[str, Any]
MAIN: Final = {"start_export", "approve_export"}


def export_context(actor: Actor, export: Export) -> Row:
    """Return everything that the page of an export shows."""
    acts = [
        {"name": act.name, "label": act.form.title, "url": act_url(export, act.verb)}
        for act in acts_now(actor, "exports", export)
    ]
    return {
        "export": export,
        "title": str(export),
        "state": state_tag(export),
        "number": rows_words(export.counted if export.rows is None else export.rows),
        "says": says(actor, export),
        "again_url": again_url(actor, export),
        "progress": progress_of(export),
        "facts": facts_of(actor, export),
        "columns": [
            rules().heading(export.kind, name, export.language) for name in KINDS[export.kind].names
        ],
        "file": file_row(actor, export),
        "acts": [act for act in acts if act["name"] not in MAIN],
        "main": [act for act in acts if act["name"] in MAIN],
    }


def act_url(export: Export, verb: str) -> str:
    """Return the page of an act on an export."""
    return reverse("export_operation", args=[export.uuid, verb])


def progress_of(export: Export) -> Row | None:
    """Return how far the writing has come, while it goes on."""
    if export.state != ExportState.WRITING:
        return None
    done, total = min(export.done, export.counted), max(export.counted, 1)
    words = _("%(done)s of %(total)s") % {"done": whole(done), "total": whole(export.counted)}
    return {"done": done, "total": total, "words": words}


def facts_of(actor: Actor, export: Export) -> list[Row]:
    """Return what was asked for and what became of it."""
    rows: list[Row] = [
        {"label": _("What for"), "value": export.get_purpose_display(), "note": export.words},
        {
            "label": _("Asked for by"),
            "value": f"{export.asked_by}, {export.mission.label}",
            "note": moment(export.asked_at, actor.zone),
        },
        {"label": _("Narrowed to"), "value": "\n".join(filter_words(export, actor.zone))},
        {"label": _("Language of the words"), "value": dict(LANGUAGES)[export.language]},
        {"label": _("Counted"), "value": rows_words(export.counted)},
    ]
    if export.decided_at is not None:
        was_refused = export.state == ExportState.REFUSED
        label = _("Refused by") if was_refused else _("Approved by")
        at = moment(export.decided_at, actor.zone)
        rows.append({"label": label, "value": str(export.decided_by), "note": at})
        if export.decide_reason:
            rows.append({"label": _("Why"), "value": export.decide_reason})
    if export.rows is not None:
        at = moment(export.ready_at, actor.zone)
        rows.append({"label": _("Written"), "value": rows_words(export.rows), "note": at})
        rows.append({"label": _("Digest (SHA-256)"), "value": export.digest})
    if export.ended_at is not None:
        rows.append({"label": _("Ended"), "value": moment(export.ended_at, actor.zone)})
    else:
        rows.append({"label": _("Until"), "value": moment(export.expires_at, actor.zone)})
    return rows


def file_row(actor: Actor, export: Export) -> Row | None:
    """Return where the file is taken, for whoever may."""
    if not may_take(actor, export):
        return None
    url = reverse("export_file", args=[export.uuid])
    return {"name": export.name, "size": size_words(export), "url": url}


def export_operation() -> Page:
    """Return how the page of an act on an export looks; it leads to the export."""

    def describe(actor: Actor, target: Export) -> Row:
        rows = [
            {"label": _("Counted"), "value": rows_words(target.counted)},
            {"label": _("What for"), "value": target.get_purpose_display(), "note": target.words},
            {"label": _("Narrowed to"), "value": "\n".join(filter_words(target, actor.zone))},
            {"label": _("Asked for by"), "value": f"{target.asked_by}, {target.mission.label}"},
        ]
        url = target.get_absolute_url()
        return {"reference": "", "name": str(target), "url": url, "rows": rows}

    def done(answer: Answer) -> str:
        return reverse("export", args=[answer.reference])

    return Page(describe=describe, done=done, since=since, cancel=reverse("exports"))
