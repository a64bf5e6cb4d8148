"""Putting legal bases into the catalogue."""

from datetime import date

from cases.core.actor import Actor
from cases.core.operations import operation
from cases.places.reference import put_row
from cases.procedures.grounds import faults_of_basis, refuse
from cases.procedures.models import LegalBasis


@operation(may="procedure.manage", audit="legal_basis.recorded")
def put_legal_basis(
    actor: Actor,
    *,
    code: str,
    name: str,
    purpose: str,
    law: str,
    name_vi: str = "",
    name_fr: str = "",
    purpose_vi: str = "",
    purpose_fr: str = "",
    source: str = "",
    in_force_on: date | None = None,
    verified: bool = False,
    missing: str = "",
    consent: str = "",
    needs_statement: bool = False,
    is_default: bool = False,
    version: int | None = None,
) -> LegalBasis:
    """Enter a legal basis, or correct the one with this code; what is left out is emptied.

    It names an article and the date from which that is in force, or says that these are missing.
    """
    refuse(
        faults_of_basis(
            verified=verified, missing=missing, law=law, source=source, in_force_on=in_force_on
        )
    )
    values = {
        "name": name,
        "name_vi": name_vi,
        "name_fr": name_fr,
        "purpose": purpose,
        "purpose_vi": purpose_vi,
        "purpose_fr": purpose_fr,
        "law": law,
        "source": source,
        "in_force_on": in_force_on,
        "verified": verified,
        "missing": missing,
        "consent": consent,
        "needs_statement": needs_statement,
        "is_default": is_default,
    }
    at = {"legalbasis_one_default": "is_default", "legalbasis_default_asks_nothing": "is_default"}
    return put_row(LegalBasis, {"code": code}, values, at=at, version=version)
