"""What the operations on comparisons take, declared once for web, API and admin."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.citizens.forms.person import UUID
from cases.citizens.models import Citizen
from cases.core.fields import Choice, Day, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.operations import (
    join_entry,
    keep_listed_spelling,
    open_listed_case,
    reconcile_list,
    record_listed_stay,
    tell_entry_apart,
)
from cases.missions.models import Authority
from cases.places.choices import Country
from cases.places.models import Place

resource("reconciliations", Reconciliation, key="uuid", pattern=UUID)
resource("pile-entries", PileEntry, key="uuid", pattern=UUID)


@declares(reconcile_list, at="lists/reconcile")
class ReconcileList(OperationForm):
    """A custody list beside whom our own records put there."""

    title = _("Compare with our records")
    what_happens = _(
        "Each row is compared with those registered, and those whom our records put there on that "
        "day with the list. Nothing is written on anybody. What is found stays as evidence."
    )
    done = _("The list is being compared.")
    refuses = (409,)
    example = {"country": "TH"}
    bulk = False
    starts_work = True

    country = Choice(
        Country,
        label=_("Country where they are"),
        help_text=_("Whom of ours the list is compared with: name the country, place or holder."),
        required=False,
    )
    place = Ref(
        by="code",
        among=lambda actor, target: Place.objects.visible_to(actor),
        label=_("Place"),
        required=False,
    )
    holder = Ref(
        by="code",
        among=lambda actor, target: Authority.objects.visible_to(actor),
        label=_("In whose hands"),
        required=False,
    )
    as_of = Day(
        label=_("As of which day"),
        help_text=_("Left empty: the day that the list itself names."),
        required=False,
    )


@declares(record_listed_stay, at="pile-entries/record-stay")
class RecordListedStay(OperationForm):
    """From a row that is of a person of ours."""

    title = _("Record the stay")
    what_happens = _(
        "Where the list has the person, on the day of the list, with the row as the source."
    )
    done = _("The stay is recorded.")
    example = {}


@declares(keep_listed_spelling, at="pile-entries/keep-spelling")
class KeepListedSpelling(OperationForm):
    """For a name that the list writes as we do not."""

    title = _("Keep the spelling of the list")
    what_happens = _("The spelling of the list is added to the names by which she is found.")
    done = _("The spelling of the list is one of her names now.")
    example = {}


@declares(open_listed_case, at="pile-entries/open-case")
class OpenListedCase(OperationForm):
    """From a row of the list."""

    title = _("Open the case")
    what_happens = _(
        "A row only on theirs: the person is registered and her case opened. A row of somebody "
        "registered: her case of the incident is opened, or the row tied to the one she has."
    )
    done = _("The case of this row is open.")
    example = {}


class Whom(Text):
    """A person by the identifier; nobody is None."""

    empty = None


@declares(join_entry, at="pile-entries/join")
class JoinEntry(OperationForm):
    """For a row that the machine did not take for anybody of ours."""

    title = _("The same person")
    what_happens = _(
        "The row is of a person of ours. If she lay on the pile of those only on ours, she leaves "
        "it. It is remembered for the next version of the list."
    )
    done = _("The row is of a person of ours.")
    example = {"citizen": "00000000-0000-4000-8000-000000000000"}
    bulk = False

    citizen = Whom(
        label=_("The person"),
        help_text=_(
            "The identifier of the record, as the API and the admin show it. Left empty: whom the "
            "row perhaps means."
        ),
        max_length=36,
        required=False,
    )

    def clean_citizen(self) -> Citizen | None:
        """Return the person; out of sight and not there are answered alike."""
        key = self.cleaned_data["citizen"]
        if not key:
            return None
        try:
            return Citizen.objects.visible_to(self.actor).get(uuid=key)
        except (Citizen.DoesNotExist, ValidationError):
            raise ValidationError(_("There is no such person in your sight."), "unknown") from None


@declares(tell_entry_apart, at="pile-entries/tell-apart")
class TellEntryApart(OperationForm):
    """For a row that was taken for the wrong person."""

    title = _("A different person")
    what_happens = _(
        "The row goes to those only on theirs, the person to those only on ours if our records put "
        "her there. It is remembered for the next comparison."
    )
    done = _("It is on record that the row is of somebody else.")
    example = {"because": "Another mother; both were asked."}
    bulk = False

    because = Text(label=_("How it is known"), max_length=300)
