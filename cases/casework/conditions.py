"""The conditions that playbooks may name: facts of a case and its person."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, StepStatus
from cases.casework.consent import AGAINST_RETURN, WISH
from cases.casework.models import Case, Step
from cases.casework.progress.plans import plan_of
from cases.citizens.ages import youth_of
from cases.citizens.choices import NationalityStatus
from cases.citizens.models import ContactPoint, Relative
from cases.core.conditions import condition
from cases.procedures.choices import Body


def reachable(files: Sequence[Any]) -> Mapping[int, bool]:
    """Return the cases whose person, or a relative of hers, can be reached; one query."""
    people = {file.case.citizen_id for file in files}
    points = ContactPoint.objects.filter(citizen__in=people, withdrawn_at__isnull=True)
    relatives = Relative.objects.filter(citizen__in=people, withdrawn_at__isnull=True)
    by_relatives = relatives.exclude(phone="").order_by().values_list("citizen")
    found = {pk for (pk,) in points.order_by().values_list("citizen").union(by_relatives)}
    return {file.case.pk: True for file in files if file.case.citizen_id in found}


@condition(
    "has_contact_way",
    missing=_("No way to reach the person is on record."),
    mended_by="add_contact_point",
    reads=reachable,
)
def has_contact_way(case: Case, today: date, found: bool | None) -> bool:
    """A number or an address of her own or of a relative stands."""
    return found is not None


@condition(
    "whereabouts_known",
    missing=_("Nobody has said in which country the person is."),
    mended_by="record_stay",
)
def whereabouts_known(case: Case, today: date) -> bool:
    """The last standing point names a country."""
    return case.citizen.now_country != ""


@condition(
    "playbook_fits_place",
    missing=_("The playbook is not one for where the person is."),
    mended_by="move_to_playbook",
)
def playbook_fits_place(case: Case, today: date) -> bool:
    """The playbook of the case is one for the country in which the person is."""
    countries = plan_of(case.playbook_id).countries
    return case.playbook_id is None or case.citizen.now_country in countries


def decides_nationality(step: Step) -> bool:
    """Return whether the answer to a step can say that the person is a national."""
    rows = step.procedure.result_fields
    return any(choice.get("nationality") for row in rows for choice in row.get("choices", []))


@condition(
    "identity_confirmed",
    missing=_("Nationality is not verified."),
    mended_by="correct_citizen",
    by_step=decides_nationality,
    must_act=Body.MISSION.value,
    told_by="not_found_foreign",
)
def identity_confirmed(case: Case, today: date) -> bool:
    """Nationality was decided, by whoever may decide it (Law 49/2019/QH14)."""
    return case.citizen.nationality_status == NationalityStatus.VERIFIED


@condition(
    "not_found_foreign",
    missing=_("The person was found not to be a national."),
    mended_by="close_case",
    picks={"outcome": Outcome.NOT_NATIONAL.value},
    by_step=decides_nationality,
    is_step_second=True,
)
def not_found_foreign(case: Case, today: date) -> bool:
    """Nobody has decided that the person is not a national: who is not one is not ours to help."""
    return case.citizen.nationality_status != NationalityStatus.NOT_NATIONAL


@condition(
    "journey_planned",
    missing=_("No day of travel is planned."),
    mended_by="plan_journey",
    is_daily=True,
)
def journey_planned(case: Case, today: date) -> bool:
    """A day of travel that has not passed is set."""
    return case.journey_on is not None and case.journey_on >= today


@condition(
    "reception_point_known",
    missing=_("Nobody has said where at home the person is received."),
    mended_by="set_reception_point",
)
def reception_point_known(case: Case, today: date) -> bool:
    """A gate or an airport at home is named, so that somebody there sees who comes."""
    return case.reception_point_id is not None


def first_to_expire(files: Sequence[Any]) -> Mapping[int, date]:
    """Return by case the first day on which something runs out that was got; no query."""
    found = {}
    for file in files:
        days = [
            step.expires_on
            for step in file.steps
            if step.status == StepStatus.DONE and step.expires_on is not None
        ]
        if days:
            found[file.case.pk] = min(days)
    return found


def runs_out(step: Step) -> bool:
    """Return whether what a step got has a last day."""
    return step.status == StepStatus.DONE and step.expires_on is not None


@condition(
    "documents_last",
    missing=_("A document or a clearance runs out before the journey."),
    mended_by="plan_journey",
    by_step=runs_out,
    is_daily=True,
    reads=first_to_expire,
)
def documents_last(case: Case, today: date, first: date | None) -> bool:
    """Everything that was got holds on the day of travel, else today."""
    needed_on = max(case.journey_on or today, today)
    return first is None or first >= needed_on


@condition(
    "is_minor",
    missing=_("The person is not under 18, nor may be."),
    mended_by="correct_citizen",
    is_daily=True,
)
def is_minor(case: Case, today: date) -> bool:
    """Under 18 today, or perhaps: who is known by year or month of birth may be a child still.

    Law 53/2024/QH15: under that age no means are needed. A step for children that was not needed is
    waived; one that was never asked for is missed.
    """
    return bool(youth_of(case.citizen.birth, today))


@condition(
    "is_in_thailand",
    missing=_("The person is not in Thailand as far as known."),
    mended_by="record_stay",
)
def is_in_thailand(case: Case, today: date) -> bool:
    """As the last standing point says."""
    return case.citizen.now_country == "TH"


@condition(
    "is_in_myanmar",
    missing=_("The person is not in Myanmar as far as known."),
    mended_by="record_stay",
)
def is_in_myanmar(case: Case, today: date) -> bool:
    """As the last standing point says."""
    return case.citizen.now_country == "MM"


@condition(
    WISH,
    missing=_(
        "The person has said that they do not want to return, or not yet. If they say otherwise "
        "now, record the statement “Wish to return”."
    ),
    mended_by="record_statement",
    picks={"kind": "return"},
    must_act=Body.CITIZEN.value,
)
def return_not_refused(case: Case, today: date) -> bool:
    """Her latest word is not against it; asked before “ready” and “departed” of every case."""
    return case.return_wish not in AGAINST_RETURN
