"""What the operations on loads take, declared once for web, API and admin."""

import base64
from typing import Any, Final

from django.core.validators import RegexValidator
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from cases.citizens.forms.person import UUID
from cases.configuration.models import ConfigurationLoad
from cases.configuration.operations import (
    bring_set,
    confirm_load,
    propose_load,
    refuse_load,
    withdraw_load,
)
from cases.configuration.sets import MOST_SENT, packed
from cases.core.fields import Text, Upload
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource

resource("configuration-loads", ConfigurationLoad, key="uuid", pattern=UUID)

PLACE: Final = b"""[[place]]
code = "invented-ford"
name = "An invented ford"
kind = "ford"
country = "TH"
verified = false
"""
EXAMPLE: Final = base64.b64encode(packed({"places.toml": PLACE})).decode()
DIGEST: Final = "0" * 64
DIGITS = RegexValidator("^[0-9a-f]{64}$", _("A digest has 64 digits of 0 to 9 and a to f."))


@declares(bring_set, at="configuration-loads/bring")
class BringSet(OperationForm):
    """A ZIP that another installation wrote; what it would change is shown first."""

    title = _("Bring a set of files")
    bulk = False
    what_happens = _(
        "The files are compared with what is set up here, and kept closed for a day. Nothing is "
        "changed before you have proposed the load and a second person has confirmed it."
    )
    done = _("This is what a load would change. Nothing was changed yet.")
    template = "configuration/bring.html"
    example = {
        "file": {"name": "configuration.zip", "content": EXAMPLE},
        "words": "Places that were tried on the test server",
    }

    file = Upload(
        label=_("Set of files"),
        help_text=_("A ZIP as it is downloaded on the page Configuration, at most 2 MB."),
        most_bytes=MOST_SENT,
        accept=".zip,application/zip",
    )
    words = Text(
        label=_("Why it is loaded"),
        help_text=_("For whoever decides on it, without the name or number of a person."),
        max_length=200,
    )


class WithDigest(OperationForm):
    """What names the difference that was shown, so that no other one is loaded."""

    expecting = Text(
        label=_("Digest of the difference"),
        help_text=_("As it was shown. If anything else would change by now, it is refused."),
        max_length=64,
        validators=[DIGITS],
        widget=HiddenInput,
    )

    def get_initial_for_field(self, field: Any, field_name: str) -> Any:
        """Return the digest of what the page shows."""
        given = super().get_initial_for_field(field, field_name)
        return given or getattr(self.target, "digest", "")


@declares(propose_load, at="configuration-loads/propose")
class ProposeLoad(WithDigest):
    """As it was shown, to a second person."""

    title = _("Propose the load")
    what_happens = _(
        "Whoever leads headquarters is told, and somebody else than you decides within seven days. "
        "Nothing is changed until then."
    )
    done = _("The load is proposed. You are told what was decided.")
    bulk = False
    refuses = (422,)
    example = {"expecting": DIGEST}


@declares(confirm_load, at="configuration-loads/confirm")
class ConfirmLoad(WithDigest):
    """Somebody else answers for it, in her own name."""

    title = _("Confirm and load")
    what_happens = _(
        "Every entry that was shown is written in your name, all of them or none. It is looked at "
        "again first: if anything else would change by now, nothing is."
    )
    done = _("It is being loaded. You see here how far it is.")
    bulk = False
    starts_work = True
    refuses = (422,)
    example = {"expecting": DIGEST}


@declares(refuse_load, at="configuration-loads/refuse")
class RefuseLoad(OperationForm):
    """Nothing is loaded."""

    title = _("Refuse the load")
    what_happens = _("Nothing is loaded, and the files are let go. Whoever brought them is told.")
    done = _("The load is refused.")
    bulk = False
    example = {"reason": "The new limits begin next month."}

    reason = Text(
        label=_("Why"),
        help_text=_("In words of your own, without the name or number of a person."),
        max_length=200,
    )


@declares(withdraw_load, at="configuration-loads/withdraw")
class WithdrawLoad(OperationForm):
    """Taken back, whoever brought it; one that is being loaded is undone."""

    title = _("Withdraw the load")
    what_happens = _(
        "The files are let go. What is being loaded at the moment is undone as a whole."
    )
    done = _("The load is withdrawn.")
    bulk = False
