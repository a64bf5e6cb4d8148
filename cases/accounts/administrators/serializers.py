"""What changes to administrators look like in the API."""

from cases.core.offered import OFFERED
from cases.core.shapes import DAY, MOMENT, UUID, WHOLE, Shape, column
from cases.missions.choices import AdministratorAct, AdministratorChangeState, Role

CHANGE_ROW = Shape(
    "AdministratorChangeRow",
    (
        column("uuid", kind=UUID),
        column("act", kind=AdministratorAct, help="By the name of the operation that does it."),
        column("staff", "staff__username", help="Whose account."),
        column("mission", "mission__code", null=True),
        column("role", kind=Role, null=True),
        column("starts_on", kind=DAY, null=True),
        column("ends_on", kind=DAY, null=True),
        column("reason", null=True),
        column("asked_by", "asked_by__username"),
        column("asked_at", kind=MOMENT),
        column("expires_at", kind=MOMENT, help="Until when another administrator can confirm it."),
        column(
            "state",
            kind=AdministratorChangeState,
            help="As it was last noted; waiting beyond expires_at, nobody confirms it any more.",
        ),
        column("decided_by", "decided_by__username", null=True),
        column("decided_at", kind=MOMENT, null=True),
        column("decide_reason", null=True),
        column("done_at", kind=MOMENT, null=True),
        column("version", kind=WHOLE),
    ),
)
CHANGE = CHANGE_ROW.with_more(
    "AdministratorChange",
    also=(OFFERED,),
)
