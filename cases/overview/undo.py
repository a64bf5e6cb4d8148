"""Undoing what was done with many cases: for ten minutes, by an operation that reverses it.

Nothing is wound back: a row of the course is voided with its reason, an officer is put back. What
was done is kept in the session of whoever did it, by numbers and versions; a case that changed in
the meantime is left as it is.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.casework.models import Case, Transition
from cases.core.actor import Actor
from cases.core.many import one_of_many
from cases.core.registry import DECLARED, Declared
from cases.overview.chosen import Chosen

UNDONE_WITHIN: Final = timedelta(minutes=10)
KEPT_AS: Final = "undo"
MOVES: Final = frozenset({"advance_case", "hold_case", "resume_case", "close_case", "reopen_case"})
"""The acts that write one row into the course of a case: voiding that row reverses them."""


def reverse_of(actor: Actor, item: Declared) -> Declared | None:
    """Return the operation that reverses an act; nothing when there is none for `actor`."""
    name = "void_transition" if item.name in MOVES else item.name
    if name not in {"void_transition", "assign_case"}:
        return None
    found = DECLARED[name]
    return found if actor.may(found.operation.may) else None


def officers_of(actor: Actor, chosen: Sequence[Chosen]) -> dict[str, str]:
    """Return who looks after each case now, by number; empty for nobody."""
    references = [row.reference for row in chosen]
    cases = Case.objects.visible_to(actor).filter(reference__in=references)
    return {
        key: name or "" for key, name in cases.values_list("reference", "assigned_to__username")
    }


def keep(
    session: Any, item: Declared, results: Sequence[Mapping[str, Any]], officers: Mapping[str, str]
) -> None:
    """Remember what was done, so that it can be undone; a later act takes its place."""
    rows = [
        [row["reference"], row["version"], officers.get(row["reference"], "")]
        for row in results
        if row["ok"]
    ]
    if rows:
        at = timezone.now().isoformat()
        session[KEPT_AS] = {"act": item.name, "at": at, "rows": rows}


def kept(session: Any) -> dict[str, Any] | None:
    """Return what can still be undone (`act`, `title`, `at`, `rows`); nothing when too late."""
    found = session.get(KEPT_AS)
    if not found or found["act"] not in DECLARED:
        return None
    at = datetime.fromisoformat(found["at"])
    if timezone.now() - at > UNDONE_WITHIN:
        return None
    title = str(DECLARED[found["act"]].form.title)
    return {"act": found["act"], "title": title, "at": at, "rows": found["rows"]}


def undo_all(actor: Actor, done: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Reverse what was done with each case, unless it changed since; one result for each."""
    item = reverse_of(actor, DECLARED[done["act"]])
    assert item is not None, "only what has a reverse is kept"
    rows = [reference for reference, _version, _officer in done["rows"]]
    last = last_rows(actor, rows) if item.name == "void_transition" else {}
    return [
        {
            "reference": reference,
            **one_of_many(
                actor,
                item,
                reference,
                said(item, last.get(reference, ""), officer, f"undo:{done['at']}"),
                version=version,
            ),
        }
        for reference, version, officer in done["rows"]
    ]


def last_rows(actor: Actor, references: Sequence[str]) -> dict[str, str]:
    """Return the row of the course of each case that was recorded last."""
    rows = (
        Transition.objects.visible_to(actor)
        .standing()
        .filter(case__reference__in=references)
        .order_by("case_id", "-recorded_at", "-number")
        .distinct("case_id")
    )
    return {reference: str(uuid) for reference, uuid in rows.values_list("case__reference", "uuid")}


def said(item: Declared, transition: str, officer: str, key: str) -> QueryDict:
    """Return what is sent for one case."""
    data = QueryDict(mutable=True)
    data["_key"] = key
    if item.name == "assign_case":
        data["officer"] = officer
    else:
        data["transition"] = transition
        data["reason"] = _("Done by mistake with several cases at once; undone within ten minutes.")
    return data
