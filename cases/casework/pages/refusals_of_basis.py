"""Refusals about the legal basis of a case and the report to its person, in words."""

from django.utils.translation import gettext_lazy as _

from cases.casework.operations.basis import NO_FORM, NO_STATEMENT, NOT_CONSENT, SAME_CONSENT
from cases.core.errors import Sentence

OF_BASIS: dict[str, Sentence] = {
    "consent_after_consent": SAME_CONSENT,
    "consent_form_needed": NO_FORM,
    "in_future": _("This day has not come yet."),
    "no_consent": _("There is no consent that could be withdrawn."),
    "not_a_consent": NOT_CONSENT,
    "report_over": _("This report was asked for more than a day ago. Ask for it again."),
    "statement_needed": NO_STATEMENT,
}
