"""On which legal ground the data of a case are processed, in words."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.models import CaseBasis
from cases.casework.pages.timeline import act_url
from cases.casework.queries import CaseFile
from cases.core.tongues import language_within
from cases.procedures.citations import cited
from cases.templatetags.moments import day_words


def basis_band(file: CaseFile, verbs: frozenset[str]) -> dict[str, Any]:
    """Return the rows of the band, what is missing, and what may be done."""
    basis = file.basis
    return {
        "needs": needs_words(basis),
        "rows": basis_rows(basis) if basis is not None else [],
        "links": links(file, verbs),
    }


def needs_words(basis: CaseBasis | None) -> str:
    """Return that the case needs a ground, nothing when it has one."""
    if basis is None:
        return _("No legal basis is recorded. Set one.")
    if basis.needs_another:
        return _("The consent was withdrawn. This case needs another legal basis.")
    return ""


def basis_rows(basis: CaseBasis) -> list[dict[str, Any]]:
    """Return what carries the case, with what the person said and was told."""
    told = ""
    if basis.told_on is not None:
        told = _("on %(day)s, in %(language)s") % {
            "day": day_words(basis.told_on),
            "language": language_within(str(basis.get_told_in_display())),
        }
    rows: list[dict[str, Any]] = [
        {
            "label": _("Legal basis"),
            "value": basis.legal_basis.label,
            "note": cited(basis.legal_basis.law),
        },
        {"label": _("Told of her rights"), "value": told},
    ]
    if basis.statement or basis.consent_form:
        form = basis.get_consent_form_display() if basis.consent_form else ""
        noted = _("noted by %(officer)s") % {"officer": basis.recorded_by or _("The system")}
        note = " · ".join(part for part in (str(form), noted) if part)
        said = basis.statement or str(form)
        rows.append({"label": _("Statement"), "value": said, "note": note})
    if basis.withdrawn_on is not None:
        rows.append(
            {
                "label": _("Consent withdrawn"),
                "value": day_words(basis.withdrawn_on),
                "note": basis.withdraw_note,
            }
        )
    return rows


def links(file: CaseFile, verbs: frozenset[str]) -> list[dict[str, str]]:
    """Return what may be done about the ground, and where it stands what she asked."""
    basis = file.basis
    has_consent = basis is not None and basis.legal_basis.consent and not basis.withdrawn_at
    labels = {"set-legal-basis": _("Set the legal basis")}
    if has_consent:
        labels["withdraw-consent"] = _("Consent was withdrawn")
    acts = [
        {"label": label, "url": act_url(file.case, verb)}
        for verb, label in labels.items()
        if verb in verbs
    ]
    if not file.is_ours:
        return acts
    asked = reverse("rights_requests_of", args=[file.case.citizen.uuid])
    query = urlencode({"case": file.case.reference})
    return [*acts, {"label": _("Requests about data"), "url": f"{asked}?{query}"}]
