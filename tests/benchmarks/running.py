"""One run of the bench: the register, the three callers, the timings, the table."""

import logging
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from tests.benchmarks import agreement, database
from tests.benchmarks.balancing import prove_balances
from tests.benchmarks.clients import BenchError, Site, sign_in
from tests.benchmarks.database import TEMPLATE, Connection, become, connect, urls
from tests.benchmarks.finding import found_by_reports
from tests.benchmarks.lettering import RIGHT as ISSUES
from tests.benchmarks.lettering import lettered
from tests.benchmarks.loading import load
from tests.benchmarks.matching import ROWS, matched
from tests.benchmarks.plan import HEADQUARTERS, LARGEST, SMALLEST, Plan, missions
from tests.benchmarks.plans import print_plans
from tests.benchmarks.raw import RawView
from tests.benchmarks.reads import API_LIST, RAW, READS, Reader
from tests.benchmarks.reconciling import LISTED, compared
from tests.benchmarks.recount import recounted
from tests.benchmarks.report import Results, print_results, print_states
from tests.benchmarks.samples import Samples
from tests.benchmarks.searching import searched
from tests.benchmarks.served_writes import served_writes
from tests.benchmarks.serving import asked_by, at_a_pace, in_a_loop, server
from tests.benchmarks.syncing import print_synced, synced
from tests.benchmarks.taking_along import print_taken_along, taken_along
from tests.benchmarks.taking_in import taken_in
from tests.benchmarks.timing import FAILED, measure
from tests.benchmarks.travelling import JOURNEYS, PEOPLE, travelled
from tests.benchmarks.walls import cost_of_security
from tests.benchmarks.work_writes import RIGHT, worked
from tests.benchmarks.writes import in_one_batch, may_write, one_by_one

Say = Callable[[str], None]
CALLERS: Final = (
    ("Small mission", SMALLEST),
    ("Largest mission", LARGEST),
    ("Headquarters", HEADQUARTERS),
)
WRITES: Final = (
    ("Advance, one client", one_by_one),
    ("Advance, batch of 40", in_one_batch),
)
SERVED: Final = (("20 a second", at_a_pace), ("8 clients", in_a_loop))
LISTING: Final = "API list / raw view"
SECURITY: Final = "Row security on / off"
FEWEST_ROWS: Final = 20
PARTS: Final = (
    *("reads", "search", "names", "lists", "comparing", "letters", "movements"),
    *("writes", "clocks", "sync", "exports", "server"),
)
"""What can be measured alone: one part after the other takes hours on a large register."""
NEWEST_ENTRY: Final = "select coalesce(max(id), 0) from cases_auditentry"


@dataclass(frozen=True)
class Run:
    """What was asked for."""

    plan: Plan
    calls: int
    database: str
    with_plans: bool
    parts: Collection[str] = PARTS
    copy_of: str = TEMPLATE

    def rows_of(self, rows: int) -> int:
        """Return how long a list is: as long as asked, shorter where the register is small."""
        return min(rows, max(FEWEST_ROWS, self.plan.cases // 10))


def run(wanted: Run, say: Say) -> None:
    """Make the register unless it is there, then measure and print."""
    database.refuse_foreign_server()
    if database.fingerprint_of(wanted.database) == wanted.plan.fingerprint:
        say(f"The register is there already (database {wanted.database}).")
    else:
        load(wanted.database, wanted.plan, say, wanted.copy_of)
    _owner, app_url, backup_url = urls(wanted.database)
    become(app_url)
    app, backup = connect(app_url), connect(backup_url)
    try:
        with quiet_log():
            readers = sign_all_in(app, backup)
            if wanted.with_plans:
                for reader in readers:
                    print_plans(app, reader, say)
                return
            proved = agreement.prove(backup)
            say(f"A refresh of {proved} cases changes nothing.")
            say(f"Balances and ledgers agree at {prove_balances()} moments.")
            results = measured(wanted, readers, app, backup, say)
            if "names" in wanted.parts:
                found_by_reports(readers[-1], backup, wanted.calls, say)
            if "clocks" in wanted.parts:
                results.recounted = recounted(backup, say)
            copies = synced(readers, say) if "sync" in wanted.parts else {}
            files = taken_along(readers, say) if "exports" in wanted.parts else {}
            if "server" in wanted.parts:
                serve(results, readers, app_url, wanted.calls, say)
        print_states(say, backup, wanted.plan, wanted.calls)
        print_results(say, results)
        print_synced(say, copies)
        print_taken_along(say, files)
    finally:
        app.close()
        backup.close()


def sign_all_in(app: Connection, backup: Connection) -> list[Reader]:
    """Sign in once for each pair of eyes."""
    site = Site()
    codes = {mission.id: mission.code for mission in missions()}
    callers = [sign_in(title, codes[mission], site) for title, mission in CALLERS]
    entries = entries_of_list(backup, lambda: callers[0].api("/api/v1/cases/"))
    return [
        Reader(caller, Samples(backup, caller.actor), RawView(app, entries)) for caller in callers
    ]


def entries_of_list(backup: Connection, call: Callable[[], object]) -> int:
    """Return how many audit entries one API list writes, for the raw view to do the same."""
    newest = []
    for _ in range(2):
        with backup, backup.cursor() as cursor:
            cursor.execute(NEWEST_ENTRY)
            newest.append(cursor.fetchone()[0])
        if len(newest) == 1:
            call()
    return int(newest[1] - newest[0])


def measured(
    wanted: Run, readers: list[Reader], app: Connection, backup: Connection, say: Say
) -> Results:
    """Take the timings of the wanted parts that need no server."""
    calls = wanted.calls
    results = Results([reader.caller.title for reader in readers])
    if "reads" in wanted.parts:
        measure_reads(results, readers, calls, say)
        compare_reads(results, readers, app, backup, calls)
    if "search" in wanted.parts:
        results.searches = searched(readers, backup, calls, say)
    if "lists" in wanted.parts:
        rows = wanted.rows_of(ROWS)
        results.lists = matched(readers, backup, calls, say, rows)
        results.taken_in = taken_in(readers, backup, say, rows)
    if "comparing" in wanted.parts:
        results.compared = compared(readers, say, wanted.rows_of(LISTED))
    if "letters" in wanted.parts:
        measure_letters(results, readers, calls, say)
    if "movements" in wanted.parts:
        measure_journeys(wanted, results, readers, say)
    if "writes" in wanted.parts:
        measure_writes(results, readers, calls, say)
    return results


def measure_reads(results: Results, readers: list[Reader], calls: int, say: Say) -> None:
    """Time pages, API and figures."""
    for read in READS:
        say(f"{read.title} ...")
        for reader in readers:
            try:
                timing = measure(read.prepare(reader), max(2, int(calls * read.share)))
            except BenchError as failed:
                say(f"{reader.caller.title}: {failed}")
                timing = FAILED
            results.reads.setdefault(read.title, {})[reader.caller.title] = timing


def compare_reads(
    results: Results, readers: list[Reader], app: Connection, backup: Connection, calls: int
) -> None:
    """Compare the work list with and without row security, the API with a raw view."""
    for reader in readers:
        title = reader.caller.title
        with_security, without = cost_of_security(app, backup, reader, calls)
        ratio = with_security.median / without.median
        results.ratios.setdefault(SECURITY, {})[title] = ratio
        ratio = results.reads[API_LIST][title].median / results.reads[RAW][title].median
        results.ratios.setdefault(LISTING, {})[title] = ratio


def measure_writes(results: Results, readers: list[Reader], calls: int, say: Say) -> None:
    """Time what changes cases, one by one and many at once."""
    for title, write in WRITES:
        say(f"{title} ...")
        for reader in readers:
            if may_write(reader):
                results.rates.setdefault(title, {})[reader.caller.title] = write(reader, calls)
    say("Work on steps ...")
    for reader in readers:
        if reader.caller.actor.may(RIGHT):
            for title, rate in worked(reader, calls).items():
                results.rates.setdefault(title, {})[reader.caller.title] = rate


def measure_letters(results: Results, readers: list[Reader], calls: int, say: Say) -> None:
    """Time letters that are issued, one by one and in one print."""
    say("Letters ...")
    for reader in readers:
        if reader.caller.actor.may(ISSUES):
            for title, rate in lettered(reader, calls).items():
                results.rates.setdefault(title, {})[reader.caller.title] = rate


def measure_journeys(wanted: Run, results: Results, readers: list[Reader], say: Say) -> None:
    """Time journeys of seventy people, and briefings about the largest incident."""
    journeys, people = min(JOURNEYS, wanted.calls), wanted.rows_of(PEOPLE)
    for reader in readers:
        try:
            found = travelled(reader, say, journeys, people)
        except BenchError as failed:
            say(f"{reader.caller.title}: {failed}")
            continue
        for title, timing in found.items():
            results.journeys.setdefault(title, {})[reader.caller.title] = timing


def serve(results: Results, readers: list[Reader], url: str, calls: int, say: Say) -> None:
    """Take the timings of the real server."""
    say("The real server ...")
    with server(url) as port:
        for reader in readers:
            for asked in asked_by(reader):
                for way, ask in SERVED:
                    timing = ask(port, asked, calls)
                    title = f"{asked.title}, {way}"
                    results.served.setdefault(title, {})[reader.caller.title] = timing
            if may_write(reader):
                for title, rate in served_writes(port, reader, calls).items():
                    results.rates.setdefault(title, {})[reader.caller.title] = rate


@contextmanager
def quiet_log() -> Iterator[None]:
    """Write the log of requests to nowhere, so that it costs the same and is not read."""
    handlers = [
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler, logging.StreamHandler)
    ]
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        before = [handler.setStream(nowhere) for handler in handlers]
        try:
            yield
        finally:
            for handler, stream in zip(handlers, before, strict=True):
                if stream is not None:
                    handler.setStream(stream)
