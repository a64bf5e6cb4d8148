"""Registering, correcting and adding to what is known of a person."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.citizens.choices import (
    Answer,
    ContactKind,
    DocumentKind,
    DocumentStatus,
    NameKind,
    NationalityStatus,
    Relation,
    Script,
    Sex,
    Whose,
)
from cases.citizens.codes import code_field
from cases.citizens.forms.code import FilledByCode
from cases.citizens.forms.nationality import StatedNationality
from cases.citizens.models import Citizen
from cases.citizens.mrz import Says
from cases.citizens.operations import (
    add_contact_point,
    add_identity_document,
    add_name,
    add_relative,
    correct_citizen,
    register_citizen,
)
from cases.core.fields import Choice, Day, Partial, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.places.choices import Country
from cases.places.models import Province

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
resource("citizens", Citizen, key="uuid", pattern=UUID)


def provinces(**options: Any) -> Ref:
    """A province, old or new."""
    return Ref(
        by="code",
        among=lambda actor, target: Province.objects.visible_to(actor),
        label=_("Province of origin"),
        required=False,
        **options,
    )


@declares(register_citizen, at="citizens/register")
class RegisterCitizen(OperationForm):
    """A name is enough; everything else may follow."""

    title = _("Register a citizen")
    what_happens = _("The person is entered in the register of your mission.")
    done = _("The person is registered.")
    example = {
        "full_name": "Nguyễn Thị Thử Nghiệm",
        "sex": "f",
        "birth": "1998-04",
        "nationality": "VN",
    }
    needed_on_page = ("nationality",)

    full_name = Text(
        label=_("Full name"),
        help_text=_("As the person gives it, with all marks."),
        max_length=160,
    )
    sex = Choice(Sex, label=_("Sex"), required=False)
    birth = Partial(
        label=_("Born"),
        help_text=_("The year is enough if no more is known."),
        required=False,
    )
    family_name = Text(label=_("Family name"), max_length=60, required=False)
    middle_name = Text(label=_("Middle name"), max_length=80, required=False)
    given_name = Text(label=_("Given name"), max_length=60, required=False)
    nationality = StatedNationality()
    birth_place = Text(label=_("Place of birth"), max_length=160, required=False)
    origin_province = provinces()
    origin_commune = Text(label=_("Commune of origin"), max_length=120, required=False)
    note = Text(label=_("Remarks"), max_length=2000, multiline=True, required=False)


@declares(correct_citizen, at="citizens/correct")
class CorrectCitizen(OperationForm):
    """Only what is given changes."""

    title = _("Correct the person’s data")
    what_happens = _("The former values stay visible in the history.")
    done = _("The person’s data are corrected.")
    example = {"sex": "m", "birth": "1997"}
    sparse = True
    bulk = False

    full_name = Text(label=_("Full name"), max_length=160)
    sex = Choice(Sex, label=_("Sex"))
    birth = Partial(
        label=_("Born"),
        help_text=_("The year is enough if no more is known."),
        required=False,
    )
    family_name = Text(label=_("Family name"), max_length=60, required=False)
    middle_name = Text(label=_("Middle name"), max_length=80, required=False)
    given_name = Text(label=_("Given name"), max_length=60, required=False)
    nationality = Choice(
        Country, label=_("Nationality as stated"), blank=_("Not known"), required=False
    )
    nationality_status = Choice(NationalityStatus, label=_("Nationality, as far as decided"))
    birth_place = Text(label=_("Place of birth"), max_length=160, required=False)
    origin_province = provinces()
    origin_commune = Text(label=_("Commune of origin"), max_length=120, required=False)
    note = Text(label=_("Remarks"), max_length=2000, multiline=True, required=False)

    def stored(self, picked: Any) -> dict[str, Any]:
        if self.target is None:
            return {}
        return {name: getattr(self.target, name) for name in self.base_fields}


@declares(add_name, at="citizens/add-name")
class AddName(OperationForm):
    """Names are never replaced; another one is added."""

    title = _("Add a name")
    done = _("The name is added.")
    example = {"kind": "alias", "value": "Tí", "script": "latin"}

    kind = Choice(NameKind, label=_("Kind of name"))
    value = Text(label=_("Name"), help_text=_("Exactly as written or said."), max_length=160)
    script = Choice(Script, label=_("Script"), required=False)
    source_detail = Text(label=_("Where it comes from"), max_length=300, required=False)


@declares(add_contact_point, at="citizens/add-contact-point")
class AddContactPoint(OperationForm):
    """How to reach the citizen or somebody close."""

    title = _("Add a way to reach the person")
    done = _("The way to reach the person is added.")
    example = {"kind": "phone", "value": "+84 000 000 0000", "whose": "relative"}

    kind = Choice(ContactKind, label=_("Channel"))
    value = Text(label=_("Number, account or address"), max_length=160)
    whose = Choice(Whose, label=_("Who answers there"), required=False)
    note = Text(
        label=_("Remarks"),
        help_text=_("For example safe hours to call."),
        max_length=300,
        required=False,
    )


@declares(add_identity_document, at="citizens/add-identity-document")
class AddIdentityDocument(FilledByCode):
    """Papers held, lost, seized or never issued; the code printed in one fills in the rest."""

    title = _("Add an identity document")
    done = _("The document is added.")
    example = {"kind": "passport", "number": "C0000001", "status": "seized_by_employer"}
    told_by_code = ("kind",)

    mrz = code_field()
    kind = Choice(DocumentKind, label=_("Document"))
    number = Text(label=_("Number"), max_length=40, required=False)
    status = Choice(DocumentStatus, label=_("Where it is"))
    country = Choice(Country, label=_("Issued by"), required=False)
    issued_on = Day(label=_("Issued on"), required=False)
    expires_on = Day(label=_("Expires on"), required=False)
    holder_name = Text(label=_("Name as printed"), max_length=160, required=False)
    note = Text(label=_("Remarks"), max_length=300, required=False)

    def code_tells(self, told: Says, said: Mapping[str, Any]) -> dict[str, str]:
        """Return kind, number, issuing country, last day and printed name."""
        return {
            "kind": told.kind,
            "number": told.number,
            "country": told.country,
            "expires_on": told.expires_on.isoformat() if told.expires_on else "",
            "holder_name": told.holder_name if told.kind else "",
        }


@declares(add_relative, at="citizens/add-relative")
class AddRelative(OperationForm):
    """Somebody close to the citizen."""

    title = _("Add a relative")
    done = _("The relative is added.")
    example = {"full_name": "Nguyễn Văn Thử", "relation": "father", "may_be_informed": "yes"}

    full_name = Text(label=_("Full name"), max_length=160)
    relation = Choice(Relation, label=_("Relation"))
    phone = Text(label=_("Phone"), max_length=60, required=False)
    may_be_informed = Choice(
        Answer,
        label=_("May this person be informed?"),
        help_text=_("The wish of the citizen, not of the relative."),
        required=False,
    )
    note = Text(label=_("Remarks"), max_length=300, required=False)
