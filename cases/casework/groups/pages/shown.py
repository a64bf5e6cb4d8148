"""Travel groups in words: the band of a case page, the list, and the page of one group."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.groups.models import GroupMember, TravelGroup
from cases.casework.groups.reading import Party, name_of, parties_of, party_of, where
from cases.casework.pages.operation import since
from cases.casework.pages.timeline import act_url
from cases.casework.queries import CaseFile
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.possible import acts_now
from cases.core.registry import Declared, declared_for
from cases.core.text import labelled
from cases.core.web import Page
from cases.procedures.choices import RestrictedGroup
from cases.templatetags.moments import day_words

Row = dict[str, Any]
MOST = 100


def group_band(actor: Actor, file: CaseFile, verbs: frozenset[str], today: date) -> Row:
    """Return with whom the person travels; one look more where she is in a group."""
    (memberships,) = file.beside["groups"]
    standing = [row for row in memberships if row.left_at is None and row.group.ended_at is None]
    if not standing:
        form = {"label": _("Form a travel group"), "url": act_url(file.case, "form-group")}
        return {"rows": [], "links": [form] if "form-group" in verbs else []}
    party = party_of(actor, standing[0].group, today)
    others = [row for row in party.members if row.case_id != file.case.pk]
    label = _("Open the group")
    return {
        "rows": [member_row(row) for row in others],
        "separated": party.separated,
        "warnings": party.warnings,
        "links": [{"label": label, "url": standing[0].group.get_absolute_url()}],
    }


def money_of(actor: Actor, group: TravelGroup) -> list[Row]:
    """Return where the money of all members is summed up, for roles that read it."""
    if not actor.sees(RestrictedGroup.MONEY):
        return []
    return [{"label": _("Money of the group"), "url": reverse("group_money", args=[group.uuid])}]


def together(actor: Actor) -> list[Row]:
    """Return what is one act over all members: one bill, one handover."""
    found = []
    if actor.may("money.record"):
        found.append({"verb": "bill", "label": _("Split a bill over them")})
    if actor.may("handover.prepare"):
        found.append({"verb": "handover", "label": _("Prepare a handover")})
    return found


def member_row(row: GroupMember) -> Row:
    """Return one fellow traveller: who, in which role, where."""
    return {
        "label": row.get_role_display(),
        "value": name_of(row),
        "note": where(row),
        "url": row.case.get_absolute_url(),
        "url_label": row.case.reference,
    }


def group_page(actor: Actor, group: TravelGroup, today: date) -> Row:
    """Return everything the page of a group shows, with the acts for all of its members."""
    party = party_of(actor, group, today)
    acts = [
        {"label": row.form.title, "url": act_url_of(group, row.verb)}
        for row in acts_now(actor, "travel-groups", group)
    ]
    return {
        "title": title_of(party),
        "group": group,
        "party": party,
        "columns": columns(),
        "rows": [{"cells": cells(row)} for row in party.members],
        "acts": [*acts, *money_of(actor, group)],
        "for_all": [
            *({"verb": row.verb, "label": row.form.title} for row in acts_for_all(actor)),
            *together(actor),
        ],
        "chosen": [f"{row.case.reference}:{row.case.version}" for row in party.members],
        "ids": [row.pk for row in party.members],
    }


def act_url_of(group: TravelGroup, verb: str) -> str:
    """Return the page of an act on a group."""
    return reverse("travel_group_operation", args=[group.uuid, verb])


def title_of(party: Party) -> str:
    """Return what a group is called: by the names of its members in sight."""
    names = ", ".join(name_of(row) for row in party.members[:3])
    more = "" if len(party.members) <= 3 else " …"
    kind = str(party.group.get_kind_display())
    return labelled(kind, f"{names}{more}") if names else kind


def columns() -> list[Row]:
    """Return the heads of the table of members."""
    return [
        {"label": label}
        for label in (_("Citizen"), _("In the group"), _("Where"), _("Since"), _("Mission"))
    ]


def cells(row: GroupMember) -> list[Row]:
    """Return one member as a line of the table."""
    since_words = day_words(row.since)
    until = _("until %(day)s") % {"day": day_words(row.until)} if row.until else ""
    labels = [column["label"] for column in columns()]
    texts = (
        row.get_role_display(),
        where(row),
        f"{since_words}, {until}" if until else since_words,
        row.case.mission.label,
    )
    first = {"text": name_of(row), "url": row.case.get_absolute_url(), "note": row.case.reference}
    rest = zip(labels[1:], texts, strict=True)
    return [first, *({"label": label, "text": text} for label, text in rest)]


def acts_for_all(actor: Actor) -> list[Declared]:
    """Return what may be done with many cases at once, by their words."""
    found = [
        row
        for row in declared_for("cases")
        if not row.is_creation and row.form.bulk and actor.may(row.operation.may)
    ]
    return sorted(found, key=lambda row: str(row.form.title).casefold())


def group_list(actor: Actor, today: date, *, separated: bool) -> Row:
    """Return the standing groups of the mission, the newest first; only those apart if asked."""
    groups = list(TravelGroup.objects.own_of(actor).standing().order_by("-formed_at")[: MOST + 1])
    parties = parties_of(actor, groups[:MOST], today)
    shown = [row for row in parties if row.separated] if separated else parties
    return {
        "rows": [{"cells": line(row)} for row in shown],
        "columns": [{"label": _("Group")}, {"label": _("Members")}, {"label": _("To look at")}],
        "is_cut": len(groups) > MOST,
        "separated": separated,
        "ids": [row.group.pk for row in shown],
    }


def line(party: Party) -> list[Row]:
    """Return one group as a line of the list."""
    said: Sequence[str] = [*filter(None, [party.separated]), *party.warnings]
    return [
        {"text": title_of(party), "url": party.group.get_absolute_url()},
        {"label": _("Members"), "text": str(len(party.members))},
        {"label": _("To look at"), "text": " ".join(said)},
    ]


def group_operation() -> Page:
    """Return how the page of an act on a group looks; it leads back to the group."""

    def describe(actor: Actor, group: TravelGroup) -> Row:
        rows = GroupMember.objects.visible_to(actor).standing().filter(group=group)
        names = [
            {"label": row.get_role_display(), "value": name_of(row), "note": row.case.reference}
            for row in rows.select_related("case__citizen").order_by("pk")
        ]
        kind = str(group.get_kind_display())
        return {"reference": "", "name": kind, "url": group.get_absolute_url(), "rows": names}

    def done(answer: Answer) -> str:
        return reverse("travel_group", args=[answer.reference])

    return Page(describe=describe, done=done, since=since, cancel=reverse("travel_groups"))
