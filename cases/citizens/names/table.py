"""The syllables that can be written in Vietnamese, made from beginnings and rhymes.

Source: the rules of the national spelling (quốc ngữ); no list is stored. About 1,900 syllables
without marks, so that what is no syllable can be told from what is a rare one.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

from cases.citizens.names.folding import TONE_MARKS, folded, parted, placed


def words(line: str) -> list[str]:
    """Return the words of a line."""
    return line.split()


BEFORE_ANY: Final = words("b ch d đ h kh l m n nh ph r s t th tr v x")
BEFORE_BACK: Final = words("c g ng")
BEFORE_FRONT: Final = words("k gh ngh")
LIPS: Final = frozenset(words("b m ph v"))
BACK: Final = words(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "o oc oi om on ong op ot oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt "
    "ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu"
)
FRONT: Final = words(
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu "
    "ia iêc iêm iên iêng iêp iêt iêu"
)
ROUNDED: Final = words(
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet "
    "uân uâng uât uây uê uêch uênh uơ uy uych uynh uyt uyn uyu uya uyên uyêt"
)
AFTER_QU: Final = words(
    "a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eo et ê ên êt "
    "i it ich y ynh yên yêt yt ơ ơi ơn ot ôc"
)
BARE: Final = words("y yêm yên yêng yêt yêu")
WITH_Y: Final = words("h k l m s t v qu th")
FINALS_OF_STOPS: Final = ("c", "ch", "p", "t")


def written() -> Iterator[str]:
    """Yield every syllable in small letters, without its tone."""
    yield from (*BACK, *FRONT, *ROUNDED, *BARE)
    for onset in BEFORE_ANY:
        rounded = () if onset in LIPS else ROUNDED
        yield from (f"{onset}{rhyme}" for rhyme in (*BACK, *FRONT, *rounded))
    yield from (f"{onset}{rhyme}" for onset in BEFORE_BACK for rhyme in (*BACK, *ROUNDED))
    yield from (f"{onset}{rhyme}" for onset in BEFORE_FRONT for rhyme in FRONT)
    yield from (f"gi{rhyme}" for rhyme in (*BACK, "e", "eo", "ê", "êng", "êt", "", "n", "ch", "m"))
    yield from (f"qu{rhyme}" for rhyme in AFTER_QU)
    yield from (f"{onset}y" for onset in WITH_Y if onset != "qu")
    yield from ("voan", "boa", "moa", "quôc", "giêc", "gia")


SPELLED: Final = frozenset(written())
"""Syllables with the quality of their vowels and without a tone."""


def by_fold() -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for syllable in sorted(SPELLED):
        groups[folded(syllable)].append(syllable)
    return {fold: tuple(members) for fold, members in groups.items()}


SPELLINGS: Final = by_fold()
"""Each syllable without any mark, with what it can be once its vowels are known."""


def is_syllable(fold: str) -> bool:
    """Return whether a folded word is a syllable."""
    return fold in SPELLINGS


@cache
def is_spelled(word: str) -> bool:
    """Return whether a word with its marks can be Vietnamese: its vowels, and its tone.

    A syllable that ends in c, ch, p or t bears the acute or the dot below and no other tone.
    """
    bare, tone = parted(word)
    if bare not in SPELLED:
        return False
    return not bare.endswith(FINALS_OF_STOPS) or tone in {4, 5}


def with_tone(bare: str, tone: int) -> str:
    """Return a syllable without tone with one, on the vowel where older spelling puts it."""
    if not tone:
        return bare
    vowels = [place for place, char in enumerate(bare) if folded(char) in "aeiouy"]
    if bare.startswith("qu") or (bare.startswith("gi") and len(vowels) > 1):
        vowels = vowels[1:]
    marked = [place for place in vowels if bare[place] in "ăâêôơư"]
    if not vowels:
        return bare
    is_closed = bare[-1] not in "aăâeêioôơuưy"
    second = len(vowels) > 1 and (is_closed or len(vowels) > 2)
    place = marked[-1] if marked else vowels[1 if second else 0]
    return placed(bare[: place + 1] + TONE_MARKS[tone] + bare[place + 1 :])
