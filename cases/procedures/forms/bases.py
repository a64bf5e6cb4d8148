"""What goes into the catalogue of legal bases."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Choice, Day, Text, YesNo
from cases.core.registry import declares, resource
from cases.places.forms import SLUG, code_field, verified_field
from cases.places.putting import PUT_WHOLE, VersionedPutForm
from cases.procedures.choices import ConsentOf
from cases.procedures.forms.catalogue import cited_field, missing_field
from cases.procedures.models import LegalBasis
from cases.procedures.operations import put_legal_basis

resource("legal-bases", LegalBasis, key="code", pattern=SLUG)


def purpose_field(label: Any, *, required: bool = False) -> Text:
    """What the data are used for, in one language."""
    return Text(label=label, max_length=1000, multiline=True, required=required)


@declares(put_legal_basis, at="legal-bases/put")
class PutLegalBasis(VersionedPutForm):
    """A ground on which personal data are processed."""

    model = LegalBasis
    title = _("Enter or correct a legal basis")
    what_happens = PUT_WHOLE
    done = _("The legal basis is in the catalogue.")
    example = {
        "code": "invented-ground",
        "name": "Invented ground",
        "purpose": "Trying out the catalogue.",
        "law": "Invented law, art. 1",
        "in_force_on": "2026-01-01",
    }

    code = code_field()
    name = Text(label=_("Name in English"), max_length=160)
    name_vi = Text(label=_("Name in Vietnamese"), max_length=160, required=False)
    name_fr = Text(label=_("Name in French"), max_length=160, required=False)
    purpose = purpose_field(_("Purpose in English"), required=True)
    purpose_vi = purpose_field(_("Purpose in Vietnamese"))
    purpose_fr = purpose_field(_("Purpose in French"))
    law = Text(label=_("Law and article"), max_length=300)
    source = cited_field()
    in_force_on = Day(label=_("In force from"), required=False)
    verified = verified_field()
    missing = missing_field()
    consent = Choice(
        ConsentOf,
        label=_("Whose consent it is"),
        help_text=_("Empty: it needs no consent."),
        required=False,
    )
    needs_statement = YesNo(
        label=_("A statement must be written down"),
        help_text=_("If nothing is said, none is."),
        initial=False,
    )
    is_default = YesNo(
        label=_("The usual basis of a new case"),
        help_text=_("Exactly one is. If nothing is said, it is another one."),
        initial=False,
    )

    def read_json(self, body: dict[str, Any]) -> dict[str, Any]:
        return super().read_json({"needs_statement": False, "is_default": False, **body})
