"""Whether a set would still change what was shown: asked before each step that leads to a load."""

from django.utils.translation import gettext_lazy as _

from cases.configuration.models import ConfigurationLoad
from cases.configuration.policies import refusal_of_load
from cases.configuration.sets import Files, UnreadableError, unpacked
from cases.configuration.showing import compared_files_of
from cases.core import store
from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule, wrong_state
from cases.seeding.entries import FaultyError

LOST = _("The files that were kept cannot be read. Withdraw this load and bring the set again.")
OTHERWISE = _(
    "What would change is not what was shown any more: something was changed here meanwhile. "
    "Withdraw this load and bring the set again."
)


def check_unchanged(actor: Actor, load: ConfigurationLoad, expecting: str) -> None:
    """Raise unless the set can be loaded, and changes exactly what the digest stands for."""
    if expecting != load.digest:
        message = _("This is not the digest of the difference that was shown.")
        raise broken_rule(message, "digest_differs", "expecting")
    refusal = refusal_of_load(actor, load)
    if refusal is not None:
        raise refusal
    try:
        found = compared_files_of(actor, kept_files(load)).digest
    except (FaultyError, UnreadableError):
        found = ""
    if found != load.digest:
        raise wrong_state(OTHERWISE, "difference_differs")


def kept_files(load: ConfigurationLoad) -> Files:
    """Return the files that were brought; 503 where their bytes are lost."""
    assert load.stored is not None
    try:
        return unpacked(store.read(load.stored))
    except store.LostFileError:
        raise Refused(LOST, "file_lost", 503) from None
