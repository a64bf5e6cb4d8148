"""Whom of the family a notice may go to: who the person lets be told, and is safe to be told.

A no for the family or for one relative goes before a yes. Who let only some be told has said in
words who they are: a relative who is marked so and whom these words name, by what they are to the
person or by their name. Words that say who is not meant name nobody. A yes for the family is none
for a friend. Where several may be told an officer chooses. A vital interest in the
contact log lets that relative be told whatever was said. Nobody is told who is not safe to be
called. A no and a danger count whichever record of the person they stand on.
"""

import re
from dataclasses import replace
from typing import Final

from cases.casework.choices import StatementAnswer, StatementKind
from cases.casework.consent import is_not_to_be_told
from cases.citizens.choices import Answer, Relation
from cases.citizens.models import Relative
from cases.citizens.names.folding import folded
from cases.letters.facts import Facts

WORD: Final = re.compile(r"\w+")
CALLED: Final[dict[str, str]] = {
    Relation.MOTHER: "mother, mum, mom, mẹ, má, mère, maman",
    Relation.FATHER: "father, dad, cha, bố, père, papa",
    Relation.SPOUSE: "husband, wife, spouse, vợ, chồng, mari, femme, épouse, époux",
    Relation.SIBLING: "brother, sister, brothers, sisters, siblings, anh trai, chị gái, em trai, "
    "em gái, anh ruột, chị ruột, em ruột, frère, sœur, soeur, frères, sœurs, soeurs",
    Relation.CHILD: "son, daughter, child, children, con trai, con gái, các con, fils, fille, "
    "enfant, enfants",
    Relation.GRANDPARENT: "grandmother, grandfather, grandparents, ông nội, bà nội, ông ngoại, "
    "bà ngoại, grand mère, grand père",
    Relation.OTHER_FAMILY: "aunt, uncle, cousin, nephew, niece, cô, dì, chú, bác, cậu, anh họ, "
    "chị họ, em họ, oncle, tante, cousine, neveu, nièce",
    Relation.FRIEND: "friend, friends, bạn bè, bạn thân, bạn trai, bạn gái, ami, amie, amis",
}
"""How somebody says who a relative is, in the languages in which statements are written down."""
LEAVES_OUT: Final = frozenset(
    {
        *("not", "no", "but", "except", "without", "nobody"),
        *("không", "trừ", "đừng", "chẳng", "ngoài"),
        *("pas", "sauf", "ni", "excepté", "sans", "ne"),
    }
)
"""Words with which somebody says who is not meant."""


def of_family(facts: Facts) -> str:
    """Return the latest answer of the person to whether the family is to be told."""
    return facts.word(StatementKind.INFORM_FAMILY)


def words_of_some(facts: Facts) -> str:
    """Return in which words the person said who may be told; empty unless it is only some."""
    said = facts.said.get((StatementKind.INFORM_FAMILY, "", None))
    return said.about if said is not None and said.answer == StatementAnswer.ONLY_SOME else ""


def is_named(words: str, relative: Relative) -> bool:
    """Return whether words name a relative: by what they are to the person, or by their name.

    A name of one word counts as it is written: without its marks it may be another word.
    """
    called = [*CALLED[relative.relation].split(", "), relative.full_name]
    if any(parted(one) in parted(words) for one in called):
        return True
    name = parted(folded(relative.full_name))
    return " " in name.strip() and name in parted(folded(words))


def parted(words: str) -> str:
    """Return words with one blank around each, so that only whole ones are found in others."""
    return f" {' '.join(WORD.findall(words.casefold()))} "


def elsewhere(facts: Facts, relative: Relative) -> list[Relative]:
    """Return a relative as they stand on the person's other records: by their name."""
    name = folded(relative.full_name)
    return [row for row in facts.elsewhere.relatives if folded(row.full_name) == name]


def is_unsafe(facts: Facts, relative: Relative) -> bool:
    """Return whether it is not safe to call a relative, by any record of the person."""
    return relative.is_unsafe or any(row.is_unsafe for row in elsewhere(facts, relative))


def is_refused(facts: Facts, relative: Relative) -> bool:
    """Return whether the person said no for a relative, on any record of theirs."""
    return any(row.may_be_informed == Answer.NO for row in [relative, *elsewhere(facts, relative)])


def marked(facts: Facts) -> list[Relative]:
    """Return the relatives of whom the person said that they may be told."""
    rows = [row for row in facts.relatives if row.may_be_informed == Answer.YES]
    return [row for row in rows if not is_refused(facts, row)]


def let_be_told(facts: Facts) -> list[Relative]:
    """Return the relatives whom the person lets be told, by their own wish."""
    answer, yes = of_family(facts), marked(facts)
    if answer == StatementAnswer.NO:
        return []
    if answer == StatementAnswer.YES:
        family = [row for row in facts.relatives if row.relation != Relation.FRIEND]
        open_ones = [row for row in family if row.may_be_informed == Answer.UNKNOWN]
        return yes + [row for row in open_ones if not is_refused(facts, row)]
    if not (words := words_of_some(facts)):
        return yes
    leaves_out = LEAVES_OUT.intersection(WORD.findall(words.casefold()))
    return [] if leaves_out else [row for row in yes if is_named(words, row)]


def may_be_told(facts: Facts) -> list[Relative]:
    """Return to whom a notice may go, whom the person lets be told first."""
    own = let_be_told(facts)
    vital = [row for row in facts.relatives if row.pk in facts.vital and row not in own]
    return [row for row in own + vital if not is_unsafe(facts, row)]


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
    is_asked = of_family(facts) in {StatementAnswer.YES, StatementAnswer.ONLY_SOME}
    own, told = let_be_told(facts), possible(facts)
    return is_asked and bool(told) and all(row in own for row in told)


def is_barred(facts: Facts, relative: Relative) -> bool:
    """Return whether a word or a danger keeps one from being told, not only a missing answer."""
    if relative in may_be_told(facts):
        return False
    is_left_out = bool(words_of_some(facts)) and bool(marked(facts))
    return is_unsafe(facts, relative) or is_left_out or is_kept(facts, relative)


def is_kept(facts: Facts, relative: Relative) -> bool:
    """Return whether the person has said that the family, or this relative, is not to be told."""
    return is_refused(facts, relative) or is_not_to_be_told(facts.said, relative)


def with_chosen(facts: Facts, relative: Relative | None) -> Facts:
    """Return the facts of a letter to one relative, as it stands among those of the person."""
    if relative is None:
        return facts
    same = (row for row in facts.relatives if row.pk == relative.pk)
    return replace(facts, chosen=next(same, relative))
