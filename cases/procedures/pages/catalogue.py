"""The catalogue of procedures with their limits."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.registry import DECLARED, Declared
from cases.core.web import Page
from cases.procedures.choices import Track
from cases.procedures.citations import cited
from cases.procedures.grounds import proof_words
from cases.procedures.models import Limit, Procedure
from cases.procedures.pages.limits import shown_limits
from cases.procedures.pages.words import body_words
from cases.procedures.queries import procedures_by_track
from cases.procedures.results import fields_of


def catalogue_context(actor: Actor) -> dict[str, Any]:
    """Return all procedures by track, with their limits of all times."""
    procedures = procedures_by_track(actor)
    limits = shown_limits(actor, procedures)
    may_put = actor.may("procedure.manage")
    return {
        "tracks": [
            {
                "label": track.label,
                "procedures": [
                    procedure_row(row) | {"limits": limits.get(row.pk, [])}
                    for row in procedures
                    if row.track == track
                ],
            }
            for track in Track
            if any(row.track == track for row in procedures)
        ],
        "may_put": may_put,
        "operations": [
            {"label": DECLARED[name].form.title, "url": put_url(resource)}
            for name, resource in (("put_procedure", "procedures"), ("put_limit", "limits"))
            if may_put
        ],
    }


def put_url(resource: str, **asked: str) -> str:
    """Return the address of the form that enters or corrects."""
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{reverse('procedures_put', args=[resource])}{query}"


def procedure_row(row: Procedure) -> dict[str, Any]:
    """Return one procedure in words."""
    return {
        "code": row.code,
        "label": row.label,
        "explanation": row.explanation_words,
        "body": body_words(row.body),
        "restricted": row.get_restricted_display() if row.restricted else "",
        "legal_basis": cited(row.legal_basis),
        "source": row.source,
        "verified": row.verified,
        "missing": proof_words(verified=row.verified, missing=row.missing),
        "results": ", ".join(field.words for field in fields_of(row)),
        "put_url": put_url("procedures", code=row.code),
    }


def catalogue_operation(declared: Declared) -> Page:
    """Return where the form of an entry leads."""
    home = reverse("procedure_list")

    def done(answer: Answer) -> str:
        return f"{home}#{code_of(declared, answer.reference)}"

    return Page(describe=lambda *_: {"url": home}, done=done, cancel=home)


def code_of(declared: Declared, reference: str) -> str:
    """Return the procedure at which an entry stands on the page."""
    if declared.resource == "procedures":
        return reference
    limit = Limit.objects.select_related("procedure").filter(reference=reference).first()
    return limit.procedure.code if limit else ""
