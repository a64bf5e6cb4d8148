"""How a person may be contacted without danger to her, and which numbers are unsafe."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from cases.citizens.models import Citizen, ContactPoint, Relative, SafeContact
from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, ruled_out
from cases.core.operations import operation
from cases.places.choices import ZONE_OF_COUNTRY

NOTHING_SAID = _("Write down at least one rule.")
HOURS_INCOMPLETE = _("Give both hours, and the country in whose time they are meant.")
NO_ZONE = _("Choose the country in whose time the hours are meant.")
UNSAFE_NUMBER = _("This number is marked as unsafe. Choose another one.")
USED_BY_RULES = _("The rules of safe contact say to use this number. Set other rules first.")
NO_RULES = _("There are no rules of safe contact to end.")


@operation(may="citizen.correct", audit="safe_contact.set")
def set_safe_contact(
    actor: Actor,
    citizen: Citizen,
    *,
    contact_point: ContactPoint | None = None,
    way: str = "",
    hours_from: time | None = None,
    hours_until: time | None = None,
    country: str = "",
    pretext: str = "",
    code_phrase: str = "",
    never: str = "",
    no_voicemail: bool = False,
    no_text: bool = False,
) -> Citizen:
    """Say how the person may be contacted from now on; the rules before stay on record."""
    rules = SafeContact(
        citizen=citizen,
        contact_point=contact_point,
        way=way,
        hours_from=hours_from,
        hours_until=hours_until,
        zone=zone_of(hours_from, hours_until, country),
        pretext=pretext,
        code_phrase=code_phrase,
        never=never,
        no_voicemail=no_voicemail,
        no_text=no_text,
        recorded_by_id=actor.staff_id,
    )
    if contact_point is not None and contact_point.is_unsafe:
        raise broken_rule(UNSAFE_NUMBER, "unsafe_number", "contact_point")
    words = (contact_point, way, hours_from, pretext, code_phrase, never)
    if not any((*words, no_voicemail, no_text)):
        raise broken_rule(NOTHING_SAID, "no_rule_said", "way")
    rules.recorded_at = ledger_moment([citizen])
    SafeContact.objects.filter(citizen=citizen).standing().update(ended_at=rules.recorded_at)
    rules.save(force_insert=True)
    return citizen


@operation(may="citizen.correct", audit="safe_contact.ended")
def end_safe_contact(actor: Actor, citizen: Citizen, *, reason: str) -> Citizen:
    """Say that the person may be contacted like anybody; the rules stay on record."""
    standing = SafeContact.objects.filter(citizen=citizen).standing()
    moment = ledger_moment([citizen])
    if not standing.update(ended_at=moment, end_reason=reason):
        raise no_rules()
    return citizen


def no_rules() -> Refused:
    """409: nobody has said how the person may be contacted without danger."""
    return wrong_state(NO_RULES, "no_rules")


@ruled_out(Citizen)
def state_of_safe_contact(actor: Actor, citizen: Citizen) -> Hindrance:
    """Rules that there are not do not end."""

    def rules_out(name: str) -> Refused | None:
        if name != end_safe_contact.name:
            return None
        rules = SafeContact.objects.filter(citizen=citizen).standing()
        return None if rules.exists() else no_rules()

    return rules_out


@operation(may="citizen.correct", audit="contact_point.marked")
def mark_contact_point(
    actor: Actor, citizen: Citizen, *, contact_point: ContactPoint, is_unsafe: bool, why: str = ""
) -> Citizen:
    """Mark a number or an account as unsafe, or say that it no longer is."""
    rules = SafeContact.objects.filter(citizen=citizen).standing()
    if is_unsafe and rules.filter(contact_point=contact_point).exists():
        raise broken_rule(USED_BY_RULES, "used_by_rules", "contact_point")
    mark(citizen, contact_point, why, is_unsafe=is_unsafe)
    return citizen


@operation(may="citizen.correct", audit="relative.marked")
def mark_relative(
    actor: Actor, citizen: Citizen, *, relative: Relative, is_unsafe: bool, why: str = ""
) -> Citizen:
    """Mark a relative as one who is not to be called, or say that this is over."""
    mark(citizen, relative, why, is_unsafe=is_unsafe)
    return citizen


def mark(citizen: Citizen, row: ContactPoint | Relative, why: str, *, is_unsafe: bool) -> None:
    """Put the flag on a row, with why; what stood there before stays among the former values."""
    if is_unsafe and not why:
        raise broken_rule(_("Say why it is unsafe."), "unsafe_why_needed", "why")
    if row.is_unsafe == is_unsafe and row.unsafe_why == (why if is_unsafe else ""):
        raise wrong_state(_("It is marked so already."), "marked_already")
    row.is_unsafe, row.unsafe_why = is_unsafe, why if is_unsafe else ""
    row.save(update_fields=["is_unsafe", "unsafe_why"])
    ledger_moment([citizen])


def zone_of(hours_from: time | None, hours_until: time | None, country: str) -> str:
    """Return the zone of the hours; 422 where only a part of them is said."""
    said = [hours_from is not None, hours_until is not None, bool(country)]
    if any(said) and not all(said):
        at = ("hours_from", "hours_until", "country")[said.index(False)]
        raise broken_rule(HOURS_INCOMPLETE, "safecontact_hours_complete", at)
    if country and country not in ZONE_OF_COUNTRY:
        raise broken_rule(NO_ZONE, "no_zone_of_country", "country")
    return ZONE_OF_COUNTRY.get(country, "")
