"""Carrying out reference data, incidents and accounts: all of it or nothing."""

from collections.abc import Iterable

from cases.core.actor import SYSTEM
from cases.missions.models import Posting
from cases.places.models import Place
from cases.procedures.choices import PlaybookStatus
from cases.procedures.models import Playbook
from cases.seeding.acting import Say, act
from cases.seeding.applied import applied_digests, remember
from cases.seeding.entries import Entry, FaultyError, SeedSet

KINDS = {
    "reference": (
        *("province", "place", "mission", "authority", "legal_basis", "country_day"),
        *("staff", "posting", "office_contact"),
    ),
    "incidents": ("incident", "figure"),
    "procedures": ("procedure", "limit", "playbook"),
}
NAMES = {
    "province": "provinces",
    "place": "places",
    "mission": "missions",
    "authority": "authorities",
    "legal_basis": "legal bases",
    "country_day": "days of countries",
    "staff": "accounts",
    "posting": "postings",
    "office_contact": "contacts of offices",
    "incident": "incidents",
    "figure": "figures",
    "procedure": "procedures",
    "limit": "limits",
    "playbook": "playbooks",
}


def load_group(seeds: SeedSet, group: str, say: Say) -> None:
    """Carry out what is new or changed in a group; the caller has opened the transaction."""
    applied = applied_digests()
    for kind in KINDS[group]:
        entries = seeds.of(kind)
        changed = [entry for entry in entries if applied.get(entry.full_key) != entry.digest]
        load_kind(kind, changed)
        for entry in changed:
            remember(entry)
        if entries:
            say(f"  {NAMES[kind]}: {len(entries)}, new or changed: {len(changed)}")


def load_kind(kind: str, entries: list[Entry]) -> None:
    """Carry out entries of one kind."""
    if kind == "place":
        load_places(entries)
        return
    for entry in entries:
        if kind == "posting":
            load_posting(entry)
        elif kind == "playbook":
            load_playbook(entry)
        else:
            act(SYSTEM, entry.operation, entry.values, entry.spot)


def load_places(entries: Iterable[Entry]) -> None:
    """Put places that name each other: first without the side that is not there yet, then with."""
    codes = set(Place.objects.visible_to(SYSTEM).values_list("code", flat=True))
    halves = []
    for entry in entries:
        values = entry.values
        if values.get("opposite") not in {None, *codes}:
            values = {name: value for name, value in values.items() if name != "opposite"}
            halves.append(entry)
        act(SYSTEM, entry.operation, values, entry.spot)
        codes.add(entry.key)
    for entry in halves:
        act(SYSTEM, entry.operation, entry.values, entry.spot)


def load_posting(entry: Entry) -> None:
    """Start a posting, or end it when its entry got a last day since it was started."""
    asked = entry.values
    is_started = Posting.objects.visible_to(SYSTEM).filter(
        staff__username=asked["staff"],
        mission__code=asked["mission"],
        role=asked["role"],
        starts_on=asked["starts_on"],
    )
    if not is_started.exists():
        act(SYSTEM, entry.operation, asked, entry.spot)
    elif asked.get("ends_on"):
        last = {name: asked[name] for name in ("staff", "mission", "ends_on")}
        act(SYSTEM, "end_posting", last, entry.spot)


def load_playbook(entry: Entry) -> None:
    """Publish the text as the next version; a draft that staff are writing is left alone."""
    playbooks = Playbook.objects.visible_to(SYSTEM)
    drafts = playbooks.filter(code=entry.key, status=PlaybookStatus.DRAFT)
    if drafts.exists():
        sentence = f'"{entry.key}" has a draft in the register. Publish or retire it first.'
        raise FaultyError([entry.spot.fault(sentence)])
    draft = act(SYSTEM, entry.operation, entry.values, entry.spot)
    act(SYSTEM, "publish_playbook", {}, entry.spot, draft)
