"""From the work list to the same cases in a file."""

from typing import Any, Final

from cases.casework.choices import BlockerKind
from cases.core.actor import Actor
from cases.core.taking_along import export_address as taken_along
from cases.overview.forms import WorklistFilters
from cases.procedures.choices import Body

ALIKE: Final = frozenset({"stage", "country", "age", "incident", "mission"})
OFFICERS: Final = {"mine": "me", "nobody": "nobody"}
HELD: Final = {"yes": "true", "no": "false"}


def export_address(actor: Actor, form: WorklistFilters) -> str:
    """Return where the cases of this list are asked for as a file.

    Nothing where an export does not know a filter: it would carry more than the list shows.
    """
    if form.errors:
        return ""
    asks = asked_alike(form.codes())
    return "" if asks is None else taken_along(actor, **asks)


def asked_alike(codes: dict[str, Any]) -> dict[str, str] | None:
    """Return what an export asks for the same cases; None where it cannot."""
    asks, rest = {"kind": "cases"}, {name: str(value) for name, value in codes.items()}
    state = rest.pop("state", "open")
    rest.pop("order", "")
    asks |= {name: rest.pop(name) for name in ALIKE & rest.keys()}
    if rest.get("blocker") in BlockerKind.values:
        asks["blocker"] = rest.pop("blocker")
    if "officer" in rest:
        asks["assigned"] = OFFICERS[rest.pop("officer")]
    if "held" in rest:
        asks["held"] = HELD[rest.pop("held")]
    if rest.get("body") in Body.values:
        asks["must_act"] = rest.pop("body")
    if "stage" not in asks and state == "closed":
        asks["stage"] = "closed"
    elif "stage" not in asks and state == "open":
        asks["only_open"] = "true"
    # What blocks is asked of open cases alone.
    is_about_others = state != "open" and {"blocker", "must_act"} & asks.keys()
    return None if rest or is_about_others else asks
