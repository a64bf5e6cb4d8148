"""Adding names, ways to reach, papers and relatives. They only append, so two never collide."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.citizens.choices import Answer, ContactKind, Script, Whose
from cases.citizens.following import tell_followers
from cases.citizens.models import Citizen, ContactPoint, IdentityDocument, Name, Relative
from cases.citizens.names.stored import sound_key
from cases.citizens.numbers import check_number_form, check_phone, issuer_of, number_key
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.facts import ledger_moment
from cases.core.operations import operation


@operation(may="citizen.correct", audit="name.added", appends=True)
def add_name(
    actor: Actor,
    citizen: Citizen,
    *,
    kind: str,
    value: str,
    script: str = Script.LATIN,
    source_detail: str = "",
) -> Name:
    """Add another name, verbatim."""
    said = {"kind": kind, "value": value, "script": script, "source_detail": source_detail}
    name = unsaved_name(citizen, ledger_moment([]), **said)
    name.save(force_insert=True)
    return name


def unsaved_name(
    citizen: Citizen, moment: datetime, *, value: str, script: str = "", **said: str
) -> Name:
    """Return another name."""
    return Name(
        citizen=citizen,
        value=value,
        sound_key=sound_key(value),
        script=script or Script.LATIN,
        recorded_at=moment,
        **said,
    )


@operation(may="citizen.correct", audit="contact_point.added", appends=True)
def add_contact_point(
    actor: Actor,
    citizen: Citizen,
    *,
    kind: str,
    value: str,
    whose: str = Whose.CITIZEN,
    note: str = "",
) -> ContactPoint:
    """Add a way to reach the citizen or somebody close."""
    said = {"kind": kind, "value": value, "whose": whose, "note": note}
    point = unsaved_contact_point(citizen, ledger_moment([]), **said)
    point.save(force_insert=True)
    tell_followers(actor, citizen)
    return point


def unsaved_contact_point(
    citizen: Citizen, moment: datetime, *, kind: str, value: str, whose: str = "", note: str = ""
) -> ContactPoint:
    """Return a way to reach somebody; 422 for a phone number that cannot be one."""
    if kind == ContactKind.PHONE:
        check_phone(value, "value")
    return ContactPoint(
        citizen=citizen,
        kind=kind,
        value=value,
        whose=whose or Whose.CITIZEN,
        note=note,
        recorded_at=moment,
    )


@operation(may="citizen.correct", audit="identity_document.added", appends=True)
def add_identity_document(
    actor: Actor,
    citizen: Citizen,
    *,
    kind: str,
    status: str,
    number: str = "",
    country: str = "",
    issued_on: date | None = None,
    expires_on: date | None = None,
    holder_name: str = "",
    note: str = "",
    mrz: str = "",
) -> IdentityDocument:
    """Add a paper, also one that is lost. Numbers that look odd are taken; pages warn of them.

    Where nobody says who issued it, it is of the country of which the citizen is said to be, or not
    known where that is not known. Of the code it was read from, only that there was one goes on
    record.
    """
    document = unsaved_document(
        citizen,
        ledger_moment([]),
        kind=kind,
        status=status,
        number=number,
        country=country,
        issued_on=issued_on,
        expires_on=expires_on,
        holder_name=holder_name,
        note=note,
    )
    document.save(force_insert=True)
    tell_followers(actor, citizen)
    return document


def unsaved_document(
    citizen: Citizen,
    moment: datetime,
    *,
    kind: str,
    number: str = "",
    country: str = "",
    **said: Any,
) -> IdentityDocument:
    """Return a paper; 422 for a number of another form or dates that cannot be."""
    check_number_form(kind, number)
    document = IdentityDocument(
        citizen=citizen,
        kind=kind,
        number=number,
        number_key=number_key(number),
        country=issuer_of(kind, country, citizen.nationality),
        recorded_at=moment,
        **said,
    )
    check_issue(document)
    return document


def check_issue(document: IdentityDocument) -> None:
    """Raise 422 for a paper of the future, from before its holder's birth, or never valid."""
    issued_on, born_on = document.issued_on, document.citizen.birth_on
    if issued_on is None:
        return
    if issued_on > present.latest_day():
        raise broken_rule(
            _("A document cannot have been issued in the future."), "in_the_future", "issued_on"
        )
    if born_on is not None and issued_on < born_on:
        raise broken_rule(
            _("The document would have been issued before the citizen was born."),
            "issued_before_birth",
            "issued_on",
        )
    if document.expires_on is not None and document.expires_on < issued_on:
        raise broken_rule(
            _("A document cannot expire before it was issued."),
            "identitydocument_expires_after_issue",
            "expires_on",
        )


@operation(may="citizen.correct", audit="relative.added", appends=True)
def add_relative(
    actor: Actor,
    citizen: Citizen,
    *,
    full_name: str,
    relation: str,
    phone: str = "",
    may_be_informed: str = Answer.UNKNOWN,
    note: str = "",
) -> Relative:
    """Add somebody close, with the citizen's wish whether they may be informed."""
    said = {"full_name": full_name, "relation": relation, "phone": phone, "note": note}
    relative = unsaved_relative(citizen, ledger_moment([]), may_be_informed=may_be_informed, **said)
    relative.save(force_insert=True)
    tell_followers(actor, citizen)
    return relative


def unsaved_relative(
    citizen: Citizen, moment: datetime, *, phone: str = "", may_be_informed: str = "", **said: str
) -> Relative:
    """Return somebody close; 422 for a phone number that cannot be one."""
    check_phone(phone, "phone")
    return Relative(
        citizen=citizen,
        phone=phone,
        may_be_informed=may_be_informed or Answer.UNKNOWN,
        recorded_at=moment,
        **said,
    )
