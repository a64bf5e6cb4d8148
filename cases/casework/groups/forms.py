"""What the acts on travel groups take."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from cases.casework.forms.moves import UUID
from cases.casework.groups import policies
from cases.casework.groups.choices import GroupKind, MemberRole
from cases.casework.groups.course import group_entries
from cases.casework.groups.models import GroupMember, TravelGroup
from cases.casework.groups.operations import end_group, form_group, join_group, leave_group
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.fields import Choice, Day, Ref, Text, YesNo
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource

__all__ = ["group_entries", "policies"]

UNKNOWN_CASE = _("There is no case under this number in your sight.")
resource("travel-groups", TravelGroup, key="uuid", pattern=UUID)


def case_named(actor: Actor, number: str) -> Case:
    """Return the case under a number, as far as it is in sight; ValidationError otherwise."""
    rows = Case.objects.visible_to(actor).select_related("citizen")
    found = rows.filter(reference=number.upper()).first() if number.isprintable() else None
    if found is None:
        raise ValidationError(UNKNOWN_CASE, code="unknown")
    return found


def members_to_leave(actor: Actor, group: Any) -> Any:
    """Return who is in the group now."""
    rows = GroupMember.objects.visible_to(actor).standing().filter(group=group)
    return rows.select_related("case__citizen")


class MemberRef(Ref):
    """A member of the group, by name and number of the case."""

    def label_of(self, row: Any) -> str:
        return f"{row.case.citizen} · {row.case.reference}"


class Together(OperationForm):
    """Takes people together; asks first where two of them are to be kept apart."""

    apart_is_known = YesNo(label=_("This is known, and they are to travel together nevertheless"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            # The question comes with its reason, after the form was sent.
            self.fields["apart_is_known"].widget = HiddenInput()
        self.order_fields([name for name in self.fields if name != "apart_is_known"])


@declares(form_group, at="cases/form-group")
class FormGroup(Together):
    """Two people at first; others are added on the page of the group."""

    title = _("Form a travel group")
    what_happens = _("The two travel together from that day on. Others can be added afterwards.")
    done = _("The group is formed.")
    example = {
        "kind": "family",
        "role": "guardian",
        "other": "BKK-2025-00002",
        "other_role": "relative",
        "since": "2025-11-20",
    }
    bulk = False

    kind = Choice(GroupKind, label=_("What holds them together"))
    role = Choice(MemberRole, label=_("What this person is in it"))
    other = Text(label=_("Number of the other person’s case"), max_length=24)
    other_role = Choice(MemberRole, label=_("What the other person is in it"))
    since = Day(label=_("Since"))

    def clean_other(self) -> Case:
        """Return the case under the number."""
        return case_named(self.actor, self.cleaned_data["other"])


@declares(join_group, at="travel-groups/join")
class JoinGroup(Together):
    """One more person."""

    title = _("Add a person")
    done = _("The person is in the group.")
    example = {"case": "BKK-2025-00003", "role": "sibling", "since": "2025-11-20"}
    bulk = False

    case = Text(label=_("Number of the case"), max_length=24)
    role = Choice(MemberRole, label=_("What the person is in it"))
    since = Day(label=_("Since"))
    until = Day(label=_("Until"), help_text=_("Where an end is known."), required=False)

    def clean_case(self) -> Case:
        """Return the case under the number."""
        return case_named(self.actor, self.cleaned_data["case"])


@declares(leave_group, at="travel-groups/leave")
class LeaveGroup(OperationForm):
    """Somebody goes another way."""

    title = _("Take a person out")
    what_happens = _("The others stay together. That the person was in the group stays on record.")
    done = _("The person is out of the group.")
    example = {"member": "00000000-0000-4000-8000-000000000000", "until": "2025-11-20"}
    bulk = False

    member = MemberRef(by="uuid", among=members_to_leave, label=_("Who"))
    until = Day(label=_("Until"))


@declares(end_group, at="travel-groups/end")
class EndGroup(OperationForm):
    """Nobody in it travels together any more."""

    title = _("End the group")
    what_happens = _("Everybody travels alone from now on. The group stays on record.")
    done = _("The group has ended.")
    bulk = False
