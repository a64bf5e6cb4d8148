"""Lines spoilt on their way, read as they were meant as far as they can be.

UTF-8 read in another code page, once or twice, text of old fonts, letters written as numbers or by
the keys of VIQR (RFC 1456). Bytes that were lost since leave a gap, as letters do that a program
did not have: a word with a gap stands for each syllable of names that fits it.
"""

import html
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from cases.citizens.names.folding import TONE_MARKS, folded, placed
from cases.citizens.names.host_script import is_host_script
from cases.citizens.names.known import shares
from cases.citizens.names.mojibake import C1, from_tcvn3, from_vni_windows
from cases.citizens.names.table import is_spelled

GAP: Final = "\ufffd"
ASKED: Final = re.compile(r"(?<=\w)\?+(?=\w)|(?<=\w)\?+(?=\s|$)|(?<!\S)\?+(?=\w)")
LEADS: Final = {
    "cp1252": re.compile(
        "[ÃÂÄÅÆ](?=[^\\x00-\\x1f!-`{-\x7f])|á[º»€]|â€|ï¿½|à[¸¹]|[ÃÄÆ]$|Ã(?=[a-z])"
    ),
    "cp874": re.compile("[A-Za-z][ก-๛]|[ก-๛…–—“”‘’•][A-Za-z]"),
}
"""How UTF-8 begins when it is read in a code page: letters of it where none of ours stand."""
LOST_BLANK: Final = re.compile("(Ã|á[º»]|ร|แ[บป]) (?=[a-z])")
"""The no-break space that was the last byte of à or ạ, and became a common one."""
MOST_TIMES: Final = 2
OF_NAMES: Final = re.compile(
    "[\u00a0-\u024f\u02c6\u02dc\u2000-\u2122\u0300-\u0323"
    "\u0e00-\u0e7f\u1000-\u109f\u1e00-\u1eff\u4e00-\u9fff]*"
)
"""Letters of names, Thai, Burmese and Chinese ones too, and what these become if read wrong."""
WORD: Final = re.compile(r"[^\s.,;:()-]+")
GAPS: Final = re.compile(f"{GAP}+|[^{GAP}]+")
VIQR: Final = re.compile(r"[A-Za-z]*[aeiouyAEIOUY][\^(+~`'?.][A-Za-z^(+~`'?.]*")
SURE_VIQR: Final = re.compile(r"[aeoAEO]\^|[aA]\((?=[\w'`?~.]|\s|$)|[uoUO]\+|[aeiouy]~")
VIQR_MARKS: Final = {"^": "\u0302", "(": "\u0306", "+": "\u031b"} | dict(
    zip("`?~'.", TONE_MARKS[1:], strict=True)
)


def repaired(line: str) -> str:
    """Return a line as it was meant; what is sound stays as it is, and gaps are U+FFFD."""
    line = html.unescape(line) if "&#" in line else line
    for _time in range(MOST_TIMES if not line.isascii() else 0):
        for page, lead in LEADS.items():
            if lead.search(line):
                words = LOST_BLANK.sub("\\1\xa0", line).split(" ")
                line = " ".join(read_as_utf8(w, page) if lead.search(w) else w for w in words)
                break
    if SURE_VIQR.search(line):
        line = VIQR.sub(from_viqr, line)
    line = ASKED.sub(lambda match: GAP * len(match[0]), line)
    return line if line.isascii() else without_fonts(line)


def read_as_utf8(word: str, page: str) -> str:
    """Return a word that was read in a code page as what it was; as it is where it was not."""
    kept = bytearray()
    for char in word:
        try:
            kept += char.encode(page)
        except UnicodeEncodeError:
            kept += char.encode("latin-1") if C1.fullmatch(char) else char.encode()
    found = bytes(kept).decode("utf-8", errors="replace")
    letters = [char for char in found if not char.isascii() and char != GAP]
    is_ours = OF_NAMES.fullmatch("".join(letters)) is not None
    return found if is_ours and found.count(GAP) <= len(letters) + 1 else word


def from_viqr(match: re.Match[str]) -> str:
    """Return a word typed in VIQR; as it is where it then is no syllable."""
    word = match[0].replace("dd", "đ").replace("DD", "Đ").replace("Dd", "Đ")
    made = placed("".join(VIQR_MARKS.get(char, char) for char in word))
    return made if is_spelled(made) else match[0]


def without_fonts(line: str) -> str:
    """Return a line whose words of one old font are as they were shown in it.

    Words with a capital are, also where they could be sound: Thò is Thị.
    """
    odd = [word for word in WORD.findall(line) if is_odd(word)]
    ways: list[Callable[[str], str]] = [in_tcvn3, in_vni]
    best = max(ways, key=lambda way: sum(is_spelled(way(word)) for word in odd))
    if not any(is_spelled(best(word)) for word in odd):
        return line

    def shown(match: re.Match[str]) -> str:
        word = match[0]
        is_meant = is_odd(word) or (word[0].isupper() and not word.isascii())
        return made if is_meant and is_spelled(made := best(word)) else word

    return WORD.sub(shown, line)


def is_odd(word: str) -> bool:
    """Return whether a word is no syllable, and of no other script."""
    return not (word.isascii() or is_spelled(word) or is_host_script(word) or GAP in word)


def in_tcvn3(word: str) -> str:
    """Return a word of a TCVN3 font; ư is a soft hyphen there, which is lost on the way."""
    made = from_tcvn3(word)
    if is_spelled(made) or not made:
        return made
    with_horn = (f"{made[:at]}ư{made[at:]}" for at in range(1, len(made)))
    return next((whole for whole in with_horn if is_spelled(whole)), made)


def in_vni(word: str) -> str:
    """Return a word of a VNI font."""
    return placed(from_vni_windows(word))


@lru_cache(maxsize=4096)
def fitting(word: str) -> tuple[str, ...]:
    """Return the folded syllables of names that a word with gaps stands for, commonest first.

    A gap is a letter with a mark, of which each byte may have left one. What nothing fits was cut.
    """
    line = "".join(
        f"[^a-z]{{1,{len(run)}}}" if run[0] == GAP else re.escape(run)
        for run in GAPS.findall(word.lower())
    )
    whole, begun = re.compile(line), re.compile(f"{line}.*")
    names = [(-one.share, fold, one.spelled.lower()) for fold, known in shares().items()
             for one in known]  # fmt: skip
    rows = [row[:2] for row in names if whole.fullmatch(row[2])]
    if not rows or word[-1] == GAP:
        rows += [row[:2] for row in names if begun.fullmatch(row[2])]
    return tuple(dict.fromkeys(fold for _share, fold in sorted(rows))) or (
        folded(word).replace(" ", ""),
    )
