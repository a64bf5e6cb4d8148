"""Burmese script as Latin syllables, the way a Burmese officer hears a Vietnamese name.

For comparing only, as with Thai. Burmese has no closed vowels but its own, so what comes back is
coarse: Minh may be heard as `min` or `mein`. Source: common knowledge of the script, not confirmed.
"""

import re
from functools import lru_cache
from typing import Final

SCRIPT: Final = re.compile("[\u1000-\u103f]")
TONES: Final = re.compile("[\u1037\u1038]")
BEGINNINGS: Final = {
    "က": "k", "ခ": "kh", "ဂ": "g", "ဃ": "g", "င": "ng", "စ": "s", "ဆ": "s", "ဇ": "z", "ဈ": "z",
    "ဉ": "nh", "ည": "nh", "ဋ": "t", "ဌ": "th", "ဍ": "d", "ဎ": "d", "ဏ": "n", "တ": "t", "ထ": "th",
    "ဒ": "d", "ဓ": "d", "န": "n", "ပ": "p", "ဖ": "ph", "ဗ": "b", "ဘ": "b", "မ": "m", "ယ": "y",
    "ရ": "r", "လ": "l", "ဝ": "v", "သ": "th", "ဟ": "h", "ဠ": "l", "အ": "",
}  # fmt: skip
PALATAL: Final = {"k": "ch", "kh": "ch", "g": "j"}
WHOLE: Final = {
    "ဣ": "i", "ဤ": "i", "ဥ": "u", "ဦ": "u", "ဧ": "e", "ဩ": "o", "ဪ": "o", "ဿ": "th",
}  # fmt: skip
RHYMES: Final = (
    ("ောင်|ေါင်", "aung"), ("ောက်|ေါက်", "auk"), ("ိုင်", "aing"), ("ိုက်", "aik"),
    ("ု(?:န်|ဏ်|ံ)", "oun"), ("ုမ်", "oum"), ("ု(?:တ်|ပ်)", "out"), ("ိ(?:န်|ံ)", "ein"), ("ိမ်", "eim"),
    ("ိ(?:တ်|ပ်)", "eit"),
    ("က်", "et"), ("င်", "in"), ("စ်", "it"), ("ည်", "i"), ("ဉ်", "in"), ("[တပ]်", "at"),
    ("[နဏ]်|ံ", "an"), ("မ်", "am"), ("ယ်", "e"), ("ော်?|ေါ်?|ို", "o"), ("[ေဲ]", "e"), ("[ာါ]", "a"),
    ("[ိီ]", "i"), ("[ုူ]", "u"), ("", "a"),
)  # fmt: skip
ROUND: Final = {"an": "uwan", "am": "uwam", "at": "uwat"}
"""What a following န် or တ် makes of a consonant with the round medial."""
ONSET: Final = "(?P<onset>[က-အ](?!်))(?P<medials>[ျြွှ]*)"
SYLLABLES: Final = tuple(
    (re.compile(f"{ONSET}(?P<rhyme>{rhyme})(?!်)"), sound) for rhyme, sound in RHYMES
)


def begins_as(letter: str, medials: str) -> str:
    """Return the Latin letters of a consonant and what is written around it."""
    start = BEGINNINGS.get(letter, "")
    if "ှ" in medials and letter == "ရ":
        start = "sh"
    if "ျ" in medials or "ြ" in medials:
        start = PALATAL.get(start, f"{start}y")
    return start


@lru_cache(maxsize=8192)
def burmese_syllables(text: str) -> tuple[str, ...]:
    """Return the syllables of a text in Burmese script in Latin letters."""
    line = TONES.sub("", text)
    found: list[str] = []
    weak = ""
    at = 0
    while at < len(line):
        if line[at] in WHOLE:
            found.append(WHOLE[line[at]])
            at += 1
            continue
        matches = ((pattern.match(line, at), sound) for pattern, sound in SYLLABLES)
        match, sound = next(((match, sound) for match, sound in matches if match), (None, ""))
        if match is None:
            weak, at = "", at + 1
            continue
        at = match.end()
        start = weak + begins_as(match["onset"], match["medials"])
        weak = ""
        if not match["rhyme"] and not match["medials"] and line[at : at + 1] in {"ရ", "လ"}:
            weak = start  # a consonant alone before r or l: ထရန် is Trần
            continue
        if "ွ" in match["medials"]:
            sound = ROUND.get(sound, f"w{sound}")
        found.append(start + sound)
    return tuple(merged(found))


def merged(found: list[str]) -> list[str]:
    """Return the syllables with ngu-yin made one: Nguyễn takes two signs in Burmese."""
    kept: list[str] = []
    for syllable in found:
        if kept and kept[-1].endswith("u") and syllable.startswith("y"):
            kept[-1] += syllable
        else:
            kept.append(syllable)
    return kept
