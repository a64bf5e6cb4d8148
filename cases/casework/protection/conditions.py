"""What a playbook may ask about protecting a person: only what is no secret of any group."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.protection.choices import Fitness
from cases.casework.protection.models import TravelFitness
from cases.core.conditions import condition


def newest_fitness(files: Sequence[Any]) -> Mapping[int, TravelFitness]:
    """Return by case the newest word on fitness; one query."""
    rows = TravelFitness.objects.filter(case__in=[file.case.pk for file in files])
    newest = rows.order_by("case_id", "-recorded_at", "-pk").distinct("case_id")
    return {row.case_id: row for row in newest}


@condition(
    "fit_to_travel",
    missing=_("Nobody has said that the person is fit to travel on that day."),
    mended_by="record_fitness",
    is_daily=True,
    reads=newest_fitness,
)
def fit_to_travel(case: Case, today: date, newest: TravelFitness | None) -> bool:
    """The newest word on her fitness holds on the day of travel, else today, and lets her travel.

    It reads the bare fact alone, so that the gate is the same for every role.
    """
    needed_on = max(case.journey_on or today, today)
    if newest is None or newest.result == Fitness.NOT_FIT:
        return False
    return newest.valid_from <= needed_on <= newest.valid_until
