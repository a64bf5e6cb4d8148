"""One clock: whoever reads another one says here why it must be the real one."""

import ast
import re
from pathlib import Path

from tests.architecture.parsed import ROOT, nodes, nodes_in, sources

CLOCK = "cases/core/present.py"
REAL = {
    "cases/seeding/programs.py": "when whoever is played in the demonstration proved who it is",
    "cases/overview/undo.py": "for how long something can be undone, as sessions last",
    CLOCK: "the one place at which the present of the work is made of the real time",
    "cases/accounts/administrators/admin.py": "what waits, by the clock of security",
    "cases/accounts/administrators/api.py": "what waits, by the clock of security",
    "cases/accounts/administrators/jobs.py": "until when a change can be confirmed",
    "cases/accounts/administrators/operations.py": "until when a change can be confirmed",
    "cases/accounts/administrators/pages.py": "what waits, by the clock of security",
    "cases/accounts/administrators/policies.py": "how soon one closes a second account",
    "cases/accounts/pages/staff.py": "what waits, by the clock of security",
    "cases/missions/processors.py": "how many changes to administrators wait",
    "cases/accounts/api.py": "which sessions are open",
    "cases/accounts/factors.py": "which codes of a second factor fit, and what was used",
    "cases/accounts/filters.py": "for how long guesses are refused",
    "cases/accounts/lockout.py": "how long guesses are refused",
    "cases/accounts/marks.py": "how long half a login and a link in hand hold",
    "cases/accounts/models.py": "since when a session is there",
    "cases/accounts/operations/own.py": "sessions and tokens end",
    "cases/accounts/operations/staff.py": "how long a link holds; sessions and tokens end",
    "cases/accounts/queries.py": "which sessions are open",
    "cases/accounts/sessions.py": "how long a session holds",
    "cases/accounts/views/enrol.py": "whether a link holds and a proof is fresh",
    "cases/accounts/views/login.py": "whether a link holds, how long guesses are refused",
    "cases/accounts/views/staff.py": "which sessions are open",
    "cases/accounts/views/profile.py": "which sessions and tokens are open",
    "cases/casework/admin_between.py": "what was opened lately, as openings keep it",
    "cases/exchange/dashboard.py": "which tokens can be used",
    "cases/missions/admin.py": "with which accounts nobody logs in",
    "cases/core/jobs/admin.py": "which jobs wait for a worker",
    "cases/overview/dashboard/access.py": "with which accounts nobody logs in",
    "cases/overview/dashboard/machine.py": "for how long jobs wait for a worker",
    "cases/overview/dashboard/quality.py": "what was opened lately, as openings keep it",
    "cases/core/evidence/jobs.py": "when the record was last sealed",
    "cases/core/evidence/seals.py": "when a seal was written",
    "cases/core/evidence/verify.py": "how old what is not linked or sealed is",
    "cases/core/store/disk.py": "how old bytes are that no row names",
    "cases/core/store/parts.py": "how long a part of a file waits for the rest",
    "cases/core/operations.py": "whether whoever acts has just proved who they are",
    "cases/core/jobs/running.py": "leases and tries of jobs: how long a worker has been silent",
    "cases/core/translations/catalogues.py": "how long ago a draft was begun",
    "cases/exchange/description/files.py": "on which day a promise to clients was taken back",
    "cases/exchange/admin.py": "which tokens still open",
    "cases/exchange/authentication.py": "whether a token still opens",
    "cases/exchange/jobs.py": "which tokens end soon",
    "cases/exchange/operations.py": "when a token ends",
    "cases/exchange/queries.py": "which tokens still open",
    "cases/exports/policies.py": "whether a proof is fresh",
    "cases/exchange/views.py": "which tokens still open",
    "cases/intake/jobs.py": "how long a draft is kept, as row security has it",
    "cases/intake/pages.py": "whether a draft was begun today",
    "cases/intake/operations/drafts.py": "how long a draft is kept, as row security has it",
    "cases/intake/reconciliation/views.py": "whether a proof is fresh",
    "cases/intake/lists/reading/child.py": "which cells of a workbook hold a day without a time",
    "cases/management/commands/worker.py": "tries of jobs",
    "cases/money/claims/views.py": "whether a proof is fresh",
    "cases/money/views.py": "whether a proof is fresh, the day of a download",
    "cases/movements/costs/views.py": "whether a proof is fresh",
    "cases/movements/manifests/views.py": "whether a proof is fresh",
    "cases/movements/musters/phone.py": "when the session ends",
    "cases/notices/jobs.py": "tries of mails",
    "cases/record/views.py": "whether a proof is fresh, how old seals are, the day of a download",
    "cases/seeding/people.py": "no scenario lies in the real future",
}
REAL_IN_SQL = {
    "cases/casework/api_between.py": "the end of a share, as row security sees it",
    "cases/casework/api_unsealings.py": "the end of an opening, as row security sees it",
    "cases/casework/models/case.py": "how long a reception point sees whom, as row security has it",
    "cases/casework/models/share.py": "the end of a share, as row security sees it",
    "cases/casework/models/unsealing.py": "the end of an opening, as row security sees it",
    "cases/casework/changes_schema.py": "when a row was written, for copies elsewhere",
    "cases/casework/schema.py": "the end of a share, as row security sees it",
    "cases/citizens/models/sight.py": "the end of the sight of a person, as row security sees it",
    "cases/core/jobs/beside.py": "leases of jobs: that a worker is alive",
    "cases/citizens/changes.py": "how long ago a sight ended, for copies elsewhere",
    "cases/core/changes.py": "up to when a copy elsewhere is told",
    "cases/core/stamped.py": "when a row was written, for copies elsewhere",
    "cases/publishing/proofs.py": "the stamps of a copy, which a proof puts back",
    "cases/core/receipts.py": "since when a receipt is there",
    "cases/citizens/search/schema.py": "the end of a share, as row security sees it",
    "cases/publishing/schema_closing.py": "when the machine closed figures, as evidence",
    "cases/core/schema.py": "the clock of the ledgers, and the evidence beside it",
    "cases/exchange/allowances.py": "the minute in which calls are counted",
    "cases/core/walls.py": "row security",
    "cases/core/walls_drafts.py": "row security",
    "cases/core/walls_files.py": "row security",
    "cases/core/walls_sealed.py": "row security",
    "cases/retention/schema.py": "the end of a share, as row security sees it",
    "cases/retention/strangers.py": "how long an approval counts, with the shift of the work",
}
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime", "time"}
OWNERS = {"timezone", "datetime", "date", "time"}
SQL = re.compile(
    r"\bnow\(\)|clock_timestamp|statement_timestamp|transaction_timestamp"
    r"|current_(?:date|time)\b|localtimestamp",
    re.IGNORECASE,
)


def name_of(path: Path) -> str:
    """Return a path as the lists above name it."""
    return path.relative_to(ROOT).as_posix()


def is_clock(node: ast.AST) -> bool:
    """Return whether a node is `timezone.now`, `datetime.now`, `date.today` or alike."""
    if not isinstance(node, ast.Attribute) or node.attr not in CLOCKS:
        return False
    owner = node.value
    owner_name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return owner_name in OWNERS and not is_conversion(node)


def is_conversion(node: ast.Attribute) -> bool:
    """Return whether it only tells a given moment in a zone; its argument is a moment then."""
    return node.attr in {"localtime", "localdate"} and getattr(node, "given", False)


def reads_python_clock(tree: list[ast.AST]) -> bool:
    """Return whether a source reads a clock of Python's or Django's."""
    for call in tree:
        if isinstance(call, ast.Call) and call.args and isinstance(call.func, ast.Attribute):
            call.func.given = True  # type: ignore[attr-defined] # what is converted is given
    imported = any(
        alias.name in {"now", "localdate", "localtime"}
        for node in tree
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.timezone"
        for alias in node.names
    )
    return imported or any(is_clock(node) for node in tree)


def reads_database_clock(tree: list[ast.AST]) -> bool:
    """Return whether a source asks the database for its own time."""
    words = [
        node.value
        for node in tree
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    calls = any(
        isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Now" for node in tree
    )
    spoken = {ast.get_docstring(node, clean=False) for node in tree if is_told(node)}
    return calls or any(SQL.search(word) for word in words if word not in spoken)


def is_told(node: ast.AST) -> bool:
    """Return whether a node may have a docstring."""
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)


def test_nothing_reads_the_real_time_without_a_reason():
    readers = {name_of(path) for path in sources("cases") if reads_python_clock(nodes(path))}

    assert readers == set(REAL)


def test_no_sql_reads_the_real_time_without_a_reason():
    readers = {name_of(path) for path in sources("cases") if reads_database_clock(nodes(path))}

    assert readers == set(REAL_IN_SQL)


def test_models_take_their_moments_from_operations():
    told = {
        f"{name_of(path)}:{node.arg}"
        for path in sources("cases")
        for node in nodes(path)
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}
    }

    assert told == {
        "cases/core/models.py:auto_now_add",  # receipts: evidence
        "cases/notices/models.py:auto_now_add",  # mails: when they were really written
        "cases/seeding/models.py:auto_now",  # when the seeds were really carried out
    }


def test_the_finder_finds():
    assert reads_python_clock(nodes_in("from django.utils import timezone\nx = timezone.now()"))
    assert reads_python_clock(nodes_in("f(now=timezone.now)"))
    assert reads_python_clock(nodes_in("import datetime\ndatetime.datetime.now(UTC)"))
    assert reads_python_clock(nodes_in("timezone.localdate()"))
    assert not reads_python_clock(nodes_in("timezone.localtime(moment)"))
    assert reads_database_clock(nodes_in('x = "select clock_timestamp()"'))
    assert reads_database_clock(nodes_in("Q(until__gt=Now())"))
    assert not reads_database_clock(nodes_in('"""Unlike now() of SQL."""'))
