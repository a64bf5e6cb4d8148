"""How far cases are: opens the steps whose turn has come, reads the clocks, names what blocks.

Everything on the case row that is written here repeats the steps for speed; `verify_ledger` and a
test prove that it equals them. It works on many cases at once, in a fixed number of queries.
"""

from collections.abc import Sequence
from datetime import datetime

from cases.casework.models import Case
from cases.casework.progress.blockers import set_blockers
from cases.casework.progress.file import File, limits_of, load, put_rests
from cases.casework.progress.ticking import Calendars, rules_for, set_clocks
from cases.casework.progress.turns import add_steps, turn_steps

__all__ = ["File", "load", "refresh"]


def refresh(cases: Sequence[Case], moment: datetime, at_hand: Sequence[File] = ()) -> list[File]:
    """Bring steps, clocks and the blocker of locked cases up to date; return their files.

    `at_hand` are the files of these cases where the operation has read them under the same lock:
    whatever it wrote of steps, questions and results since, it wrote in them too.
    """
    files = list(at_hand) or load(cases)
    put_rests(files)
    for file in files:
        file.known.forget()
    is_larger = add_steps(files, moment)
    turn_steps(files, moment)
    limits = files[0].limits if files else {}
    if is_larger:
        limits = limits_of({step.procedure_id for file in files for step in file.steps})
    rules = rules_for(files, limits, Calendars())
    set_clocks(files, rules, moment)
    set_blockers(files, moment)
    return files
