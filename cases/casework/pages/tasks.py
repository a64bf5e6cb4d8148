"""The steps of a case as a task list: what is still to do in lines, what is settled folded."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils.translation import ngettext

Row = dict[str, Any]


def task_list(tracks: Sequence[Row], barring: Collection[str]) -> list[Row]:
    """Return the tracks with their settled steps apart; steps that bar the way stand open.

    The tracks that are done come first, together: they are what an officer needs least.
    """
    rows = [folded(track, barring) for track in tracks]
    done = [row for row in rows if not row["steps"]]
    return rows if len(done) < 2 else [together(done), *(row for row in rows if row["steps"])]


def together(done: Sequence[Row]) -> Row:
    """Return the tracks on which nothing is left to do as one."""
    settled = [step for row in done for step in row["settled"]]
    words = settled_words(settled)
    label = ", ".join(str(row["label"]) for row in done)
    return done[0] | {"label": label, "count": words, "settled": settled, "settled_words": words}


def settled_words(settled: Sequence[Row]) -> str:
    """Return how many steps are settled."""
    words = ngettext("%(n)d step settled", "%(n)d steps settled", len(settled))
    return words % {"n": len(settled)}


def folded(track: Row, barring: Collection[str]) -> Row:
    """Return one track; one in which nothing can be done yet says what it waits for, and folds."""
    ahead: list[Row] = []
    settled: list[Row] = []
    for step in track["steps"]:
        (settled if step["is_settled"] else ahead).append(lined(step, barring))
    is_locked = bool(ahead) and all(step["is_waiting"] for step in ahead)
    return track | {
        "steps": ahead,
        "settled": settled,
        "settled_words": settled_words(settled),
        "waits_for": ahead[0]["turn"] if is_locked else "",
    }


def lined(step: Row, barring: Collection[str]) -> Row:
    """Return a step with what its line shows: the nearest clock, the usual act."""
    acts = step["actions"]
    usual = acts[:1] if not step["is_waiting"] and not step["is_settled"] else []
    return step | {
        "bars": step["code"] in barring,
        "due": due_of(step),
        "usual": usual,
        "others": acts[len(usual) :],
    }


def due_of(step: Row) -> Row | None:
    """Return the clock of a step that runs out first."""
    running = [clock for clock in step["clocks"] if clock["due_at"]]
    return min(running, key=lambda clock: clock["due_at"], default=None)
