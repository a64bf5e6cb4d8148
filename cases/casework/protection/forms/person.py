"""Flags, fitness to travel, and people who are kept apart."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.casework.forms.moves import UUID
from cases.casework.forms.same_person import LONGEST_NAME, Record, record_of
from cases.casework.protection.choices import Examiner, Fitness, VulnerabilityKind
from cases.casework.protection.models import FitnessFinding, TravelFitness, Vulnerability
from cases.casework.protection.operations import (
    end_keep_apart,
    end_vulnerability,
    flag_vulnerability,
    keep_apart,
    record_fitness,
)
from cases.citizens.choices import ApartReason
from cases.citizens.models import Citizen, KeepApart
from cases.core.facts import Source
from cases.core.fields import Choice, Day, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource

resource("vulnerabilities", Vulnerability, key="uuid", pattern=UUID)
resource("travel-fitness", TravelFitness, key="uuid", pattern=UUID)
resource("fitness-findings", FitnessFinding, key="uuid", pattern=UUID)
resource("kept-apart", KeepApart, key="uuid", pattern=UUID)


@declares(flag_vulnerability, at="cases/flag-vulnerability")
class FlagVulnerability(OperationForm):
    """What makes the way harder or more dangerous."""

    title = _("Add a flag")
    what_happens = _("Only roles that read its group learn of it, and that there is one.")
    done = _("The flag is noted.")
    example = {"kind": "injury", "since": "2025-11-20", "source": "citizen", "words": "Left hand."}
    bulk = False

    kind = Choice(VulnerabilityKind, label=_("What"))
    since = Day(label=_("Since"))
    until = Day(label=_("Until"), help_text=_("Where an end is known."), required=False)
    source = Choice(Source, label=_("Who says so"))
    words = Text(label=_("What to know"), max_length=2000, multiline=True, required=False)


@declares(end_vulnerability, at="vulnerabilities/end")
class EndVulnerability(OperationForm):
    """It holds no more, or never did."""

    title = _("End a flag")
    what_happens = _("It stays, marked as ended with the reason.")
    done = _("The flag is ended.")
    example = {"reason": "The wound has healed."}
    bulk = False

    reason = Text(label=_("Why"), max_length=1000, multiline=True)


@declares(record_fitness, at="cases/record-fitness")
class RecordFitness(OperationForm):
    """Whether the person may travel, as far as planning needs it."""

    title = _("Record fitness to travel")
    what_happens = _(
        "Whoever plans the way sees whether the person may travel and until when. Who examined "
        "her and what was found is sealed."
    )
    done = _("The fitness is recorded.")
    example = {
        "result": "fit_with_help",
        "valid_from": "2025-11-20",
        "valid_until": "2030-01-31",
        "examiner_role": "doctor",
        "examiner": "Invented doctor, Mae Sot",
        "help_needed": "A seat with room for the leg.",
    }
    bulk = False

    result = Choice(Fitness, label=_("May the person travel"))
    valid_from = Day(label=_("Examined on"))
    valid_until = Day(label=_("Holds until"))
    examiner_role = Choice(Examiner, label=_("Who says so"))
    examiner = Text(label=_("Name and place"), max_length=160)
    help_needed = Text(label=_("Help needed on the way"), max_length=300, required=False)
    words = Text(label=_("What was found"), max_length=4000, multiline=True, required=False)


@declares(keep_apart, at="citizens/keep-apart")
class KeepTwoApart(OperationForm):
    """No seat beside each other, no room together."""

    title = _("Keep apart from somebody")
    what_happens = _(
        "It holds both ways. Only who seats and houses people learns of it, and is warned where "
        "the two are at one place or in one travel group."
    )
    done = _("It is noted that the two are kept apart.")
    example = {
        "other": "00000000-0000-4000-8000-000000000000",
        "reason": "recruitment",
        "since": "2025-11-20",
        "words": "He says that she promised him the work.",
    }
    bulk = False

    other = Record(
        label=_("The other person"),
        help_text=_("The number of a case, or the identifier of the record."),
        max_length=LONGEST_NAME,
    )
    reason = Choice(ApartReason, label=_("Why"))
    since = Day(label=_("Since"))
    until = Day(label=_("Until"), required=False)
    words = Text(label=_("What to know"), max_length=2000, multiline=True, required=False)

    def clean_other(self) -> Citizen:
        """Return the other person; out of sight and not there are answered alike."""
        found = record_of(self.actor, str(self.cleaned_data["other"]).strip())
        if found is None:
            raise ValidationError(_("There is no such person in your sight."), "unknown")
        return found


@declares(end_keep_apart, at="kept-apart/end")
class EndKeepApart(OperationForm):
    """The two may be together again."""

    title = _("End keeping apart")
    what_happens = _("Nobody is warned any more. That they were kept apart stays on record.")
    done = _("The two may be together again.")
    example = {"reason": "They are brothers and have made up."}
    bulk = False

    reason = Text(label=_("Why"), max_length=1000, multiline=True)
