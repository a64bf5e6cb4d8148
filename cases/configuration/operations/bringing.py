"""Bringing a set to be loaded, proposing its load once the difference was seen, taking it back."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _

from cases.configuration.choices import LoadState
from cases.configuration.comparing import Comparison
from cases.configuration.ending import let_go
from cases.configuration.models import ConfigurationLoad
from cases.configuration.notices import tell_deciders
from cases.configuration.policies import check_state
from cases.configuration.sets import UnreadableError
from cases.configuration.showing import compared, told_of
from cases.configuration.unchanged import check_unchanged
from cases.core import present, store
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, broken_rule, not_allowed
from cases.core.fields import Sent
from cases.core.operations import operation
from cases.seeding.entries import FaultyError

TO_PROPOSE: Final = timedelta(days=1)
TO_CONFIRM: Final = timedelta(days=7)
"""How long files that nobody has decided on are kept."""
MOST_FAULTS: Final = 50
"""Told of one set; the next look tells what is left."""


@operation(may="configuration.load", audit="configuration_load.brought")
def bring_set(actor: Actor, *, file: Sent, words: str) -> ConfigurationLoad:
    """Keep a set that another installation wrote, with what it would change here; nothing is."""
    if actor.staff_id is None or actor.posting_id is None:
        raise not_allowed()
    shown, now = comparison_of(actor, file), present.now()
    return ConfigurationLoad.objects.create(
        name=file.name,
        words=words,
        size=len(file.content),
        digest=shown.digest,
        difference=told_of(shown),
        writes=len(shown.writes),
        files_differ=len(shown.files),
        posting_id=actor.posting_id,
        brought_by_id=actor.staff_id,
        brought_at=now,
        expires_at=now + TO_PROPOSE,
        stored=store.keep(file.content),
    )


def comparison_of(actor: Actor, file: Sent) -> Comparison:
    """Return what the set would change; 422 with every fault at its file and line."""
    try:
        return compared(actor, file.content)
    except UnreadableError as fault:
        raise broken_rule(str(fault), "set_unreadable", "file") from None
    except FaultyError as faulty:
        raise refusal_of_faults(faulty) from None


def refusal_of_faults(faulty: FaultyError) -> Refused:
    """422: the set is faulty, each fault with the file and the line it stands on."""
    told = [str(fault) for fault in faulty.faults[:MOST_FAULTS]]
    return Refused(
        _("The set is faulty. Mend these lines and send it again. Nothing was changed."),
        "set_faulty",
        problems=[Problem("file", "entry_faulty", words) for words in told],
    )


@operation(may="configuration.load", audit="configuration_load.proposed", fresh=True)
def propose_load(actor: Actor, load: ConfigurationLoad, *, expecting: str) -> ConfigurationLoad:
    """Ask a second person to let it be loaded as it was shown."""
    check_state(load, "propose_load")
    check_unchanged(actor, load, expecting)
    load.state, load.proposed_at = LoadState.WAITING, present.now()
    load.expires_at = load.proposed_at + TO_CONFIRM
    load.save(update_fields=["state", "proposed_at", "expires_at"])
    tell_deciders(load)
    return load


@operation(may="configuration.load", audit="configuration_load.withdrawn")
def withdraw_load(actor: Actor, load: ConfigurationLoad) -> ConfigurationLoad:
    """Take it back; one that is being loaded is undone."""
    check_state(load, "withdraw_load")
    let_go(load, LoadState.WITHDRAWN)
    return load
