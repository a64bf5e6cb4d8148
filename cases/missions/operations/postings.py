"""Roles of staff at missions: given from a day, ended on a day."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.operations import operation
from cases.core.roles import belongs_at
from cases.missions.administrators import ask_second, gives_power
from cases.missions.choices import AdministratorAct
from cases.missions.models import Mission, Posting, Staff
from cases.missions.policies import ask_compatible, ask_fits_kind, ask_other
from cases.places.reference import check_row

POSTING_FIELDS = {
    "posting_no_overlap": "starts_on",
    "posting_role_known": "role",
}


@operation(may="posting.manage", audit="posting.started", fresh=True)
def start_posting(
    actor: Actor,
    *,
    staff: Staff,
    mission: Mission,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
) -> Posting:
    """Give a member of staff a role at a mission, from a day, until a day or open.

    Nobody gives a role to themselves, nobody has two roles that exclude each other, and the role of
    an administrator is given by two.
    """
    ask_other(actor, staff)
    posting = checked_posting(
        staff=staff, mission=mission, role=role, starts_on=starts_on, ends_on=ends_on
    )
    if gives_power(role):
        said = {"mission": mission, "role": role, "starts_on": starts_on, "ends_on": ends_on}
        ask_second(actor, AdministratorAct.START_POSTING, staff, at="role", **said)
    posting.save(force_insert=True)
    return posting


def checked_posting(
    *, staff: Staff, mission: Mission, role: str, starts_on: date, ends_on: date | None
) -> Posting:
    """Return a posting that breaks no rule, not saved; the account is locked."""
    if ends_on is not None and ends_on < starts_on:
        raise broken_rule(
            _("A posting cannot end before it starts."), "posting_ends_after_start", "ends_on"
        )
    if not belongs_at(role, mission.kind):
        raise broken_rule(_("This role is not held at this kind of mission."), "role_at", "role")
    posting = Posting(staff=staff, mission=mission, role=role, starts_on=starts_on, ends_on=ends_on)
    check_row(posting, POSTING_FIELDS)
    ask_compatible(staff, mission, role, starts_on, ends_on)
    ask_fits_kind(staff, role, mission, starts_on, ends_on)
    return posting


@operation(may="posting.manage", audit="posting.ended", fresh=True)
def end_posting(actor: Actor, *, staff: Staff, mission: Mission, ends_on: date) -> Posting:
    """End the posting that is in force on that day; it is its last one.

    One administrator does not end another's: that takes two.
    """
    ask_other(actor, staff)
    posting = posting_to_end(actor, staff=staff, mission=mission, ends_on=ends_on)
    if gives_power(posting.role):
        said = {"mission": mission, "role": posting.role, "ends_on": ends_on}
        ask_second(actor, AdministratorAct.END_POSTING, staff, at="staff", **said)
    posting.ends_on = ends_on
    posting.save(update_fields=["ends_on"])
    return posting


def posting_to_end(actor: Actor, *, staff: Staff, mission: Mission, ends_on: date) -> Posting:
    """Return the posting that is in force on a day, locked; 422 where there is none."""
    posting = (
        Posting.objects.visible_to(actor)
        .select_for_update(no_key=True)
        .filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=ends_on),
            staff=staff,
            mission=mission,
            starts_on__lte=ends_on,
        )
        .first()
    )
    if posting is None:
        raise broken_rule(
            _("This person has no posting there that is in force on that day."),
            "no_posting",
            "ends_on",
        )
    return posting
