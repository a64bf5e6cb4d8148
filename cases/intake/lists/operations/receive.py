"""Receiving a list: read at once, refused as a whole or kept as it came; nobody is registered."""

import hashlib
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, broken_rule, not_allowed
from cases.core.facts import ledger_moment
from cases.core.fields import Sent
from cases.core.operations import operation
from cases.incidents.models import Incident
from cases.intake.lists.answers.words import headings
from cases.intake.lists.layout import guess_all
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.queries import remembered, rows_in
from cases.intake.lists.reading.files import read_file, read_paste
from cases.intake.lists.reading.tables import Sheet, Table

SAME_FILE = "same_file"
AT_ONCE = 2000
UNUSED: Sentence = _(
    "This file was received already: %(list)s. Where a day, the sender or the body of that list is "
    "wrong, withdraw it first, then take the file in again."
)
USED: Sentence = _(
    "This file was received already: %(list)s. That list was used and stays: correct what came of "
    "it on the cases."
)


@operation(may="list.take_in", audit="list.received")
def receive_list(
    actor: Actor,
    *,
    incident: Incident,
    sender: str,
    sender_kind: str,
    received_on: date,
    as_of: date | None = None,
    replaces: ReceivedList | None = None,
    crossing_from: str = "",
    crossing_to: str = "",
    file: Sent | None = None,
    pasted: str = "",
    delimiter: str = "",
) -> ReceivedList:
    """Keep a list as it came, every cell; what its columns hold is guessed and said afterwards.

    Of the file the digest and the name are kept, and all of its cells: whoever has the file can
    prove that it is the one, and what is forgotten of a person is forgotten of the list too.
    """
    return keep_list(
        actor,
        file,
        pasted,
        delimiter,
        incident=incident,
        sender=sender,
        sender_kind=sender_kind,
        received_on=received_on,
        as_of=as_of,
        replaces=replaces,
        crossing_from=crossing_from,
        crossing_to=crossing_to,
    )


def keep_list(
    actor: Actor, file: Sent | None, pasted: str, delimiter: str, **said: Any
) -> ReceivedList:
    """Read what was sent, and keep it with what is said of it; the columns are guessed."""
    if not actor.mission_id or actor.posting_id is None:
        raise not_allowed()
    received = ReceivedList(mission_id=actor.mission_id, **said)
    refuse_days(actor, received.received_on, received.as_of)
    content = file.content if file else pasted.encode()
    received.file_digest = hashlib.sha256(content).hexdigest()
    refuse_same(actor, received.incident, received.file_digest)
    table = read_file(content, delimiter) if file else read_paste(pasted, delimiter)
    received.file_name = file.name if file else ""
    received.file_kind, received.file_size = table.kind, len(content)
    received.sheets = [sheet_words(sheet) for sheet in table.sheets]
    received.notes = [{"code": code, "params": params} for code, params in table.notes]
    received.layout = guess_columns(actor, received, table)
    received.recorded_at, received.recorded_by_id = ledger_moment([]), actor.staff_id
    received.save()
    keep_rows(received, table)
    return received


def refuse_days(actor: Actor, received_on: date, as_of: date | None) -> None:
    """422 for days that have not come, or a list that tells of a day after it came."""
    today = present.now().astimezone(actor.clock).date()
    if received_on > today:
        raise broken_rule(_("This day has not come yet."), "in_future", "received_on")
    if as_of is not None and as_of > received_on:
        raise broken_rule(
            _("The list cannot tell of a day after it was received."), "after_receipt", "as_of"
        )


def refuse_same(actor: Actor, incident: Incident, digest: str) -> None:
    """409 where the same file was received already: a second click, or a second officer."""
    known = ReceivedList.objects.visible_to(actor).filter(
        mission_id=actor.mission_id, incident=incident, file_digest=digest
    )
    found = known.filter(withdrawn_at__isnull=True).first()
    if found is not None:
        raise Refused(
            (USED if rows_in(actor, found).settled().exists() else UNUSED) % {"list": found},
            SAME_FILE,
            409,
            extra={"list": found.public_reference},
            about=[found],
        )


def sheet_words(sheet: Sheet) -> dict[str, Any]:
    """Return what a list keeps of a sheet beside its rows."""
    return {
        "name": sheet.name,
        "rows": len(sheet.lines),
        "width": sheet.width,
        "is_hidden": sheet.is_hidden,
        "lines": sheet.last or max((line.number for line in sheet.lines), default=0),
        "crossed_out": [line.number for line in sheet.lines if line.is_struck],
        "hidden_rows": [line.number for line in sheet.lines if line.is_hidden],
    }


def keep_rows(received: ReceivedList, table: Table) -> None:
    """Keep every row as it came."""
    rows = [
        ListRow(received=received, sheet=number, number=line.number, cells=list(line.cells))
        for number, sheet in enumerate(table.sheets, start=1)
        for line in sheet.lines
    ]
    ListRow.objects.bulk_create(rows, batch_size=AT_ONCE)


def guess_columns(actor: Actor, received: ReceivedList, table: Table) -> list[dict[str, object]]:
    """Return what the headings say, or what an officer said of this sender before."""
    today = present.now().astimezone(actor.clock).date()
    known = remembered(actor, received.sender, received.sender_kind)
    if received.is_reply:
        known = {**headings(), **known}
    return [
        layout.as_json()
        for number, sheet in enumerate(table.sheets, start=1)
        for layout in guess_all(number, sheet.lines, today, known)
    ]
