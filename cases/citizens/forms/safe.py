"""How a person may be contacted without danger, and which numbers are unsafe."""

from django.utils.translation import gettext_lazy as _

from cases.citizens.forms.withdraw import ANY_UUID, attached
from cases.citizens.models import ContactPoint, Relative
from cases.citizens.operations import (
    end_safe_contact,
    mark_contact_point,
    mark_relative,
    set_safe_contact,
)
from cases.core.fields import Choice, Ref, Text, TimeOfDay, YesNo
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.places.choices import Country


@declares(set_safe_contact, at="citizens/set-safe-contact")
class SetSafeContact(OperationForm):
    """Shown above every number of the person, before anybody calls."""

    title = _("Set the rules of safe contact")
    what_happens = _(
        "Whoever is about to call reads these rules first. They take the place of the former ones, "
        "which stay on record."
    )
    done = _("The rules of safe contact are set.")
    bulk = False
    example = {
        "way": "Send a message first, never call unasked.",
        "hours_from": "20:00",
        "hours_until": "21:30",
        "country": "MM",
        "pretext": "A cousin from Vinh.",
        "code_phrase": "How is the rice this year?",
        "never": "Never call the number of the foreman.",
        "no_voicemail": True,
    }

    contact_point = Ref(
        by="uuid", among=attached(ContactPoint), label=_("Number or account to use"), required=False
    )
    way = Text(
        label=_("In which way"),
        help_text=_("Such as the app, or a message before the call."),
        max_length=160,
        required=False,
    )
    hours_from = TimeOfDay(label=_("Not before"), required=False)
    hours_until = TimeOfDay(
        label=_("Not after"),
        help_text=_("Hours that end before they begin go past midnight."),
        required=False,
    )
    country = Choice(
        Country,
        label=_("In whose time"),
        help_text=_("The country where the person is."),
        required=False,
    )
    pretext = Text(
        label=_("Who we say we are"),
        help_text=_("If somebody else answers."),
        max_length=300,
        required=False,
    )
    code_phrase = Text(
        label=_("Code phrase"),
        help_text=_("By which she knows that it is us, or says that she cannot speak."),
        max_length=160,
        required=False,
    )
    never = Text(
        label=_("What is never done"),
        help_text=_("Such as whom not to call, or what not to mention."),
        max_length=300,
        required=False,
    )
    no_voicemail = YesNo(label=_("No word on an answering machine"))
    no_text = YesNo(label=_("No written messages"))


@declares(end_safe_contact, at="citizens/end-safe-contact")
class EndSafeContact(OperationForm):
    """When there is no danger any more."""

    title = _("End the rules of safe contact")
    what_happens = _("The rules are no longer shown before a call; they stay on record.")
    done = _("The rules of safe contact have ended.")
    bulk = False
    example = {"reason": "She is in the shelter of the ministry."}

    reason = Text(label=_("Why"), max_length=300)


@declares(mark_contact_point, at="citizens/mark-contact-point")
class MarkContactPoint(OperationForm):
    """The flag goes wherever the number goes."""

    title = _("Mark a number as unsafe, or as safe again")
    what_happens = _("The mark is shown wherever the number is, on paper and to other systems too.")
    done = _("The number is marked.")
    bulk = False
    example = {"contact_point": ANY_UUID, "is_unsafe": True, "why": "The foreman answers it."}

    contact_point = Ref(
        by="uuid", among=attached(ContactPoint), label=_("Number, account or address")
    )
    is_unsafe = YesNo(label=_("It is unsafe"))
    why = Text(label=_("Why"), max_length=300, required=False)


@declares(mark_relative, at="citizens/mark-relative")
class MarkRelative(OperationForm):
    """For a relative who is not to be called."""

    title = _("Mark a relative as not to be called, or as safe again")
    what_happens = _("The mark is shown wherever the number is, on paper and to other systems too.")
    done = _("The relative is marked.")
    bulk = False
    example = {"relative": ANY_UUID, "is_unsafe": True, "why": "The recruiter sits beside him."}

    relative = Ref(by="uuid", among=attached(Relative), label=_("Relative"))
    is_unsafe = YesNo(label=_("It is unsafe to call"))
    why = Text(label=_("Why"), max_length=300, required=False)
