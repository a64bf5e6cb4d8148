"""The person of the case, in rows of label and value."""

from typing import Any, Final
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.casework.choices import Outcome
from cases.casework.deaths import last_death
from cases.casework.models import Transition
from cases.casework.nationality import decision_in
from cases.casework.pages.safe import point_value, relative_value
from cases.casework.pages.same import from_record, other_record_rows
from cases.casework.pages.timeline import act_url, zone_of
from cases.casework.pages.words import country_name, death_day
from cases.casework.progress.file import day_at
from cases.casework.queries import CaseFile
from cases.citizens.choices import DocumentKind, DocumentStatus, NationalityStatus
from cases.citizens.models import IdentityDocument
from cases.citizens.numbers import number_warnings
from cases.core import present
from cases.places.queries import old_province_codes
from cases.templatetags.moments import day_words, occurred, partial_words

Row = dict[str, Any]

NOT_AT_HAND: Final = {DocumentStatus.SEIZED_BY_EMPLOYER, DocumentStatus.LOST}


def withdraw_link(file: CaseFile, verb: str, field: str, row: Any) -> dict[str, str]:
    """Return the link that withdraws one entry, for those who may; back to the case afterwards."""
    if not file.may_correct:
        return {}
    record = file.union.record_of(row.citizen_id) or file.case.citizen
    address = reverse("citizen_operation", args=[record.uuid, f"withdraw-{verb}"])
    query = urlencode({"case": file.case.reference, field: row.uuid})
    return {"url": f"{address}?{query}", "url_label": _("Withdraw")}


def marked(file: CaseFile, row: Any, *parts: str) -> str:
    """Return the note of a row, with the record that it is from where that is another one."""
    return " · ".join(part for part in (*parts, from_record(file, row)) if part)


def person_rows(file: CaseFile) -> list[Row]:
    """Return who the person is, as far as known."""
    person = file.case.citizen
    if person.anonymised_at is not None:
        return anonymised_rows(file)
    rows: list[Row] = [
        {"label": _("Full name"), "value": person.full_name},
        {"label": _("Sex"), "value": "" if person.sex == "u" else person.get_sex_display()},
        {"label": _("Born"), "value": partial_words(person.birth) if person.birth else ""},
        *death_rows(file),
        {
            "label": _("Nationality"),
            "value": person.get_nationality_display()
            if person.nationality
            else _("Nationality not known"),
            "note": nationality_note(file),
        },
        {"label": _("Province of origin"), "value": str(person.origin_province or "")},
    ]
    optional = (
        (_("Place of birth"), person.birth_place),
        (_("Commune of origin"), person.origin_commune),
        (_("Remarks"), person.note),
        (_("Summary of the case"), file.case.summary),
    )
    rows += [{"label": label, "value": value} for label, value in optional if value]
    rows += other_record_rows(file)
    rows += [
        {
            "label": name.get_kind_display(),
            "value": name.value,
            "note": marked(file, name, name.source_detail),
            **withdraw_link(file, "name", "name", name),
        }
        for name in file.names
        if name.withdrawn_at is None
    ]
    return rows


def nationality_note(file: CaseFile) -> str:
    """Return how the nationality stands, and by whose answer: its body, day and number."""
    if file.case.citizen.nationality_status == NationalityStatus.UNKNOWN:
        return ""
    status = str(file.case.citizen.get_nationality_status_display())
    found = decision_in(file.progress)
    if found is None:
        return status
    number = _("number %(number)s") % {"number": found.number} if found.number else ""
    source = ", ".join(filter(None, (found.name, day_words(found.day), number)))
    return f"{status}: {source}"


def death_of(file: CaseFile) -> str:
    """Return the day on which the person died, as far as it is known; empty for the living."""
    closing = death_in(file)
    return death_day(closing) if closing else ""


def death_in(file: CaseFile) -> Transition | None:
    """Return the entry that closed the case because the person died."""
    return last_death(file.transitions) if file.case.outcome == Outcome.DIED else None


def death_rows(file: CaseFile) -> list[Row]:
    """Return that the person died, and when."""
    closing = death_in(file)
    if closing is None:
        return []
    said = [str(closing.get_source_display()), closing.source_detail]
    return [
        {
            "label": Outcome.DIED.label,
            "value": death_of(file) or _("The day is not known."),
            "note": " · ".join(filter(None, said)),
        }
    ]


def anonymised_rows(file: CaseFile) -> list[Row]:
    """Return what is left of somebody who was anonymised."""
    person = file.case.citizen
    assert person.anonymised_at is not None
    age = person.get_age_band_display() if person.age_band else ""
    return [
        {
            "label": _("Anonymised on"),
            "value": day_words(day_at(person.anonymised_at, file.case.mission.zone)),
            "note": _("Names, papers, contacts and all words were erased. This cannot be undone."),
        },
        {"label": _("Sex"), "value": "" if person.sex == "u" else person.get_sex_display()},
        {"label": _("Age when the case was opened"), "value": age},
    ]


def contact_rows(file: CaseFile) -> list[Row]:
    """Return how to reach the person."""
    return [
        {
            "label": point.get_kind_display(),
            "value": point_value(point),
            "note": marked(
                file, point, point.unsafe_why, str(point.get_whose_display()), point.note
            ),
            "warns": point.is_unsafe,
            **withdraw_link(file, "contact-point", "contact_point", point),
        }
        for point in file.contact_points
        if point.withdrawn_at is None
    ]


def document_rows(file: CaseFile) -> list[Row]:
    """Return the papers, each with what looks odd about its number."""
    kinds = {document.kind for document in file.documents}
    codes = old_province_codes() if DocumentKind.PERSONAL_NUMBER in kinds else frozenset()
    return [
        {
            "label": document.get_kind_display(),
            "value": document_value(file, document),
            "note": marked(file, document, document_note(file, document, codes)),
            "warns": bool(document_mark(file, document)),
            **withdraw_link(file, "identity-document", "document", document),
        }
        for document in file.documents
        if document.withdrawn_at is None
    ]


def document_value(file: CaseFile, document: IdentityDocument) -> str:
    """Return the number of a paper, marked where the paper will not serve on the journey."""
    number = document.number or number_words(document)
    mark = document_mark(file, document)
    if not mark:
        return number
    tag = render_to_string("components/tag.html", {"label": mark, "tone": "stop", "icon": ""})
    return format_html("{} {}", number, tag)


def document_mark(file: CaseFile, document: IdentityDocument) -> str:
    """Return why a paper will not serve: not at hand, or over before the day it is needed on."""
    if document.status in NOT_AT_HAND:
        return str(DocumentStatus(document.status).label)
    today = day_at(present.now(), file.case.mission.zone)
    if document.expires_on is None or document.expires_on >= (file.case.journey_on or today):
        return ""
    return _("Expired") if document.expires_on < today else _("Expires before the journey")


def number_words(document: IdentityDocument) -> str:
    """Return what stands in the place of a number that is not there."""
    if document.status == DocumentStatus.NEVER_HAD:
        return _("none")
    return _("number not known")


def document_note(
    file: CaseFile, document: IdentityDocument, province_codes: frozenset[str]
) -> str:
    """Return where the document is, until when it is valid and what does not fit."""
    person = file.union.record_of(document.citizen_id) or file.case.citizen
    is_marked = document.status in NOT_AT_HAND
    parts = [] if is_marked else [str(DocumentStatus(document.status).label)]
    if document.expires_on:
        parts.append(_("valid until %(day)s") % {"day": day_words(document.expires_on)})
    if document.note:
        parts.append(document.note)
    parts += [
        _("Check: %(warning)s") % {"warning": warning}
        for warning in number_warnings(
            document.kind,
            document.number,
            sex=person.sex,
            birth_on=person.birth_on,
            province_codes=province_codes,
            country=document.country,
        )
    ]
    return " · ".join(parts)


def officer_row(file: CaseFile, verbs: frozenset[str]) -> Row:
    """Return who looks after the case, with the link to give it to somebody else."""
    link = {"url": act_url(file.case, "assign"), "url_label": _("Assign")}
    return {
        "label": _("Officer"),
        "value": str(file.case.assigned_to or _("nobody looks after this case yet")),
        **(link if "assign" in verbs else {}),
    }


def relative_rows(file: CaseFile) -> list[Row]:
    """Return the relatives and whether they may be informed."""
    return [
        {
            "label": relative.get_relation_display(),
            "value": relative_value(relative),
            "note": marked(
                file,
                relative,
                relative.unsafe_why,
                _("May be informed: %(answer)s")
                % {"answer": relative.get_may_be_informed_display()},
            ),
            "warns": relative.is_unsafe,
            **withdraw_link(file, "relative", "relative", relative),
        }
        for relative in file.relatives
        if relative.withdrawn_at is None
    ]


def whereabouts_rows(file: CaseFile) -> list[Row]:
    """Return where the person is after the last known point of her way."""
    person = file.case.citizen
    rows: list[Row] = [
        {"label": _("Country"), "value": country_name(person.now_country)},
        {"label": _("Place"), "value": person.now_place.label if person.now_place else ""},
        {"label": _("In whose hands"), "value": str(person.now_holder or "")},
    ]
    if person.now_since:
        rows.append({"label": _("Since"), "value": since_when(file)})
    return rows


def position_line(file: CaseFile) -> SafeString | str:
    """Return where the person is, in whose hands and since when, in one line for the head."""
    person = file.case.citizen
    if not person.now_country:
        return _("Where the person is now is not known.")
    place = person.now_place.label if person.now_place else ""
    spot = ", ".join(part for part in (place, country_name(person.now_country)) if part)
    parts = [spot]
    if person.now_holder:
        parts.append(_("in the hands of: %(holder)s") % {"holder": person.now_holder})
    if not person.now_since:
        return " · ".join(parts)
    return format_html("{} · {} {}", " · ".join(parts), _("since"), since_when(file))


def since_when(file: CaseFile) -> SafeString | str:
    """Return since when the person is where they are, as precisely as it is known."""
    person = file.case.citizen
    return occurred(person.now_from, person.now_since, zone_of_position(file), "since")


def zone_of_position(file: CaseFile) -> str:
    """Return the zone in which the moment of the present position is told."""
    person = file.case.citizen
    points = (*file.crossings, *file.stays)
    days = (
        zone_of(row) for row in points if row.is_standing and row.occurred_at == person.now_since
    )
    there = person.now_place.zone if person.now_place else file.case.mission.zone
    return next((zone for zone in days if zone), there)
