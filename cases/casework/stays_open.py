"""What stays open when a case is closed: said before the act, with it, and after it.

Closing is no veto. Whatever has a notion of waiting puts a line in, also a later feature:

    @stays_open("letters", waiting_letters, label=_("Letters without a reply"))
    def letters_open(case: Case, rows: Sequence[Letter]) -> Iterator[Open]: ...

`read` gives the rows of one case, of which only the ids go into the query; all kinds together are
read by one query. A test walks the models: one that can wait is read here, or stands in `NEVER`
with the reason why it is not.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from cases.casework.choices import Stage
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.audit import also_on_record
from cases.core.errors import Sentence
from cases.core.roles import FILE
from cases.core.together import Part, Seen

ON_RECORD: Final = "stays_open"
FEW: Final = 4
"""More lines of one kind are folded."""
NEVER: Final[dict[str, str]] = {
    "Clock": "a limit of a step: it stops when the case is closed",
    "Reminder": "of such a limit",
    "Draft": "what an officer types of somebody else",
    "Notice": "tells staff that something happened",
    "OutboxMail": "the mail of such a notice",
    "Unsealing": "an opening is over within the hour; who reviews it has a list of them",
    "SamePerson": "a proposed link has a list of its own and holds whatever becomes of the case",
    "PossibleDouble": "for headquarters alone, which has a list of them",
    "ListRow": "waits with the list it came in",
    "PileEntry": "waits with its comparison",
    "Anonymisation": "asked of people none of whose cases is open",
    "LegalHold": "keeps data, whatever becomes of the case",
    "RetentionItem": "waits for who approves the report on retention",
    "PersonReport": "made within the day on which it is asked for",
    "KeepApart": "holds until somebody ends it; it asks for no act",
    "Vulnerability": "holds until somebody ends it; it asks for no act",
    "ProtectionDecision": "an appeal is another body's, and is noted when it is decided",
    "CaseBasis": "that another basis is needed stands at the head of the case",
    "Attachment": "a file waits for nothing",
    "SafeContact": "rules hold until they are ended",
    "CitizenSight": "kept by the database",
    "EarlierReturn": "told by a job",
    "ReceivedReport": "read through its links",
    "LetterBatch": "read through its letters",
    "TravelGroup": "read through its members",
    "Movement": "read through its passengers",
    "Leg": "read through the passengers of its movement",
    "Escort": "of a journey of many",
    "HostNote": "of a journey of many",
    "SeatChange": "says what was done",
    "SeatOverride": "says what was decided",
    "ManifestVersion": "a frozen list waits for nothing",
    "ManifestLine": "a frozen list waits for nothing",
    "MusterStranger": "settled when it is said whose case it is; before that it is of no case",
    "Handover": "read through its lines",
    "Claim": "read through its lines",
    "ClaimPayment": "what came waits for nothing",
    "LegCost": "says on which leg something was spent",
    "HandoverLine": "a list that nobody has signed stands on Today; signing it says the result",
    "HandoverHealth": "for whoever receives the person",
}
"""Models with an end, a state or a day that hold no case open."""


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that stays open, in words, and where it is seen to."""

    text: str
    url: str = ""


Read = Callable[[Actor, int, int], Part[Any]]
"""(actor, id of the case, id of the person) -> the rows that may stay open."""
Told = Callable[[Case, Sequence[Any]], Iterable[Open]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what stays open; `rests`: it rests with a closed case, so it is said before."""

    read: Read
    told: Told
    label: Sentence
    rests: bool


_kinds: dict[str, Kind] = {}


def stays_open(
    kind: str, read: Read, *, label: Sentence, rests: bool = False
) -> Callable[[Told], Told]:
    """Register a kind of what stays open; `label` names it where only its count is said."""

    def wrap(told: Told) -> Told:
        _kinds[kind] = Kind(read, told, label, rests)
        return told

    return wrap


def kinds_known() -> Mapping[str, Kind]:
    """Return all kinds, for the test that walks them."""
    return _kinds


def parts_open(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return the rows of all kinds."""
    return tuple(kind.read(actor, case, person) for kind in _kinds.values())


OPEN: Final = Seen(parts_open)


def what_stays_open(actor: Actor, case: Case, *, closing: bool = False) -> dict[str, list[Open]]:
    """Return by kind what stays open, as far as the actor sees it; one query, none without a file.

    What rests with a closed case is left out once it is closed, but not in the act of `closing`.
    """
    if not actor.sees(FILE) or not case.stage:
        return {}
    return told_open(case, OPEN.of(actor, case.pk, case.citizen_id), closing=closing)


def told_open(
    case: Case, rows: Sequence[Sequence[Any]], *, closing: bool = False
) -> dict[str, list[Open]]:
    """Return by kind what the rows of `parts_open` tell, for who has read them with others."""
    is_over = case.stage == Stage.CLOSED and not closing
    found = {
        name: list(kind.told(case, part))
        for (name, kind), part in zip(_kinds.items(), rows, strict=True)
        if not (kind.rests and is_over)
    }
    return {name: lines for name, lines in found.items() if lines}


def put_on_record(actor: Actor, case: Case) -> None:
    """Let the entry of closing name codes and counts of what stays open."""
    for name, lines in what_stays_open(actor, case, closing=True).items():
        also_on_record(f"{ON_RECORD}.{name}={len(lines)}")


def in_groups(found: Mapping[str, Sequence[Open]]) -> list[dict[str, Any]]:
    """Return what stays open for a page; a kind with many lines is folded under its name."""
    return [
        {
            "label": _kinds[name].label,
            "count": len(lines),
            "lines": lines,
            "is_long": len(lines) > FEW,
        }
        for name, lines in found.items()
    ]


def recorded_words(name: str) -> str:
    """Return in words what an entry of closing names; empty for any other name."""
    about, _dot, said = name.partition(".")
    kind, _equals, count = said.partition("=")
    if about != ON_RECORD or kind not in _kinds:
        return ""
    label = str(_kinds[kind].label)
    return _("stays open: %(what)s (%(count)s)") % {"what": label, "count": count}


def as_json(found: Mapping[str, Sequence[Open]]) -> list[dict[str, Any]]:
    """Return what stays open as the API says it."""
    return [
        {"kind": name, "count": len(lines), "lines": [line.text for line in lines]}
        for name, lines in found.items()
    ]
