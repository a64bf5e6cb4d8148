"""What is told about loads: that one waits for a decision, what was decided, that it is done."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.configuration.models import LOADS, ConfigurationLoad
from cases.core.notices import Params, notice_kind, tell
from cases.core.roles import operations_of, role_rows
from cases.missions.queries import headquarters_ids, holders_of


def to_load(reference: str, params: Params) -> str:
    """Lead to the load."""
    return reverse("configuration_load", args=[reference])


notice_kind(
    "load_waits",
    sentence=_("The load of a configuration waits for your decision. Entries: %(entries)s."),
    address=to_load,
    mailed=True,
)
notice_kind(
    "load_refused",
    sentence=_("The load of a configuration that you proposed was refused."),
    address=to_load,
)
notice_kind(
    "load_done",
    sentence=_("The configuration that you proposed was loaded. Entries: %(entries)s."),
    address=to_load,
)
notice_kind(
    "load_stopped",
    sentence=_("The load of a configuration was stopped, and nothing was changed."),
    address=to_load,
)


def tell_deciders(load: ConfigurationLoad) -> None:
    """Tell each of those at headquarters who may decide, and nobody else there."""
    roles = [role for role in role_rows() if LOADS in operations_of(role)]
    deciders = {
        (posting.mission_id, posting.staff_id)
        for role in roles
        for posting in holders_of(role, headquarters_ids())
    }
    for mission, staff in sorted(deciders):
        if staff != load.brought_by_id:
            tell(
                "load_waits",
                mission_id=mission,
                staff_id=staff,
                reference=load.public_reference,
                params={"entries": load.writes},
            )


def tell_bringer(kind: str, load: ConfigurationLoad) -> None:
    """Tell whoever brought the set."""
    tell(
        kind,
        mission_id=load.posting.mission_id,
        staff_id=load.brought_by_id,
        reference=load.public_reference,
        params={"entries": load.writes},
    )
