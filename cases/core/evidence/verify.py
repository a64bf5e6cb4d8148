"""One judgement over the record: chain, seals outside, guards in the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from cases.core.evidence.chain import AT_ONCE, Link, links, waiting
from cases.core.evidence.seals import Seal, digest_of, file_of_seals, lines_of, parsed
from cases.core.evidence.structure import missing_tables, structural_faults

OPEN_FOR = timedelta(minutes=15)
"""How long before its link an entry may have been written: transactions end sooner."""
UNLINKED_FOR = timedelta(minutes=10)
UNSEALED_FOR = timedelta(days=2)


@dataclass(slots=True)
class Judgement:
    """What is wrong, what is worth a remark, and how much was looked at."""

    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    links: int = 0
    forgotten: int = 0
    first_at: datetime | None = None


def judge(at_once: int = AT_ONCE) -> Judgement:
    """Look at everything, in one pass over the chain."""
    judgement = Judgement()
    gone = missing_tables()
    if gone:
        judgement.faults += [f"The table {table} is gone." for table in gone]
        return judgement
    judgement.faults += structural_faults()
    file = file_of_seals()
    seals: list[Seal] = []
    try:
        seals = read_seals(file, judgement) if file else []
    except OSError as fault:
        judgement.faults.append(f"The seals in {file} cannot be read: {fault.strerror}.")
    judge_chain(seals, judgement, at_once)
    judge_waiting(judgement)
    judge_last_seal(file, seals, judgement)
    return judgement


def read_seals(file: Path, judgement: Judgement) -> list[Seal]:
    """Return the seals that can be believed; each line that cannot is a fault.

    Once a key was changed nothing is sealed with the one before: whoever knows that adds no line.
    """
    believed: list[Seal] = []
    before, youngest = "", None
    for number, line in enumerate(lines_of(file), 1):
        seal = parsed(line)
        age = seal.key_age if seal is not None else None
        if seal is None or age is None:
            judgement.faults.append(f"Line {number} of the seals was changed or is not ours.")
        elif youngest is not None and age > youngest:
            judgement.faults.append(
                f"Line {number} of the seals was made with a former key, after a newer one was in "
                "use."
            )
        else:
            youngest = age
            if seal.before != before:
                judgement.faults.append(f"Before line {number} of the seals a line is missing.")
            believed = after_restoring(believed, seal, judgement) if seal.note else believed
            believed.append(seal)
        before = digest_of(line)
    return believed


def after_restoring(believed: list[Seal], seal: Seal, judgement: Judgement) -> list[Seal]:
    """Leave out the seals over what was lost when an older copy was put back on purpose."""
    lost = max([row.seq for row in believed], default=seal.seq) - seal.seq
    judgement.remarks.append(
        f"On {seal.at:%Y-%m-%d %H:%M} an older copy was put back, {max(0, lost)} entries were "
        f"lost: {seal.note}"
    )
    return [row for row in believed if row.seq <= seal.seq]


def judge_chain(seals: list[Seal], judgement: Judgement, at_once: int) -> None:
    """Compute every link again, and hold it against the seals."""
    sealed: dict[int, list[Seal]] = {}
    for seal in seals:
        sealed.setdefault(seal.seq, []).append(seal)
    before, expected, floor = b"", 1, None
    for link in links(at_once):
        judgement.links += 1
        judgement.forgotten += link.is_forgotten
        judgement.first_at = judgement.first_at or link.at
        judgement.faults += faults_of(link, before, expected, floor)
        for seal in sealed.pop(link.seq, ()):
            if seal.hash != link.hash.hex():
                judgement.faults.append(
                    f"The record up to link {link.seq} is not what was sealed on "
                    f"{seal.at:%Y-%m-%d %H:%M}: it was rewritten."
                )
            floor = seal.at - OPEN_FOR
        before, expected = link.hash, link.seq + 1
    ahead = [seal for seq, row in sealed.items() if seq >= expected for seal in row]
    if ahead:
        furthest = max(ahead, key=lambda seal: seal.seq)
        judgement.faults.append(
            f"The record ends at link {expected - 1}, but the seal of "
            f"{furthest.at:%Y-%m-%d %H:%M} covers {furthest.seq}: the end was removed, or an "
            "older copy of the database was put back."
        )


def faults_of(link: Link, before: bytes, expected: int, floor: datetime | None) -> Iterator[str]:
    """Yield what is wrong with one link."""
    if link.seq != expected:
        gap = f"link {expected} is" if link.seq == expected + 1 else "several links are"
        yield f"Before link {link.seq} {gap} missing: entries were removed."
    if link.at is None:
        yield f"The entry {link.entry} of link {link.seq} was removed."
    elif not link.fits(before) and link.seq == expected:
        yield f"The entry {link.entry} of link {link.seq} is not what was linked: it was changed."
    elif floor is not None and link.at < floor:
        yield (
            f"The entry {link.entry} of link {link.seq} is dated {link.at:%Y-%m-%d %H:%M}, "
            "before a seal that does not cover it: it was put in later."
        )


def judge_waiting(judgement: Judgement) -> None:
    """What is not linked is little and recent, and never behind what is."""
    found = waiting()
    if found.behind:
        some = ", ".join(str(entry) for entry in found.behind[:5])
        judgement.faults.append(
            f"{len(found.behind)} entries stand outside the chain where the sealer leaves none "
            f"out: they were put in later ({some})."
        )
    if found.since is not None and found.since < timezone.now() - UNLINKED_FOR:
        judgement.faults.append(
            f"{found.count} entries wait to be linked since {found.since:%Y-%m-%d %H:%M}: no "
            "worker runs, or it fails (manage.py seal_audit)."
        )
    elif found.count:
        judgement.remarks.append(f"{found.count} entries wait to be linked.")


def judge_last_seal(file: Path | None, seals: list[Seal], judgement: Judgement) -> None:
    """There is a seal, and it is not old."""
    if file is None:
        judgement.remarks.append("No directory for seals is set: a missing tail is not noticed.")
        return
    newest = seals[-1].at if seals else judgement.first_at
    if newest is not None and newest < timezone.now() - UNSEALED_FOR:
        what = "The last seal is" if seals else f"There is no seal in {file}; entries are"
        judgement.faults.append(f"{what} of {newest:%Y-%m-%d %H:%M}, older than two days.")
