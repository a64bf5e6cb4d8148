"""Loads of a configuration in words, for their pages."""

from typing import Any, Final

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.pages.operation import since
from cases.configuration.choices import LoadState, LoadStop
from cases.configuration.models import LOADS, ConfigurationLoad
from cases.configuration.pages import difference_context, line_of
from cases.configuration.policies import (
    WHY_NOT,
    is_over,
    refusal_of_load,
)
from cases.configuration.queries import listed
from cases.configuration.registry import BY_TABLE
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.possible import acts_now
from cases.core.text import in_lines
from cases.core.web import Page
from cases.templatetags.moments import moment

Row = dict[str, Any]
TONES: Final[dict[str, str]] = {
    LoadState.WAITING: "wait",
    LoadState.LOADING: "wait",
    LoadState.LOADED: "good",
    LoadState.STOPPED: "stop",
    LoadState.REFUSED: "stop",
}
MAIN: Final = {"propose_load", "confirm_load"}
BEFORE_DECISION: Final = {LoadState.SHOWN, LoadState.WAITING}
ON_PAGE: Final = 60
COMMAND: Final = "manage.py configuration load SET.zip --files --expecting {}"


def entries_words(number: int) -> str:
    """Return how many entries."""
    shown = number_format(number, force_grouping=True)
    return ngettext("%(n)s entry", "%(n)s entries", number) % {"n": shown}


def state_tag(load: ConfigurationLoad) -> dict[str, str]:
    """Return how far a load is, in a word with its tone."""
    return {"label": str(LoadState(load.state).label), "tone": TONES.get(load.state, "")}


def list_context(actor: Actor) -> Row:
    """Return the loads: what waits for a decision first, then the newest."""
    rows, has_more = listed(actor)
    return {
        "lines": [
            {
                "url": load.get_absolute_url(),
                "title": load.name,
                "entries": entries_words(load.writes),
                "words": load.words,
                "brought_by": str(load.brought_by),
                "brought_at": load.brought_at,
                "decided_by": str(load.decided_by) if load.decided_by else "",
                "state": state_tag(load),
            }
            for load in rows
        ],
        "has_more": has_more,
        "bring_url": reverse("bring_set") if actor.may(LOADS) else "",
    }


def load_context(actor: Actor, load: ConfigurationLoad) -> Row:
    """Return everything that the page of a load shows."""
    acts = [
        {"name": act.name, "label": act.form.title, "url": act_url(load, act.verb)}
        for act in acts_now(actor, "configuration-loads", load)
    ]
    return {
        "load": load,
        "title": load.name,
        "number": entries_words(load.writes),
        "state": state_tag(load),
        "says": says(actor, load),
        "command": command_of(load),
        "progress": progress_of(load),
        "problems": load.problems,
        "facts": facts_of(actor, load),
        "shown": difference_context(load.difference, f"{load.get_absolute_url()}entries/"),
        "acts": [act for act in acts if act["name"] not in MAIN],
        "main": [act for act in acts if act["name"] in MAIN],
    }


def act_url(load: ConfigurationLoad, verb: str) -> str:
    """Return the page of an act on a load."""
    return reverse("configuration_load_operation", args=[load.uuid, verb])


def says(actor: Actor, load: ConfigurationLoad) -> str:
    """Return what follows for this load, in a sentence."""
    if load.stopped_because:
        because = LoadStop(load.stopped_because).label
        return f"{because} {_('Nothing was changed.')}"
    if load.state not in BEFORE_DECISION:
        return ""
    if is_over(load):
        return str(WHY_NOT[LoadState.EXPIRED])
    refusal = refusal_of_load(actor, load)
    return str(refusal.message) if refusal is not None else what_next(actor, load)


def what_next(actor: Actor, load: ConfigurationLoad) -> str:
    """Return what is to be done with a load that nobody has decided on."""
    if load.state == LoadState.SHOWN:
        return _("Nothing was changed yet. Propose the load if this is what you mean.")
    if load.brought_by_id == actor.staff_id:
        return _("Somebody else at headquarters has to decide on it.")
    return _("Nothing is changed before somebody confirms it. Look at what it changes first.")


def command_of(load: ConfigurationLoad) -> str:
    """Return how whoever runs the machine loads the files that differ; empty where none does."""
    if not load.files_differ or load.state not in BEFORE_DECISION:
        return ""
    return COMMAND.format(load.difference.get("files_digest", ""))


def progress_of(load: ConfigurationLoad) -> Row | None:
    """Return how far the writing has come, while it goes on."""
    if load.state != LoadState.LOADING:
        return None
    words = _("%(done)s of %(total)s") % {"done": load.done, "total": entries_words(load.writes)}
    return {"done": load.done, "total": max(load.writes, 1), "words": words}


def facts_of(actor: Actor, load: ConfigurationLoad) -> list[Row]:
    """Return who brought it and why, and what became of it."""
    at = moment(load.brought_at, actor.zone)
    rows: list[Row] = [
        {"label": _("Why it is loaded"), "value": load.words},
        {"label": _("Brought by"), "value": str(load.brought_by), "note": at},
    ]
    if load.proposed_at is not None:
        rows.append({"label": _("Proposed"), "value": moment(load.proposed_at, actor.zone)})
    if load.decided_at is not None:
        was_refused = load.state == LoadState.REFUSED
        at = moment(load.decided_at, actor.zone)
        note = in_lines(at, load.decide_reason)
        label = _("Refused by") if was_refused else _("Confirmed by")
        rows.append({"label": label, "value": str(load.decided_by), "note": note})
    rows.append({"label": _("Digest of the difference"), "value": load.digest})
    if load.ended_at is not None:
        rows.append({"label": _("Ended"), "value": moment(load.ended_at, actor.zone)})
    elif load.state in BEFORE_DECISION:
        rows.append({"label": _("Until"), "value": moment(load.expires_at, actor.zone)})
    return rows


def kind_context(load: ConfigurationLoad, table: str, first: int) -> Row | None:
    """Return the entries of one kind, each with all its values; None where there are none."""
    told = [row for row in load.difference["groups"] if row["kind"] == table and row["lines"]]
    if not told or first >= len(told[0]["lines"]):
        return None
    kind, lines = BY_TABLE[table], told[0]["lines"]
    last = min(first + ON_PAGE, len(lines))
    words = _("%(first)s to %(last)s of %(total)s")
    return {
        "load": load,
        "title": kind.label,
        "lines": [line_of(kind, row, is_whole=True) for row in lines[first:last]],
        "count": words % {"first": first + 1, "last": last, "total": len(lines)},
        "prev_url": f"?from={max(0, first - ON_PAGE)}" if first else "",
        "next_url": f"?from={last}" if last < len(lines) else "",
    }


def load_operation() -> Page:
    """Return how the page of an act on a load looks; it leads to the load."""

    def describe(actor: Actor, target: ConfigurationLoad) -> Row:
        rows = [
            {"label": _("Entries to write"), "value": entries_words(target.writes)},
            {"label": _("What changes"), "value": "\n".join(kinds_words(target))},
            {"label": _("Why it is loaded"), "value": target.words},
            {"label": _("Brought by"), "value": str(target.brought_by)},
            {"label": _("Digest of the difference"), "value": target.digest},
        ]
        return {
            "reference": "",
            "name": target.name,
            "url": target.get_absolute_url(),
            "rows": rows,
        }

    def done(answer: Answer) -> str:
        return reverse("configuration_load", args=[answer.reference])

    return Page(describe=describe, done=done, since=since, cancel=reverse("configuration_loads"))


def kinds_words(load: ConfigurationLoad) -> list[str]:
    """Return of each kind how many entries are written."""
    words = _("%(label)s: %(value)s")
    return [
        words % {"label": BY_TABLE[row["kind"]].label, "value": len(row["lines"])}
        for row in load.difference["groups"]
        if row["lines"]
    ]
