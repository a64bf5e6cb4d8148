"""The steps of a case as a task list: what is still to do in lines, what is settled folded."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import ngettext

Row = dict[str, Any]


def task_list(tracks: Sequence[Row], barring: Sequence[str]) -> list[Row]:
    """Return the tracks with their settled steps apart; steps that bar the way are in sight.

    The tracks that are done come first, together, and those that only wait last: an officer needs
    them least.
    """
    rows = [folded(track, barring) for track in tracks]
    done = [row for row in rows if not row["steps"]]
    waiting = [row for row in rows if row["waits_for"]]
    middle = [row for row in rows if row["steps"] and not row["waits_for"]]
    return [
        *(done if len(done) < 2 else [together(done)]),
        *middle,
        *(waiting if len(waiting) < 2 else [all_waiting(waiting)]),
    ]


def together(done: Sequence[Row]) -> Row:
    """Return the tracks on which nothing is left to do as one."""
    settled = [step for row in done for step in row["settled"]]
    words = settled_words(settled)
    label = ", ".join(str(row["label"]) for row in done)
    return done[0] | {"label": label, "count": words, "settled": settled, "rest_words": words}


def all_waiting(waiting: Sequence[Row]) -> Row:
    """Return the tracks in which nothing can be done yet as one."""
    steps = [step for row in waiting for step in row["steps"]]
    settled = [step for row in waiting for step in row["settled"]]
    label = ", ".join(str(row["label"]) for row in waiting)
    words = [settled_words(settled)] if settled else []
    more = {"label": label, "count": " · ".join(words), "steps": steps, "settled": settled}
    return waiting[0] | more | {"waits_for": locked_words(steps)}


def settled_words(settled: Sequence[Row]) -> str:
    """Return how many steps are settled."""
    words = ngettext("%(n)d step settled", "%(n)d steps settled", len(settled))
    return words % {"n": len(settled)}


def locked_words(locked: Sequence[Row]) -> str:
    """Return how many steps wait for others."""
    words = ngettext("%(n)d step still waits", "%(n)d steps still wait", len(locked))
    return words % {"n": len(locked)}


def folded(track: Row, barring: Sequence[str]) -> Row:
    """Return one track: what can be done now, and folded what is settled or waits for that.

    A track in which nothing can be done yet says what it waits for, and folds as a whole. A step
    whose clock has run out, or is about to, is folded nowhere.
    """
    steps = [lined(step, barring) for step in track["steps"]]
    settled = [step for step in steps if step["is_settled"]]
    ahead = [step for step in steps if not step["is_settled"]]
    quiet = [step for step in ahead if step["is_waiting"] and not step["presses"]]
    if len(quiet) == len(ahead):
        waits_for, locked = (ahead[0]["turn"] if ahead else ""), []
    else:
        waits_for, locked = "", [step for step in quiet if not step["bars"]]
    words = [settled_words(settled)] if settled else []
    words += [locked_words(locked)] if locked else []
    return track | {
        "steps": [step for step in ahead if step not in locked],
        "settled": settled,
        "locked": locked,
        "rest_words": " · ".join(words),
        "waits_for": waits_for,
    }


def lined(step: Row, barring: Sequence[str]) -> Row:
    """Return a step with what its line shows: the nearest clock, the usual act."""
    acts = step["actions"]
    usual = acts[:1] if not step["is_waiting"] and not step["is_settled"] else []
    due = due_of(step)
    return step | {
        "bars": step["code"] in barring,
        "due": due,
        "presses": due is not None and due["tone"] in {"stop", "wait"},
        "usual": usual,
        "others": acts[len(usual) :],
    }


def due_of(step: Row) -> Row | None:
    """Return the clock of a step that runs out first."""
    running = [clock for clock in step["clocks"] if clock["due_at"]]
    return min(running, key=lambda clock: clock["due_at"], default=None)
