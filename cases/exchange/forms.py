"""What the operations on tokens take, declared once for web, API and admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.fields import Codes, Day, Number, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.core.scopes import without_effect
from cases.exchange.choices import NARROWING, Scope
from cases.exchange.models import ApiToken
from cases.exchange.operations import create_token, issue_service_token, revoke_token
from cases.missions.choices import Role, StaffKind
from cases.missions.models import Staff

MOST = _(
    "Choose no more than it needs: whoever finds the token can do this much. Whatever writes also "
    "reads all cases and people that the role sees, except where only reference data is entered."
)
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
resource("tokens", ApiToken, key="uuid", pattern=UUID)


class Scopes(Codes):
    """What a token is for; of the scopes those are offered that give the role anything.

    `role`: of another system; without it the role of who asks, who may also choose all of it.
    """

    def __init__(self, *, role: str = "", **kwargs: Any) -> None:
        self.role = role
        super().__init__(Scope, **kwargs)

    def narrow(self, actor: Actor, target: Any) -> None:
        useless = without_effect(NARROWING, self.role or actor.role)
        if self.role:
            useless.append(Scope.WHOLE_ROLE.value)
        self.choices = [row for row in Scope.choices if row[0] not in useless]


def label_field() -> Text:
    """What a token is called."""
    return Text(
        label=_("Name"),
        help_text=_("Which system or script will use it."),
        max_length=80,
    )


@declares(create_token, at="tokens/create")
class CreateToken(OperationForm):
    """For a script of one's own, bound to the posting under which it is made."""

    title = _("Make a token")
    what_happens = _(
        "The token acts as you do at this posting, within what it is for. It is shown only once."
    )
    example = {
        "label": "Nightly report",
        "scopes": ["cases.read", "figures.read"],
        "expires_on": "2099-12-31",
    }

    label = label_field()
    scopes = Scopes(
        label=_("What it is for"),
        help_text=MOST,
    )
    expires_on = Day(
        label=_("Last day"),
        help_text=_("It ends with your posting in any case. Leave it empty for no other end."),
        required=False,
    )


@declares(issue_service_token, at="tokens/issue-service")
class IssueServiceToken(OperationForm):
    """For another system, by who answers for the mission it works with."""

    title = _("Make a token for a service account")
    what_happens = _(
        "The system acts for the mission, within what the token is for. It is shown once: hand "
        "it to whom the account names, on a safe way."
    )
    example = {
        "account": "invented.hotline",
        "label": "Hotline, production",
        "scopes": ["people.write", "reports.write"],
        "valid_days": 365,
    }

    account = Ref(
        by="username",
        among=lambda actor, target: Staff.objects.visible_to(actor).filter(
            kind=StaffKind.SERVICE, is_active=True
        ),
        label=_("Service account"),
        help_text=_("An administrator makes the account; what it is for stands with it."),
    )
    label = label_field()
    scopes = Scopes(
        role=Role.API_CLIENT,
        label=_("What it is for"),
        help_text=MOST,
    )
    valid_days = Number(
        label=_("Good for how many days"),
        help_text=_("At most 400. Two weeks before its end the head of the mission is told."),
        min_value=1,
        max_value=400,
    )


@declares(revoke_token, at="tokens/revoke")
class RevokeToken(OperationForm):
    """At once, for good."""

    title = _("Revoke the token")
    what_happens = _("The system that uses it is refused from now on. The record of it stays.")
    example = {}
