"""A second person decides on the load of a set."""

from cases.configuration.choices import LoadState
from cases.configuration.ending import let_go
from cases.configuration.jobs import begin_loading
from cases.configuration.models import ConfigurationLoad
from cases.configuration.notices import tell_bringer
from cases.configuration.policies import check_state
from cases.configuration.unchanged import check_unchanged
from cases.core import present
from cases.core.actor import Actor
from cases.core.operations import operation


@operation(may="configuration.load", audit="configuration_load.confirmed", fresh=True)
def confirm_load(actor: Actor, load: ConfigurationLoad, *, expecting: str) -> ConfigurationLoad:
    """Let it be loaded as it was shown, in one's own name; never by whoever brought it."""
    check_state(load, "confirm_load")
    check_unchanged(actor, load, expecting)
    decide(actor, load)
    begin_loading(load)
    return load


@operation(may="configuration.load", audit="configuration_load.refused")
def refuse_load(actor: Actor, load: ConfigurationLoad, *, reason: str) -> ConfigurationLoad:
    """Let nothing be loaded, and say why."""
    check_state(load, "refuse_load")
    decide(actor, load, reason)
    let_go(load, LoadState.REFUSED)
    tell_bringer("load_refused", load)
    return load


def decide(actor: Actor, load: ConfigurationLoad, reason: str = "") -> None:
    """Keep who decided, when and why."""
    load.decided_by_id, load.decided_posting_id = actor.staff_id, actor.posting_id
    load.decided_at, load.decide_reason = present.now(), reason
    load.save(update_fields=["decided_by", "decided_posting", "decided_at", "decide_reason"])
