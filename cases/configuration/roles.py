"""Whether the file of roles holds together: a set that names what there is not is not taken."""

from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

from cases.core.registry import DECLARED
from cases.core.roles import GROUPS, READING, SIGHTS, role_file
from cases.missions.choices import MissionKind, Role

FILE: Final = "roles.toml"
KNOWN: Final = frozenset({"at", "sees", "groups", "operations", "second_factor"})
KEPT: Final = ("posting.manage", "staff.administer")
"""Without these nobody could give anybody a role again."""


def read_roles() -> dict[str, Any]:
    """Return the file of roles; ImproperlyConfigured with everything that is wrong with it."""
    content = role_file()
    faults = [*faults_of_roles(content.get("role", {})), *faults_of_file(content)]
    if faults:
        raise ImproperlyConfigured(f"{FILE}: {'; '.join(faults)}")
    return content


def faults_of_file(content: dict[str, Any]) -> list[str]:
    """Return what is wrong with the tables of the file."""
    faults = [
        f"{name} is not known here"
        for name in sorted(set(content) - {"role", "incompatible", "system"})
    ]
    granted = [name for row in content.get("role", {}).values() for name in row["operations"]]
    everything = {*granted, *content.get("system", {}).get("operations", ())}
    faults += [
        f"nobody may {name}"
        for name in sorted({row.operation.may for row in DECLARED.values()} - everything)
    ]
    return faults


def faults_of_roles(roles: dict[str, dict[str, Any]]) -> list[str]:
    """Return what is wrong with single roles."""
    rights = {row.operation.may for row in DECLARED.values()} | READING
    faults = [f"the role {name} is missing" for name in sorted(set(Role.values) - set(roles))]
    for name, row in roles.items():
        if name not in Role.values:
            faults.append(f"there is no role {name}")
        odd = {
            "says": set(row) - KNOWN,
            "is held at": set(row.get("at", ())) - set(MissionKind.values),
            "sees": set(row.get("sees", ())) - SIGHTS,
            "reads": set(row.get("groups", ())) - GROUPS,
            "may": set(row.get("operations", ())) - rights,
        }
        faults += [
            f"{name} {verb} what there is not: {', '.join(sorted(words))}"
            for verb, words in odd.items()
            if words
        ]
        if "people" in row.get("sees", ()) and not row.get("second_factor", True):
            faults.append(f"{name} sees people and needs a second factor")
    kept = set(roles.get(Role.ADMINISTRATOR, {}).get("operations", ()))
    faults += [f"administrator needs {right}" for right in KEPT if right not in kept]
    return faults
