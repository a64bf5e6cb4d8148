"""Work at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.casework.operations import assign_case
from cases.core import present
from cases.core.actor import Actor
from cases.core.fields import Ref
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.missions.models import Staff


def colleagues(actor: Actor, case: Any) -> Any:
    """Return the staff posted at the mission of the case."""
    if case is not None:
        return Staff.objects.posted_at(case.mission_id, present.today(case.mission.zone))
    return Staff.objects.posted_at(actor.mission_id, actor.office_day(present.now()))


class OfficerRef(Ref):
    """Who looks after a new case: at first whoever opens it, where her role assigns cases.

    Others are not asked: the case is for the desk, and stands there among those of nobody.
    """

    unchosen = _("Nobody yet")

    def narrow(self, actor: Actor, target: Any) -> None:
        super().narrow(actor, target)
        if actor.may("case.assign"):
            self.initial = lambda: self.own(actor)
        else:
            self.widget = forms.HiddenInput()

    def own(self, actor: Actor) -> Any:
        """Return the actor as the field names her."""
        assert self.rows is not None
        return self.rows.filter(pk=actor.staff_id).values_list(self.by, flat=True).first()


def officer_field() -> Ref:
    """The officer of a case that is being opened."""
    return OfficerRef(
        by="username",
        among=lambda actor, target: (
            colleagues(actor, None) if actor.may("case.assign") else Staff.objects.none()
        ),
        label=_("Who looks after the case"),
        required=False,
    )


@declares(assign_case, at="cases/assign")
class AssignCase(OperationForm):
    """One officer looks after a case."""

    title = _("Assign to an officer")
    what_happens = _("The officer sees the case among the own cases.")
    done = _("It is noted who looks after the case.")
    example = {"officer": "bangkok.officer"}
    needed_in_bulk = {
        "officer": _(
            "Choose an officer. To take a case from everybody, open that case and do it there."
        )
    }

    officer = Ref(
        by="username",
        among=colleagues,
        label=_("Officer"),
        help_text=_("Leave it empty to take the case from everybody."),
        required=False,
    )
