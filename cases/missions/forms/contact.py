"""What a contact of an office takes."""

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Choice, Ref, Text
from cases.core.registry import declares, resource
from cases.missions.choices import OfficeWay
from cases.missions.models import Authority, Mission, OfficeContact
from cases.missions.operations import put_office_contact
from cases.places.forms import SLUG, code_field, source_field, verified_field
from cases.places.putting import PUT_WHOLE, VersionedPutForm, in_force_fields

resource("office-contacts", OfficeContact, key="code", pattern=SLUG)


@declares(put_office_contact, at="office-contacts/put")
class PutOfficeContact(VersionedPutForm):
    """Known by its code; ends by its last day."""

    model = OfficeContact
    title = _("Enter or correct a contact of an office")
    what_happens = PUT_WHOLE
    example = {
        "code": "invented-night-duty",
        "mission": "BKK",
        "desk": "Invented night duty",
        "way": "phone",
        "value": "+66 0 000 0000",
    }

    code = code_field()
    mission = Ref(
        by="code",
        among=lambda actor, target: Mission.objects.visible_to(actor),
        label=_("Mission"),
        help_text=_("If it is one of ours."),
        required=False,
    )
    authority = Ref(
        by="code",
        among=lambda actor, target: Authority.objects.visible_to(actor),
        label=_("Counterpart body"),
        help_text=_("If it is not one of ours."),
        required=False,
    )
    desk = Text(
        label=_("Desk"),
        help_text=_("What it is called, such as night duty. An office, not a person."),
        max_length=160,
    )
    way = Choice(OfficeWay, label=_("How it is reached"))
    value = Text(label=_("Number or address"), max_length=300)
    hours = Text(label=_("When it answers"), max_length=160, required=False)
    verified = verified_field()
    source = source_field()
    valid_from, valid_until = in_force_fields()
