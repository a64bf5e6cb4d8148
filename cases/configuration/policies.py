"""Who reads how this installation is set up, and who may do what with the load of a set."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.configuration.choices import LoadState
from cases.configuration.models import READ, ConfigurationLoad
from cases.configuration.registry import BY_TABLE
from cases.configuration.states import is_allowed
from cases.core import present
from cases.core.actor import Actor
from cases.core.configured import is_outdated
from cases.core.errors import Refused, Sentence, broken_rule, not_allowed, wrong_state
from cases.core.guards import Hindrance, guard, raised_by, ruled_out
from cases.core.registry import DECLARED

DECIDING: Final = frozenset({"confirm_load", "refuse_load"})
NOT_YOURS: Final[Sentence] = _("Only whoever brought this set may propose its load.")
YOUR_OWN: Final[Sentence] = _("You brought this set yourself. Somebody else has to decide on it.")
WHY_NOT: Final[dict[str, Sentence]] = {
    LoadState.SHOWN: _("This load was not proposed yet."),
    LoadState.WAITING: _("This load waits for a second person."),
    LoadState.LOADING: _("This set is being loaded."),
    LoadState.LOADED: _("This set was loaded."),
    LoadState.STOPPED: _("This load was stopped. Bring the set again."),
    LoadState.REFUSED: _("This load was refused."),
    LoadState.WITHDRAWN: _("This load was withdrawn."),
    LoadState.EXPIRED: _("The time of this load is over. Bring the set again."),
}
NOTHING_DIFFERS: Final[Sentence] = _("Nothing of the set differs from what is set up here.")
FILES_DIFFER: Final[Sentence] = _(
    "Files of the set are others here. Whoever runs the machine loads them first; then the rest "
    "of the set can be loaded."
)
OUTDATED: Final[Sentence] = _(
    "Files were loaded since this server started. Servers and workers have to start again first."
)


def allow_read(actor: Actor) -> None:
    """Raise 403 unless the role reads the configuration."""
    if not actor.may(READ):
        raise not_allowed()


@guard(ConfigurationLoad)
def guard_load(actor: Actor, load: ConfigurationLoad) -> Hindrance:
    """Whoever brought a set proposes it, another decides; each who may load takes it back."""
    is_own = load.brought_by_id == actor.staff_id

    def hinders(name: str) -> Refused | None:
        if name in DECIDING and is_own:
            return Refused(YOUR_OWN, "load_your_own", 403)
        if name == "propose_load" and not is_own:
            return Refused(NOT_YOURS, "load_of_another", 403)
        return None

    return hinders


def check_state(load: ConfigurationLoad, operation: str) -> None:
    """Raise 409 unless the state table has this act now, and its time is not over."""
    if not is_allowed(operation, load.state):
        raise wrong_state(WHY_NOT[load.state], f"load_{load.state}")
    if is_over(load) and operation != "withdraw_load":
        raise wrong_state(WHY_NOT[LoadState.EXPIRED], "load_expired")


LOADING: Final = frozenset({"propose_load", "confirm_load"})


@ruled_out(ConfigurationLoad)
def state_of_load(actor: Actor, load: ConfigurationLoad) -> Hindrance:
    """What the state table does not have now, and what the set cannot be loaded for as it is."""

    def rules_out(name: str) -> Refused | None:
        refusal = raised_by(check_state, load, name)
        return refusal_of_load(actor, load) if refusal is None and name in LOADING else refusal

    return rules_out


def is_over(load: ConfigurationLoad) -> bool:
    """Return whether its time has run out, whether or not anybody has ended it yet."""
    waits = load.state in {LoadState.SHOWN, LoadState.WAITING}
    return waits and load.expires_at <= present.now()


def refusal_of_load(actor: Actor, load: ConfigurationLoad) -> Refused | None:
    """Return why the set cannot be loaded here as it is; None where it can."""
    if load.files_differ:
        return broken_rule(FILES_DIFFER, "files_differ")
    if not load.writes:
        return broken_rule(NOTHING_DIFFERS, "nothing_differs")
    if is_outdated():
        return wrong_state(OUTDATED, "files_outdated")
    if refused := kinds_refused(actor, load):
        words = _("Your role does not change everything that differs: %(what)s.")
        return Refused(words % {"what": ", ".join(refused)}, "load_not_allowed", 403)
    return None


def kinds_refused(actor: Actor, load: ConfigurationLoad) -> list[str]:
    """Return the kinds of entries that the set writes and the actor may not write.

    A kind that there is no more, as an old load may have it, is written by nobody.
    """
    written = [row["kind"] for row in load.difference["groups"] if row["lines"]]
    known = [BY_TABLE[name] for name in written if name in BY_TABLE]
    return [
        str(kind.label) for kind in known if not actor.may(DECLARED[kind.operation].operation.may)
    ] + [name for name in written if name not in BY_TABLE]
