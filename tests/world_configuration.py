"""Loads of a configuration, for the tests that try every operation and for their own."""

from typing import Any

from cases.configuration.models import ConfigurationLoad
from cases.configuration.operations import bring_set, confirm_load, propose_load
from cases.configuration.sets import packed
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.fields import Sent
from tests.factories import MissionFactory, PostingFactory, proved
from tests.register import fresh

Prepared = tuple[Any, dict[str, Any]]
PLACE = """[[place]]
code = "zqford"
name = "An invented ford"
kind = "ford"
country = "TH"
verified = false
"""
SET = {"places.toml": PLACE}
WORDS = "Tried on the test server"


def leader() -> Actor:
    """Return one more of those who lead headquarters, who has just proved who it is."""
    mission = MissionFactory(headquarters=True)
    return proved(PostingFactory(mission=mission, role="headquarters_lead").actor())


def as_zip(files: dict[str, str]) -> bytes:
    """Return a set as it is sent."""
    return packed({name: text.encode() for name, text in files.items()})


def brought(actor: Actor, files: dict[str, str] | None = None) -> ConfigurationLoad:
    """Return a set that was brought and compared."""
    file = Sent("configuration.zip", as_zip(files or SET))
    return bring_set(actor, file=file, words=WORDS)


def proposed(actor: Actor, files: dict[str, str] | None = None) -> ConfigurationLoad:
    """Return a load that waits for a second person."""
    with eyes(actor):
        load = fresh(brought(actor, files))
        return propose_load(actor, load, expecting=load.digest)


def confirmed(
    actor: Actor, second: Actor, files: dict[str, str] | None = None
) -> ConfigurationLoad:
    """Return a load that was confirmed; `run_jobs` writes it."""
    load = proposed(actor, files)
    with eyes(second):
        return confirm_load(second, fresh(load), expecting=load.digest)


def seen_by(actor: Actor, load: ConfigurationLoad) -> ConfigurationLoad:
    """Return the load as it is now."""
    with eyes(actor):
        row: ConfigurationLoad = fresh(load)
        return row


def own(actor: Actor) -> Prepared:
    """A set of one's own."""
    return brought(actor), {}


def to_propose(actor: Actor) -> Prepared:
    """The same, with the digest of what was shown."""
    load = brought(actor)
    return load, {"expecting": load.digest}


def of_colleague(actor: Actor) -> Prepared:
    """A load that a colleague proposed."""
    return proposed(leader()), {}


def to_confirm(actor: Actor) -> Prepared:
    """The same, with the digest of what was shown."""
    load, _more = of_colleague(actor)
    return load, {"expecting": load.digest}


LOADS = {"configuration-loads": own}
OF_LOADS = {"propose_load": to_propose, "confirm_load": to_confirm, "refuse_load": of_colleague}
LOADING = {"configuration.load": leader}
"""A right that nobody below the head of the department has."""
