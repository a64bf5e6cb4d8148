"""The catalogue of legal bases."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from cases.core.actor import Actor
from cases.core.registry import DECLARED
from cases.core.web import Page
from cases.procedures.citations import cited
from cases.procedures.grounds import proof_words
from cases.procedures.models import LegalBasis


def bases_context(actor: Actor) -> dict[str, Any]:
    """Return every basis in words, the usual one first."""
    may_put = actor.may("procedure.manage")
    rows = LegalBasis.objects.visible_to(actor).order_by("-is_default", "code")
    put = reverse("legal_basis_put")
    return {
        "bases": [
            {
                "code": row.code,
                "label": row.label,
                "purpose": row.purpose_words,
                "law": cited(row.law),
                "source": row.source,
                "in_force_on": row.in_force_on,
                "verified": row.verified,
                "missing": proof_words(verified=row.verified, missing=row.missing),
                "consent": row.get_consent_display() if row.consent else "",
                "needs_statement": row.needs_statement,
                "is_default": row.is_default,
                "put_url": f"{put}?{urlencode({'code': row.code})}",
            }
            for row in rows
        ],
        "may_put": may_put,
        "operations": [{"label": DECLARED["put_legal_basis"].form.title, "url": put}]
        if may_put
        else [],
    }


def bases_operation() -> Page:
    """Return where the form of an entry leads."""
    home = reverse("legal_basis_list")
    return Page(
        describe=lambda *_: {"url": home},
        done=lambda answer: f"{home}#{answer.reference}",
        cancel=home,
    )
