"""The page on which people are counted, and the list of head counts of a movement."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.pages.operation import since
from cases.citizens.choices import Sex
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.guards import hindrance
from cases.core.registry import DECLARED
from cases.core.text import labelled
from cases.core.web import Page
from cases.movements.models import ManifestVersion, Movement
from cases.movements.musters.choices import Mark
from cases.movements.musters.models import Muster
from cases.movements.musters.pages.strangers import stranger_rows
from cases.movements.musters.pages.words import (
    figures,
    leg_words,
    moment_words,
    question_words,
    said,
    state_words,
    title_of,
    tone_of,
)
from cases.movements.musters.reading import (
    Count,
    Person,
    count_of,
    counts_of,
    due_at,
    last_of_each,
)

Row = dict[str, Any]
MOST: Final = 200
ENDS: Final = {True: ("close_muster",), False: ("reopen_muster",)}


def muster_context(actor: Actor, muster: Muster, now: datetime) -> Row:
    """Return everything the page of a head count shows."""
    found = count_of(actor, muster, now)
    return {
        "muster": muster,
        "title": title_of(muster),
        "movement": muster.movement,
        "back_url": reverse("musters", args=[muster.movement.number]),
        "leg": leg_words(muster.leg),
        "due": labelled(_("Due"), moment_words(due_at(muster), muster.zone)),
        "opened": labelled(_("Began"), moment_words(muster.opened_at, muster.zone)),
        "closed": labelled(_("Closed"), moment_words(muster.closed_at, muster.zone))
        if muster.closed_at
        else "",
        "list": list_words(actor, muster),
        "figures": figures(found),
        "others": found.others,
        "people": [person_row(person) for person in found.people],
        "missing": [person_row(person) for person in found.missing],
        "marks": mark_buttons(),
        "strangers": stranger_rows(actor, list(found.strangers)),
        "sexes": list(Sex.choices),
        "may_mark": actor.may("muster.hold"),
        "acts": acts_on(actor, muster, found),
        "ids": [mark.pk for person in found.people for mark in person.marks],
        "stranger_ids": [row.pk for row in found.strangers],
    }


def mark_buttons() -> list[Row]:
    """Return the four marks, in the order of their buttons."""
    return [{"code": mark.value, "label": mark.label} for mark in Mark]


def person_row(person: Person) -> Row:
    """Return one person as the page shows her."""
    standing = person.standing
    return {
        "position": person.position,
        "name": person.name,
        "case": person.reference,
        "seat": person.seat,
        "code": person.code,
        "mark": person.mark,
        "state": state_words(person),
        "tone": tone_of(person),
        "is_extra": person.line is None,
        "question": question_words(person),
        "last": said(standing) if standing is not None and person.question is None else "",
    }


def list_words(actor: Actor, muster: Muster) -> str:
    """Return by which version of the list it is counted, and that there is a later one."""
    number = muster.manifest.number
    newest = ManifestVersion.objects.visible_to(actor).filter(movement=muster.movement_id)
    last = newest.order_by("-number").values_list("number", flat=True).first() or number
    if last > number:
        return _(
            "Counted by version %(number)d of the list. Version %(last)d is newer: begin a new "
            "head count for it."
        ) % {"number": number, "last": last}
    return _("Counted by version %(number)d of the list.") % {"number": number}


def acts_on(actor: Actor, muster: Muster, found: Count) -> list[Row]:
    """Return what may be done with a head count now."""
    names = [*ENDS[muster.is_open], *(["settle_mark"] if found.questions else [])]
    why_not = hindrance(actor, muster)
    return [
        {
            "label": DECLARED[name].form.title,
            "url": reverse("muster_operation", args=[muster.uuid, DECLARED[name].verb]),
        }
        for name in names
        if actor.may(DECLARED[name].operation.may) and why_not(name) is None
    ]


def musters_context(actor: Actor, movement: Movement, now: datetime) -> Row:
    """Return the head counts of a movement, the newest first, and who is missing."""
    counts = movement_counts(actor, movement, now)
    return {
        "title": _("Head counts of %(movement)s") % {"movement": movement.number},
        "movement": movement,
        "back_url": movement.get_absolute_url(),
        "columns": [{"label": label} for label in heads()],
        "rows": [{"cells": cells(found)} for found in counts],
        "alarms": alarms_of(counts),
        "open_url": reverse("open_muster", args=[movement.number]),
        "statement_url": reverse("muster_statement", args=[movement.number]),
        "may_open": actor.may("muster.hold") and movement.manifest > 0,
        "is_frozen": movement.manifest > 0,
        "ids": [found.muster.pk for found in counts],
    }


def musters_beside(actor: Actor, movement: Movement, now: datetime) -> Row:
    """Return what the page of the movement says of head counts: the way there, who is missing."""
    if not movement.manifest:
        return {"alarms": [], "musters_url": ""}
    counts = movement_counts(actor, movement, now)
    url = reverse("musters", args=[movement.number])
    return {
        "alarms": alarms_of(counts),
        "musters_url": url,
        "how_many_musters": len(counts),
        "how_many_strangers": sum(len(found.unsettled) for found in counts),
    }


def movement_counts(actor: Actor, movement: Movement, now: datetime) -> list[Count]:
    """Return the head counts of a movement with their people, the newest first."""
    musters = Muster.objects.visible_to(actor).filter(movement=movement)
    rows = musters.select_related(
        "movement__mission", "leg__from_place", "leg__to_place", "place", "manifest", "opened_by"
    )
    return counts_of(actor, list(rows.order_by("-opened_at", "-pk")[:MOST]), now)


def heads() -> tuple[str, ...]:
    """Return the heads of the table of head counts."""
    return (_("Head count"), _("Leg"), _("Began"), _("Present"), _("Missing"), _("State"))


def cells(found: Count) -> list[Row]:
    """Return one head count as a line of the list."""
    muster, labels = found.muster, heads()
    present = f"{len(found.marked(Mark.PRESENT))} / {len(found.expected)}"
    asked = _("%(n)d seen differently") % {"n": len(found.questions)} if found.questions else ""
    if found.unsettled:
        without = _("%(n)d without a case") % {"n": len(found.unsettled)}
        asked = " · ".join(filter(None, [asked, without]))
    texts = (
        leg_words(muster.leg),
        moment_words(muster.opened_at, muster.zone),
        present,
        str(len(found.missing)),
        _("Open") if muster.is_open else _("Closed"),
    )
    first = {"text": title_of(muster), "url": muster.get_absolute_url(), "note": asked}
    rest = zip(labels[1:], texts, strict=True)
    return [first, *({"label": label, "text": text} for label, text in rest)]


def alarms_of(counts: Sequence[Count]) -> list[Row]:
    """Return who is missing at the last head count of each point, in a line each."""
    return [
        {
            "url": found.muster.get_absolute_url(),
            "muster": title_of(found.muster),
            "name": person.name,
            "state": state_words(person),
            "words": person.words,
        }
        for found in last_of_each(counts)
        for person in found.missing
    ]


def muster_operation(actor: Actor, muster: Muster, now: datetime, typed: Mapping[str, Any]) -> Page:
    """Return how the page of an act on a head count looks; it leads back to the head count.

    `typed`: what was sent, so that words on the missing stand in the form that comes back.
    """
    found = count_of(actor, muster, now)

    def describe(_actor: Actor, _muster: Muster) -> Row:
        rows = [
            {"label": row["label"], "value": str(row["count"]), "note": ""}
            for row in figures(found)
        ]
        url = muster.get_absolute_url()
        return {
            "reference": muster.movement.number,
            "name": title_of(muster),
            "url": url,
            "rows": rows,
        }

    def done(_answer: Answer) -> str:
        return muster.get_absolute_url()

    to_search = [
        person_row(person) | {"words": typed.get(f"missing:{person.reference}") or person.words}
        for person in found.to_search
    ]
    to_settle = [
        {
            "id": str(row.uuid),
            "name": row.name,
            "said": row.words,
            "words": typed.get(f"strangers:{row.uuid}") or row.followed.rpartition("\n")[2],
        }
        for row in found.unsettled
    ]
    extra = {"to_search": to_search, "to_settle": to_settle}
    return Page(describe=describe, done=done, since=since, extra=extra)


def opening_page(movement: Movement) -> Page:
    """Return how the page looks on which a head count begins; it leads to the head count."""
    url = reverse("musters", args=[movement.number])

    def describe(_actor: Actor, _movement: Movement) -> Row:
        return {"reference": movement.number, "name": movement.title, "url": url, "rows": []}

    def done(answer: Answer) -> str:
        return reverse("muster", args=[movement.number, answer.reference])

    return Page(describe=describe, done=done, cancel=url)
