"""What the accounts of the demonstration set up and take along: programs, their tokens, exports.

No token is kept: what is made here was shown to nobody, so nobody can use it.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from cases.core import present
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.exchange.models import ApiToken
from cases.exchange.operations import take_secret
from cases.exports.models import Export
from cases.missions.models import Posting
from cases.seeding.acting import Say, act
from cases.seeding.applied import applied_digests, remember, turn
from cases.seeding.entries import Pairing, SeedSet, Spot, Step, digest_of
from cases.seeding.files import read_toml, refuse_others, tables
from cases.seeding.people import part

OF_ACT: Final = {"key", "by", "operation", "args"}
MADE_BEFORE: Final[dict[str, Any]] = {"revoke_token": ApiToken, "start_export": Export}
"""Operation on what the act before it made -> the table whose newest row that is."""
OPERATIONS: Final = {"ask_export", "create_service_account", "issue_service_token", *MADE_BEFORE}


def read_programs(seeds: SeedSet, folder: Path) -> None:
    """Read the acts, in their order; each says by whose account it is done."""
    path = folder / "demo" / "programs.toml"
    if not path.exists():
        return
    content, spot = read_toml(seeds, folder, path)
    refuse_others(seeds, content, spot, {"act"})
    for values, at in tables(seeds, content, spot, "act"):
        read_one(seeds, values, at)


def read_one(seeds: SeedSet, values: dict[str, Any], spot: Spot) -> None:
    """Read one act."""
    refuse_others(seeds, values, spot, OF_ACT)
    name, by = str(values.get("operation", "")), str(values.get("by", ""))
    if not values.get("key"):
        seeds.faults.append(spot.fault("key is missing."))
    if name not in OPERATIONS:
        sentence = f'operation names nothing that is done here: "{name}"'
        seeds.faults.append(spot.inside("operation").fault(sentence))
    if by not in {entry.key for entry in seeds.of("staff")}:
        seeds.faults.append(spot.inside("by").fault(f'by is no account of the seeds: "{by}"'))
    said = part(seeds, values, spot, "args") if "args" in values else {}
    step = Step(present.now(), "", name, said, spot.inside("args"))
    key = f"programs/{values.get('key', '')}"
    seeds.programs.append(Pairing(key, step, (by, ""), digest_of(values), spot))


def load_programs(seeds: SeedSet, say: Say) -> None:
    """Carry out what is not there yet, in one transaction, at the present of the demonstration."""
    if not seeds.programs:
        return
    with turn():
        applied = applied_digests()
        new = [row for row in seeds.programs if row.full_key not in applied]
        for row in new:
            load_one(row)
            remember(row)
    say(f"  programs: {len(seeds.programs)}, new: {len(new)}")


def load_one(row: Pairing) -> None:
    """Do one act under the posting that its account has today; whoever seeds vouches for it."""
    name = row.step.operation
    with eyes(SYSTEM):
        postings = Posting.objects.visible_to(SYSTEM).current(present.now().date())
        posting = postings.filter(staff__username=row.people[0]).select_related("staff").first()
    if posting is None:
        return
    actor = replace(posting.actor(), proved_at=timezone.now())
    with eyes(actor):
        made = act(actor, name, row.step.values, row.step.spot, newest(actor, name))
        take_secret(made.public_reference)


def newest(actor: Actor, name: str) -> Any:
    """Return the row that an operation is on, None where it makes one."""
    if name not in MADE_BEFORE:
        return None
    return MADE_BEFORE[name].objects.visible_to(actor).order_by("pk").last()
