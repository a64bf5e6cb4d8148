"""Refusals about what is said and how people are contacted, in words."""

from django.utils.translation import gettext_lazy as _

from cases.casework import consent, family
from cases.casework.operations import contacts, notes, statements
from cases.citizens.operations import safe
from cases.core.errors import Sentence

ANSWERED_BY: dict[str, str] = {
    "consent_to_inform_missing": "inform_family",
    "consular_contact_refused": "consular_contact",
    "family_not_asked": "inform_family",
    "family_not_to_be_told": "inform_family",
    "sharing_refused": "share_data",
}
"""The statement that would let it be done, by the code of the refusal."""
OF_TALK: dict[str, Sentence] = {
    "attempt_not_one_day": contacts.NOT_ONE_DAY,
    "consent_to_inform_missing": family.CONSENT_MISSING,
    "consular_contact_refused": consent.NO_CONTACT_WISHED,
    "contactentry_relative_fits": _("Leave this empty: it was no relative who was spoken with."),
    "family_not_asked": consent.FAMILY_NOT_ASKED,
    "family_not_to_be_told": family.NOT_TO_BE_TOLD,
    "group_not_read": notes.NOT_READ,
    "guardian_needed": statements.GUARDIAN_NEEDED,
    "marked_already": _("It is marked so already."),
    "no_rule_said": safe.NOTHING_SAID,
    "no_rules": safe.NO_RULES,
    "no_zone_of_country": safe.NO_ZONE,
    "not_reached": _("Nobody was reached, so this was not the first contact."),
    "not_the_reporter": family.NOT_THE_REPORTER,
    "not_with_the_citizen": contacts.NOT_WITH_HER,
    "note_of_another": notes.OF_ANOTHER,
    "sharing_refused": consent.NOT_TO_BE_SHARED,
    "unsafe_number": safe.UNSAFE_NUMBER,
    "unsafe_why_needed": _("Say why it is unsafe."),
    "used_by_rules": safe.USED_BY_RULES,
    "words_needed": _("Write down in short what was said."),
}
