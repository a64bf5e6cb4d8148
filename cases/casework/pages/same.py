"""The same person in words: the band of a case page, and where a row of the union is from."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.choices import Stage
from cases.casework.meanings import ENDED_WELL
from cases.casework.models import Case
from cases.casework.progress.file import day_at
from cases.casework.queries import CaseFile
from cases.citizens.models import Citizen, SamePerson
from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.guards import hindrance
from cases.templatetags.moments import day_words, partial_words

Row = dict[str, Any]


def record_words(record: Citizen) -> str:
    """Return a record by its name, and where and when it was registered."""
    return _("%(name)s, registered by %(mission)s on %(day)s") % {
        "name": name_shown(record.full_name),
        "mission": record.registered_by.code,
        "day": day_words(day_at(record.registered_at, record.registered_by.zone)),
    }


def from_record(file: CaseFile, row: Any) -> str:
    """Return from which other record of the person a row is; nothing for the own one."""
    record = file.union.record_of(row.citizen_id)
    return _("from the record %(record)s") % {"record": record_words(record)} if record else ""


def marked_ways(file: CaseFile, entries: list[Row]) -> list[Row]:
    """Return entries of the way, marked where they stand on another record."""
    for entry in entries:
        record = file.union.record_of(entry["record_id"])
        if record is not None:
            mark = _("from the record %(record)s") % {"record": record_words(record)}
            entry["by"] = f"{entry['by']} · {mark}"
    return entries


def other_record_rows(file: CaseFile) -> list[Row]:
    """Return what the other records say of the person where they say it differently."""
    person = file.case.citizen
    rows: list[Row] = []
    for record in file.union.records:
        note = _("from the record %(record)s") % {"record": record_words(record)}
        said = (
            (_("Also known as"), record.full_name, person.full_name),
            (_("Born"), birth_words(record), birth_words(person)),
            (_("Sex"), sex_words(record), sex_words(person)),
            (
                _("Province of origin"),
                str(record.origin_province or ""),
                str(person.origin_province or ""),
            ),
            (_("Place of birth"), record.birth_place, person.birth_place),
            (_("Commune of origin"), record.origin_commune, person.origin_commune),
            (_("Remarks"), record.note, person.note),
        )
        rows += [
            {"label": label, "value": value, "note": note}
            for label, value, own in said
            if value and value != own
        ]
    return rows


def birth_words(person: Citizen) -> str:
    """Return the birth date as precise as it is known."""
    return partial_words(person.birth) if person.birth else ""


def sex_words(person: Citizen) -> str:
    """Return the sex, nothing where it is not known."""
    return "" if person.sex == "u" else str(person.get_sex_display())


def same_band(actor: Actor, file: CaseFile) -> Row:
    """Return the band of the same person; empty where nothing is linked or proposed."""
    union, person = file.union, file.case.citizen
    if not union.records and not union.proposed:
        return {}
    head = next((row for row in union.records if row.pk == person.head_id), None)
    return {
        "double_of": record_words(head) if head is not None else "",
        "records": [
            record_row(actor, record, union.links, union.cases) for record in union.records
        ],
        "own_undo": undo_url(actor, link_of(person, union.links)),
        "cases": [case_row(row) for row in union.cases if row.citizen_id == person.pk],
        "proposed": [proposed_row(actor, link) for link in union.proposed],
    }


def record_row(
    actor: Actor, record: Citizen, links: Sequence[SamePerson], cases: Sequence[Case]
) -> Row:
    """Return one other record with its cases and the link that undoes it."""
    link = link_of(record, links)
    return {
        "name": record_words(record),
        "born": birth_words(record),
        "cases": [case_row(row) for row in cases if row.citizen_id == record.pk],
        "because": link.because if link is not None else "",
        "undo_url": undo_url(actor, link),
    }


def link_of(record: Citizen, links: Sequence[SamePerson]) -> SamePerson | None:
    """Return the link by which a record is a double."""
    return next((row for row in links if row.citizen_id == record.pk), None)


def case_row(case: Case) -> Row:
    """Return one case of the person."""
    return {
        "url": case.get_absolute_url(),
        "reference": case.reference,
        "incident": case.incident.label,
        "mission": case.mission.code,
        "stage": case.stage or "closed",
        "stage_label": Stage(case.stage).label if case.stage else _("Void"),
        "outcome_label": case.get_outcome_display() if case.outcome else "",
        "outcome_well": case.outcome in ENDED_WELL,
        "held": case.held,
    }


def undo_url(actor: Actor, link: SamePerson | None) -> str:
    """Return where a link is undone, for who may."""
    return act_url(actor, link, "undo", "unlink_same_person", "citizen.link_same")


def proposed_row(actor: Actor, link: SamePerson) -> Row:
    """Return one proposal with what the reader may answer."""
    may = "citizen.confirm_same"
    return {
        "one": name_shown(link.citizen.full_name),
        "other": name_shown(link.into.full_name),
        "because": link.because,
        "needs": link.get_needs_display(),
        "confirm_url": act_url(actor, link, "confirm", "confirm_same_person", may),
        "reject_url": act_url(actor, link, "reject", "reject_same_person", may),
        "withdraw_url": act_url(
            actor, link, "withdraw", "withdraw_same_person", "citizen.link_same"
        ),
    }


def act_url(actor: Actor, link: SamePerson | None, verb: str, name: str, may: str) -> str:
    """Return the address of an act on a link, nothing where it is not for this actor."""
    if link is None or not actor.may(may) or hindrance(actor, link)(name) is not None:
        return ""
    return reverse("same_person_operation", args=[link.uuid, verb])
