"""What a playbook may ask about protecting a person: only what is no secret of any group."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.protection.choices import Fitness
from cases.casework.protection.models import TravelFitness
from cases.core.conditions import condition


@condition(
    "fit_to_travel",
    missing=_("Nobody has said that the person is fit to travel on that day."),
    is_daily=True,
)
def fit_to_travel(case: Case, today: date) -> bool:
    """The newest word on her fitness holds on the day of travel, else today, and lets her travel.

    It reads the bare fact alone, so that the gate is the same for every role.
    """
    needed_on = max(case.journey_on or today, today)
    newest = TravelFitness.objects.filter(case=case).order_by("-recorded_at", "-pk").first()
    if newest is None or newest.result == Fitness.NOT_FIT:
        return False
    return newest.valid_from <= needed_on <= newest.valid_until
