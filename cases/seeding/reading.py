"""Reading the whole set: reference data, incidents with their figures, accounts of the demo."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from cases.core.lines import lines_of
from cases.seeding.briefed import read_briefings
from cases.seeding.entries import (
    Entry,
    Journey,
    Order,
    Pairing,
    Person,
    SeedSet,
    Spot,
    Told,
    digest_of,
)
from cases.seeding.files import (
    name_of,
    read_csv,
    read_text,
    read_toml,
    refuse_others,
    tables,
)
from cases.seeding.homeward import read_homeward
from cases.seeding.orders import read_orders
from cases.seeding.people import read_scenarios
from cases.seeding.positions import read_positions
from cases.seeding.programs import read_programs
from cases.seeding.reported import read_reports
from cases.seeding.spent import read_spent
from cases.seeding.together import read_together

FILES = (
    # kind, operation, file; the kind is also the name of the table
    ("place", "put_place", "places.toml"),
    ("mission", "put_mission", "missions.toml"),
    ("authority", "put_authority", "authorities.toml"),
    ("legal_basis", "put_legal_basis", "legal_bases.toml"),
    ("country_day", "put_country_day", "country_days.toml"),
)
FIGURE_KEY = (
    "metric",
    "nationality",
    "country",
    "as_of",
    "source_name",
    "value",
    "scope",
)


def read_seeds(folder: Path, *, accounts: bool, scenarios: bool) -> SeedSet:
    """Return everything in the folder; accounts and scenarios only where they may be loaded."""
    seeds = SeedSet()
    read_provinces(seeds, folder)
    for kind, operation, file in FILES:
        content, spot = read_toml(seeds, folder, folder / file)
        refuse_others(seeds, content, spot, {kind})
        for values, at in tables(seeds, content, spot, kind):
            seeds.add(Entry(kind, said(values, "code"), operation, values, at))
    for path in sorted((folder / "incidents").glob("*.toml")):
        read_incident(seeds, folder, path)
    for path in sorted((folder / "procedures").glob("*.toml")):
        read_procedures(seeds, folder, path)
    for path in sorted((folder / "playbooks").glob("*.toml")):
        read_playbook(seeds, folder, path)
    if accounts:
        read_accounts(seeds, folder)
    if scenarios:
        read_scenarios(seeds, folder)
        read_orders(seeds, folder)
        read_positions(seeds, folder)
        read_reports(seeds, folder)
        read_together(seeds, folder)
        read_spent(seeds, folder)
        read_homeward(seeds, folder)
        read_briefings(seeds, folder)
    if accounts and scenarios:
        read_programs(seeds, folder)
    note_doubles(seeds)
    return seeds


def said(values: dict[str, Any], *names: str) -> str:
    """Return the words of a key, joined; what is missing is found faulty by the form."""
    return "/".join(str(values.get(name, "")) for name in names)


def read_provinces(seeds: SeedSet, folder: Path) -> None:
    """Read the provinces, those of today first: the former ones name them."""
    rows = list(read_csv(seeds, folder, folder / "provinces.csv"))
    for values, spot in sorted(rows, key=lambda row: "successor" in row[0]):
        seeds.add(Entry("province", said(values, "code"), "put_province", values, spot))


def read_incident(seeds: SeedSet, folder: Path, path: Path) -> None:
    """Read an incident and the figures reported about it."""
    content, spot = read_toml(seeds, folder, path)
    refuse_others(seeds, content, spot, {"incident", "figure"})
    incident = content.get("incident")
    if isinstance(incident, dict):
        at = spot.inside("incident")
        seeds.add(Entry("incident", said(incident, "code"), "put_incident", incident, at))
    elif content:
        seeds.faults.append(spot.fault("The figures belong to no incident: [incident] is missing."))
        return
    for values, at in tables(seeds, content, spot, "figure"):
        figure = {"incident": said(incident or {}, "code"), **values}
        key = digest_of([figure.get(name) for name in ("incident", *FIGURE_KEY)])
        seeds.add(Entry("figure", key, "report_figure", figure, at))


def read_procedures(seeds: SeedSet, folder: Path, path: Path) -> None:
    """Read procedures and their limits; a limit has a value for each time of its validity."""
    content, spot = read_toml(seeds, folder, path)
    refuse_others(seeds, content, spot, {"procedure", "limit"})
    for values, at in tables(seeds, content, spot, "procedure"):
        seeds.add(Entry("procedure", said(values, "code"), "put_procedure", values, at))
    for values, at in tables(seeds, content, spot, "limit"):
        seeds.add(Entry("limit", said(values, "code", "valid_from"), "put_limit", values, at))


def read_playbook(seeds: SeedSet, folder: Path, path: Path) -> None:
    """Read the text of a playbook as it stands; its file has the name of its code."""
    text = read_text(seeds, folder, path)
    if text is not None:
        spot = Spot(name_of(folder, path), lines_of(text))
        seeds.add(Entry("playbook", path.stem, "draft_playbook", {"content": text}, spot))


def read_accounts(seeds: SeedSet, folder: Path) -> None:
    """Read the members of staff of the demo and their postings."""
    read_contacts(seeds, folder)
    path = folder / "demo" / "staff.toml"
    if not path.exists():
        return
    content, spot = read_toml(seeds, folder, path)
    refuse_others(seeds, content, spot, {"staff"})
    for values, at in tables(seeds, content, spot, "staff"):
        username = said(values, "username")
        account = {name: value for name, value in values.items() if name != "posting"}
        seeds.add(Entry("staff", username, "put_staff", account, at))
        for posting, its_spot in tables(seeds, values, at, "posting"):
            asked = {"staff": username, **posting}
            key = said(asked, "staff", "mission", "role", "starts_on")
            seeds.add(Entry("posting", key, "start_posting", asked, its_spot))


def read_contacts(seeds: SeedSet, folder: Path) -> None:
    """Read the contacts of offices of the demo: invented, so that nobody dials them elsewhere."""
    path = folder / "demo" / "contacts.toml"
    if not path.exists():
        return
    content, spot = read_toml(seeds, folder, path)
    refuse_others(seeds, content, spot, {"office_contact"})
    for values, at in tables(seeds, content, spot, "office_contact"):
        key = said(values, "code")
        seeds.add(Entry("office_contact", key, "put_office_contact", values, at))


def note_doubles(seeds: SeedSet) -> None:
    """Note a fault for every key that is used twice."""
    first: dict[str, Spot] = {}
    everything: list[Entry | Person | Order | Told | Pairing | Journey] = [
        *seeds.of(*seeds.entries),
        *seeds.people,
        *seeds.orders,
        *seeds.reports,
        *seeds.together,
        *seeds.spent,
        *seeds.homeward,
        *seeds.positions,
        *seeds.briefed,
        *seeds.programs,
    ]
    for entry in everything:
        if not entry.key.strip("/"):
            continue
        before = first.setdefault(entry.full_key, entry.spot)
        if before is not entry.spot:
            word = f'"{entry.key}"' if entry.full_key != f"figure:{entry.key}" else "The figure"
            sentence = _("%(what)s is there already: %(where)s.")
            sentence %= {"what": word, "where": f"{before.file}:{before.line}"}
            seeds.faults.append(entry.spot.fault(sentence))
