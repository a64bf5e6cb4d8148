"""What changes to administrators look like in the API."""

from cases.core.offered import OFFERED
from cases.core.shapes import DAY, UUID, WHOLE, Shape, column, of_the_machine
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
        of_the_machine("asked_at"),
        of_the_machine("expires_at", help="Until when another administrator can confirm it."),
        column(
            "state",
            kind=AdministratorChangeState,
            help="As it was last noted; waiting beyond expires_at, nobody confirms it any more.",
        ),
        column("decided_by", "decided_by__username", null=True),
        of_the_machine("decided_at", null=True),
        column("decide_reason", null=True),
        of_the_machine("done_at", null=True),
        column("version", kind=WHOLE),
    ),
)
CHANGE = CHANGE_ROW.with_more(
    "AdministratorChange",
    also=(OFFERED,),
)
