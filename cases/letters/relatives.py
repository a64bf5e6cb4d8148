"""Whom of the family a notice may go to: who the person lets be told, and is safe to be told.

Where several may be told an officer chooses. A vital interest in the contact log lets that relative
be told whatever was said. Nobody is told who is not safe to be called, by any record of the person.
"""

from dataclasses import replace

from cases.casework.choices import StatementAnswer
from cases.casework.family import (
    is_kept,
    is_unsafe,
    let_be_told,
    marked,
    of_family,
    words_of_some,
)
from cases.citizens.models import Relative
from cases.letters.facts import Facts


def may_be_told(facts: Facts) -> list[Relative]:
    """Return to whom a notice may go, whom the person lets be told first."""
    own = let_be_told(facts.family)
    vital = [row for row in facts.relatives if row.pk in facts.vital and row not in own]
    return [row for row in own + vital if not is_unsafe(facts.family, row)]


def relative_told(facts: Facts) -> Relative | None:
    """Return to whom the notice goes: whom an officer chose, else the only one who may be told."""
    told = possible(facts)
    return told[0] if len(told) == 1 else None


def possible(facts: Facts) -> list[Relative]:
    """Return whom an officer chose; while nobody is chosen, all who may be told."""
    return [facts.chosen] if facts.chosen is not None else may_be_told(facts)


def is_undecided(facts: Facts) -> bool:
    """Return whether several may be told, and nobody has chosen to whom the notice goes."""
    return len(possible(facts)) > 1


def is_own_wish(facts: Facts) -> bool:
    """Return whether who is told is so by the person's own wish, as they were asked and said."""
    is_asked = of_family(facts.family) in {StatementAnswer.YES, StatementAnswer.ONLY_SOME}
    own, told = let_be_told(facts.family), possible(facts)
    return is_asked and bool(told) and all(row in own for row in told)


def is_barred(facts: Facts, relative: Relative) -> bool:
    """Return whether a word or a danger keeps one from being told, not only a missing answer."""
    if relative in may_be_told(facts):
        return False
    is_left_out = bool(words_of_some(facts.family)) and bool(marked(facts.family))
    return is_unsafe(facts.family, relative) or is_left_out or is_kept(facts.family, relative)


def with_chosen(facts: Facts, relative: Relative | None) -> Facts:
    """Return the facts of a letter to one relative, as it stands among those of the person."""
    if relative is None:
        return facts
    same = (row for row in facts.relatives if row.pk == relative.pk)
    return replace(facts, chosen=next(same, relative))
