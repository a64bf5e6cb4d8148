"""What the operations on tokens take, declared once for web, API and admin."""

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Day, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.exchange.models import ApiToken
from cases.exchange.operations import create_token, revoke_token

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
resource("tokens", ApiToken, key="uuid", pattern=UUID)


@declares(create_token, at="tokens/create")
class CreateToken(OperationForm):
    """For another system or a script, bound to the posting under which it is made."""

    title = _("Make a token")
    what_happens = _("The token acts as you do at this posting. It is shown only once.")
    example = {"label": "Nightly report", "expires_on": "2099-12-31"}

    label = Text(
        label=_("Name"),
        help_text=_("Which system or script will use it."),
        max_length=80,
    )
    expires_on = Day(
        label=_("Last day"),
        help_text=_("It ends with your posting in any case. Leave it empty for no other end."),
        required=False,
    )


@declares(revoke_token, at="tokens/revoke")
class RevokeToken(OperationForm):
    """At once, for good."""

    title = _("Revoke the token")
    what_happens = _("The system that uses it is refused from now on. The record of it stays.")
    example = {}
