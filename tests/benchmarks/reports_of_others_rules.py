"""What may be written of a syllable, a name, a birth and a number.

The rules of the error model in `reports_of_others.py`; its tables and reasons stand in
`reports_of_others.toml`. A rule for a selection, a spelling or a birth gives all that may be
written, so that it also says whom something written may mean.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any, Final

type Pieces = tuple[str, ...]
type Token = tuple[str, str]

TABLES: Final = (Path(__file__).parent / "reports_of_others.toml").read_bytes()
DATA: Final[dict[str, dict[str, Any]]] = tomllib.loads(TABLES.decode())
WORDS: Final[dict[str, list[str]]] = {name: row.split() for name, row in DATA["words"].items()}

# --- Letters and syllables ---

TONES: Final = "\u0301\u0300\u0309\u0303\u0323"
QUALITIES: Final = "\u0302\u0306\u031b"


def composed(text: str) -> str:
    """Return the text in NFC."""
    return unicodedata.normalize("NFC", text)


def letters(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield letters as base, own mark and tone; the bar of đ belongs to the base."""
    for letter in composed(text):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        tone = "".join(mark for mark in marks if mark in TONES)
        yield base, "".join(mark for mark in marks if mark not in TONES), tone


@cache
def bare_word(word: str, keep: str) -> str:
    """Return a word without marks; `keep` names those that stay: q own mark, t tone, b bar of đ."""
    kept = "".join(base + q * ("q" in keep) + t * ("t" in keep) for base, q, t in letters(word))
    return composed(kept if "b" in keep else kept.replace("đ", "d").replace("Đ", "D"))


def bare(text: str, keep: str = "") -> str:
    """Return a text without marks, save those to keep."""
    return " ".join(bare_word(word, keep) for word in text.split())


def syllables(name: str) -> Pieces:
    """Return the syllables of a name on record, in usual case."""
    return tuple(composed(name).title().split())


def parted(pieces: Pieces) -> tuple[Pieces, Pieces]:
    """Return the family name and the rest."""
    cut = 2 if len(pieces) > 2 and "_".join(pieces[:2]) in WORDS["compound_families"] else 1
    return pieces[:cut], pieces[cut:]


# --- Spelling: all that may be written of a syllable, the likelier first ---

ENGLISH: Final = 1
ROMAN: Final = 2
THAI: Final = 3
BURMESE: Final = 4
FONTS: Final = DATA["fonts"]
TCVN3: Final = dict(
    zip(
        FONTS["tcvn3_letters"].replace(" ", ""),
        bytes.fromhex(FONTS["tcvn3_bytes"]).decode("latin-1"),
        strict=True,
    )
)
VNI: Final = dict(zip(FONTS["vni_letters"], FONTS["vni_bytes"], strict=True))
PAIRS: Final = [pair.split("-") for pair in WORDS["pairs"]]
PAIR_OF: Final = {pair[at]: pair[1 - at] for pair in PAIRS for at in (0, 1)}
SINO: Final = dict(re.findall(r"(\w+?)([一-鿿][a-z]+)", DATA["by_ear"]["chinese"]))


def keyed(syllable: str, marks: str, tones: str, bars: Pieces, at_end: bool) -> str:
    """Return the keys of a typing method as they stand when it is off."""
    quality, tone = dict(zip(QUALITIES, marks, strict=True)), dict(zip(TONES, tones, strict=True))
    body, tail = "", ""
    for base, own, accent in letters(syllable):
        key = base.lower() if own == "\u0302" and marks[0] == "=" else quality.get(own, "")
        body += {"đ": bars[0], "Đ": bars[1]}.get(base, base) + key
        body += "" if at_end else tone.get(accent, "")
        tail += tone.get(accent, "") if at_end else ""
    return body + tail


def placed_otherwise(syllable: str) -> str:
    """Return a syllable that ends with oa, oe or uy with its tone on the other of the two."""
    marked = [(at, tone) for at, (_base, _own, tone) in enumerate(letters(syllable)) if tone]
    plain = bare(syllable, "qb")
    if not marked or not re.search(r"(?i)(oa|oe|(?<!q)uy)$", plain):
        return syllable
    after = 2 * len(plain) - 2 - marked[0][0]
    return composed(plain[:after] + marked[0][1] + plain[after:])


def i_for_y(syllable: str) -> str:
    """Return a syllable such as Lý, Mỹ, Quý or Thủy with i for y, or the other way round."""
    apart = unicodedata.normalize("NFD", syllable)
    pattern = r"(?i)^((?:[hklmstv]|qu|thu\W?))([iy])(?=\W*$)"
    return composed(re.sub(pattern, lambda m: m[1] + "yi"[m[2] in "yY"], apart))


def vni_font(syllable: str) -> str:
    """Return the bytes of a VNI font as cp1252 shows them."""
    text = ""
    for base, own, tone in letters(syllable):
        row = "\u0302\u0306".find(own) + 1 if own else 0
        mark = FONTS["vni_tones"][row][TONES.index(tone)] if tone else " âê"[row].strip()
        alone = VNI.get(composed(base + own + tone), "")
        text += alone or VNI.get(composed(base + own), base) + mark
    return text


def lost(syllable: str, sign: str) -> Iterator[str]:
    """Yield a syllable with letters outside ASCII lost: all of them first, then fewer."""
    each = [letter if letter.isascii() else (sign, letter) for letter in syllable]
    return ("".join(way) for way in product(*each))


SPELLINGS: Final[dict[str, Callable[[str], Iterable[str]]]] = {
    "no_marks": lambda s: (bare(s),),
    "some_marks": lambda s: (bare(s, "qb"), bare(s, "tb"), bare(s, "qt"), s),
    "tone_placement": lambda s: (placed_otherwise(s),),
    "i_or_y": lambda s: (i_for_y(s),),
    "regional_pair": lambda s: (PAIR_OF.get(s, s),),
    "d_lookalike": lambda s: (s.translate(to) for to in ({272: 208, 273: 240},
        {272: 393, 273: 598}, {272: 68, 273: 100})),
    "telex": lambda s: (keyed(s, "=ww", "sfrxj", ("dd", "DD"), at_end=True),),
    "vni_keys": lambda s: (
        keyed(s, "687", "12345", ("d9", "D9"), at_end=end) for end in (True, False)),
    "viqr": lambda s: (keyed(s, "^(+", "'`?~.", ("dd", "DD"), at_end=False),),
    "tcvn3": lambda s: ("".join(TCVN3.get(letter, letter) for letter in composed(s)),),
    "vni_font": lambda s: (vni_font(s),),
    "question_marks": lambda s: lost(s, "?"),
    "replacement_characters": lambda s: lost(s, "\ufffd"),
    "letters_dropped": lambda s: lost(s, ""),
    "english_by_ear": lambda s: by_ear(s, ENGLISH),
    "thai_romanised": lambda s: by_ear(s, ROMAN),
    "thai_script": lambda s: by_ear(s, THAI),
    "burmese_script": lambda s: by_ear(s, BURMESE),
    "chinese_characters": lambda s: SINO.get(s, "")[:1],
    "pinyin": lambda s: [SINO[s][1:].capitalize()] if s in SINO else (),
}  # fmt: skip


@cache
def spellings(name: str, syllable: str) -> Pieces:
    """Return all that may be written of a syllable."""
    return tuple(dict.fromkeys(text for text in SPELLINGS[name](syllable) if text))


# --- By ear: onset, glide, nucleus and final of a syllable in four writings ---

NASALS: Final = ("", "n", "m", "ng", "nh")


def table(name: str) -> dict[str, list[Pieces]]:
    """Return the rows of a table of sounds by their first word."""
    rows = [row.split() for row in re.split(r"[|\n]", DATA["by_ear"][name].strip())]
    cells = [[cell.replace("_", "") for cell in row] for row in rows]
    return {row[0]: [tuple(cell.split("/")) for cell in row] for row in cells}


ONSETS, NUCLEI, FINALS, RHYMES = map(table, ("onsets", "nuclei", "finals", "rhymes"))
LONGEST_FIRST: Final = sorted(ONSETS, key=len, reverse=True)


def sounds(syllable: str) -> tuple[str, str, str, str, str] | None:
    """Return onset, glide, nucleus, final and tone; none where a syllable is not Vietnamese."""
    tone = "".join(tone for _base, _own, tone in letters(syllable))
    plain = bare(syllable, "qb").lower()
    onset = next(each for each in LONGEST_FIRST if plain.startswith(each))
    rest = plain[len(onset) :]
    if onset == "gi" and not re.match("[aăâeêioôơuư]", rest):
        rest = "i" + rest
    glide = rest[0] if rest[:2] in ("oa", "oă", "oe", "uê", "uâ", "uy", "uơ") else ""
    rest = re.sub("^y", "i", rest[len(glide) :])
    rest = {"ia": "iê", "ua": "uô", "ưa": "ươ"}.get(rest, rest)
    for final in ("", "ng", "nh", "ch", "n", "m", "c", "p", "t"):
        nucleus = rest.removesuffix(final)
        if rest.endswith(final) and nucleus in NUCLEI and len(tone) < 2:
            return onset, glide, nucleus, final, tone
    return None


def nearest(*options: Pieces) -> list[Pieces]:
    """Return all ways to take one of each, the usual ones first."""
    ways = sorted(product(*map(enumerate, options)), key=lambda way: sum(rank for rank, _ in way))
    return [tuple(text for _rank, text in way) for way in ways]


def by_ear(syllable: str, column: int) -> Iterator[str]:
    """Yield what those may write who hear a syllable."""
    if not (heard := sounds(syllable)):
        return
    onset, glide, nucleus, final, tone = heard
    if bare(syllable) == "Nguyen":
        yield from DATA["by_ear"]["nguyen"][column].split("/")
    starts, ends = ONSETS[onset][column], FINALS[final][min(column, THAI)]
    if column == BURMESE:
        rhyme = RHYMES[nucleus][NASALS.index(final) + 1 if final in NASALS else 6]
        for start, end in nearest(starts, rhyme):
            yield start + "ွ" * (bool(glide) and "ွ" not in start + end) + end
    elif column == THAI:
        tones = {"\u0301": ("", "๊", "้"), "\u0300": ("", "๋", "่")}.get(tone, ("",))
        vowels = NUCLEI[nucleus][4 if final else 3]
        for start, vowel, end, mark in nearest(starts, vowels, ends, tones):
            body = vowel.replace("{}", start + "ว" * bool(glide) + "#")
            yield re.sub("#([ัิีึืุู]?)", rf"\g<1>{mark}", body) + end
    else:
        glides = (glide, "w")[column - 1 :] if glide else ("",)
        for way in nearest(starts, glides, NUCLEI[nucleus][column], ends):
            yield "".join(way).capitalize()


# --- Which syllables: all that may be written of family name and rest ---

SELECTIONS: Final[dict[str, Callable[[Pieces, Pieces], Iterable[Pieces]]]] = {
    "order_turned": lambda f, r: (r + f, r[-1:] + r[:-1] + f, r[-1:] + f + r[:-1]),
    "middle_missing": lambda f, r: (
        f + r[-1:], *(f + r[:at] + r[at + 1 :] for at in range(len(r) - 1))),
    "two_syllables": lambda f, r: combinations(f + r, 2),
    "family_repeated": lambda f, r: (f + f + r, r + f + f),
    "given_name_and_province": lambda f, r: (r[-1:], r[-2:]),
    "order_of_birth": lambda f, r: (r[-1:],),
}  # fmt: skip


# --- Typing and bytes ---


def one[T](draw: Random, options: Iterable[T]) -> T | None:
    """Draw one option; none where there is none."""
    return draw.choice(made) if (made := list(options)) else None


BESIDE: Final = {pair[0]: pair[1] for pair in WORDS["keys_beside"]}


@cache
def slips(word: str) -> Pieces:
    """Return words with one letter dropped, doubled, swapped with the next or hit beside."""
    made = []
    for at, letter in enumerate(word):
        head, tail = word[:at], word[at + 1 :]
        made += [head + tail, head + letter + letter + tail, head + tail[:1] + letter + tail[1:]]
        made += [head + BESIDE.get(letter, letter) + tail]
    return tuple(dict.fromkeys(text for text in made if text and text != word))


def slip(pieces: Pieces, draw: Random) -> tuple[str, Pieces]:
    """Slip in one syllable."""
    at = draw.randrange(len(pieces))
    wrong = one(draw, slips(pieces[at])) or pieces[at]
    text = " ".join((*pieces[:at], wrong, *pieces[at + 1 :]))
    return text, (*pieces[:at], f"~{wrong}", *pieces[at + 1 :])


def split_up(pieces: Pieces, draw: Random) -> tuple[str, Pieces]:
    """Split one syllable of three letters or more."""
    at = one(draw, (at for at, piece in enumerate(pieces) if len(piece) > 2))
    if at is None:
        return "", pieces
    cut = draw.randrange(1, len(pieces[at]) - 1)
    halves = f"{pieces[at][:cut]} {pieces[at][cut:]}"
    return " ".join((*pieces[:at], halves, *pieces[at + 1 :])), pieces


def shorten(pieces: Pieces, draw: Random) -> tuple[str, Pieces]:
    """Shorten all syllables but the last."""
    short = [piece[: draw.choice((1, 1, 2))] for piece in pieces[:-1]]
    text = draw.choice((". ", ".", " ")).join((*short, pieces[-1]))
    return text, (*(f"{piece}*" for piece in short), pieces[-1])


def cut_off(text: str | None) -> tuple[str, Pieces]:
    """Return a name that was cut; its last piece may go on, without a letter cut in two."""
    *whole, last = (text or "").rstrip("\ufffd").split() or [""]
    return text or "", (*whole, f"{last}*")


def in_letters(text: str) -> list[int]:
    """Return the numbers of bytes that end within a letter, a syllable or more behind them."""
    code = text.encode()
    return [at for at in range(6, len(code)) if code[at] & 0xC0 == 0x80 and 32 in code[:at]]


TYPINGS: Final[dict[str, Callable[[Pieces, str, Random], tuple[str, Pieces]]]] = {
    "capitals": lambda p, t, d: (
        d.choice((t.upper(), t.lower(), " ".join((p[0].upper(), *p[1:])))), p),
    "hyphens_and_dots": lambda p, t, d: (d.choice(("-", ".", "_", ",", "  ")).join(p), p),
    "comma": lambda p, t, d: (", ".join(map(" ".join, d.choice((
        parted(p), (tuple(map(str.upper, p[:1])), p[1:]), (p[:-1], p[-1:]))))), p),
    "slip_of_a_key": lambda p, t, d: slip(p, d),
    "unseen_characters": lambda p, t, d: (d.choice(("\u00a0".join(p), " \u200b".join(p),
        f"\u200b{t}", " ".join(f"{one[:2]}\u00ad{one[2:]}" for one in p))), p),
    "run_together": lambda p, t, d: (d.choice(("".join(p), "".join(p).upper(),
        f"{p[0]} {''.join(p[1:]).capitalize()}")), p),
    "syllable_split": lambda p, t, d: split_up(p, d),
    "initialled": lambda p, t, d: shorten(p, d),
    "cut_at_characters": lambda p, t, d: cut_off(
        one(d, (t[:at].strip() for at in (10, 15, 20, 25) if at < len(t)))),
    "cut_at_bytes": lambda p, t, d: cut_off(one(d, (t.encode()[:at].decode(errors=how)
        for at in in_letters(t) for how in ("ignore", "replace")))),
}  # fmt: skip


def misread(text: str, code_page: str) -> str:
    """Return UTF-8 read in a code page; Windows shows bytes without a letter as controls."""
    found = ((bytes((byte,)), bytes((byte,)).decode(code_page, "ignore")) for byte in text.encode())
    return "".join(letter or byte.decode("latin-1") for byte, letter in found)


WRONG_BYTES: Final[dict[str, Callable[[str], str]]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "windows_1258": lambda text: "".join(composed(b + q) + tone for b, q, tone in letters(text)),
    "utf8_as_cp1252": lambda text: misread(text, "cp1252"),
    "utf8_as_cp874": lambda text: misread(text, "cp874"),
    "utf8_twice": lambda text: misread(misread(text, "cp1252"), "cp1252"),
    "html_numbers": lambda text: text.encode("ascii", "xmlcharrefreplace").decode(),
}


# --- Births and ages: all that may be written of a birth, its precision and the day ---


@cache
def exact(born: date, precision: str) -> tuple[Token, ...]:
    """Return a birth as on record, the most precise form first."""
    year, month = ("year", str(born.year)), ("month", born.replace(day=1).isoformat())
    whole = (("date", born.isoformat()), month, year)
    return {"day": whole, "month": whole[1:], "year": whole[2:]}.get(precision, ())


def ages(born: date, precision: str, day: date) -> list[int]:
    """Return the age on a day; two where the day of birth is not known."""
    years = day.year - born.year
    if precision == "day":
        return [years - ((day.month, day.day) < (born.month, born.day))]
    return [years, years - 1]


def ages_off(born: date, precision: str, day: date) -> list[int]:
    """Return the Vietnamese age and those one or two off, without the right ones."""
    right = ages(born, precision, day)
    near_by = [day.year - born.year + 1, *(age + by for age in right for by in (-2, -1, 1, 2))]
    return [age for age in dict.fromkeys(near_by) if age not in right]


def lunar_years(born: date, precision: str) -> list[int]:
    """Return the lunar years that a birth may lie in."""
    day = (born.month, born.day) if precision == "day" else (2, 1)
    return [born.year] * (day > (1, 20)) + [born.year - 1] * (day < (2, 21))


def both(born: date, precision: str, form: str, year: int) -> tuple[Token, ...]:
    """Return a year in another form and, where the day is known, the date in that form."""
    short = form.removesuffix("two") or form
    whole = ((f"{short}date", born.isoformat()),) if precision == "day" else ()
    return ((form, f"{year:02}"), *whole)


BIRTHS: Final[dict[str, Callable[[date, str, date], Iterable[Token]]]] = {
    "as_on_record": lambda b, p, day: exact(b, p)[:1],
    "birth_announced": lambda b, p, day: exact(b, p),
    "date_otherwise": lambda b, p, day: exact(b, p)[: p == "day"],
    "less_than_the_day": lambda b, p, day: exact(b, p)[1:],
    "age": lambda b, p, day: (("age", str(age)) for age in ages(b, p, day)),
    "age_off": lambda b, p, day: (("age", str(age)) for age in ages_off(b, p, day)),
    "year_off": lambda b, p, day: (("year", str(b.year + by)) for by in (-2, -1, 1, 2)),
    "first_of_january": lambda b, p, day: (("date", f"{b.year}-01-01"),),
    "buddhist_year": lambda b, p, day: both(b, p, "era", b.year + 543),
    "buddhist_year_of_two_digits": lambda b, p, day: (("eratwo", f"{(b.year + 543) % 100:02}"),),
    "year_of_two_digits": lambda b, p, day: both(b, p, "two", b.year % 100),
    "day_and_month_swapped": lambda b, p, day: [
        ("date", b.replace(month=b.day, day=b.month).isoformat())
        for _ in range(p == "day" and b.day <= 12 and b.day != b.month)],
    "animal_of_the_year": lambda b, p, day: (
        ("animal", WORDS["animals"][(year - 4) % 12]) for year in lunar_years(b, p)),
}  # fmt: skip
WORDED: Final = {"birth_announced": "said", "date_otherwise": "other", "less_than_the_day": "less"}


def rendered(form: str, value: str, draw: Random) -> str:
    """Write a birth in one of the ways of a form; a value with hyphens is a day."""
    way = draw.choice(DATA["births"][form].split("|"))
    if "-" not in value:
        digits = [
            value.translate({48 + at: zero + at for at in range(10)}) for zero in (3664, 4160)
        ]
        return str(way.format(v=value, t=digits[0], k=digits[1]))
    on = date.fromisoformat(value)
    era, months = on.year + 543, (WORDS["months"][on.month - 1], WORDS["thai_months"][on.month - 1])
    values = {"d": on.day, "m": on.month, "y": on.year, "yy": f"{on.year % 100:02}", "b": era}
    return str(way.format(**values, bb=era % 100, mon=months[0], thai=months[1]))


# --- Numbers and phones: what is written, and what it still tells ---

MERGED: Final = {
    old: new for new, row in DATA["merged_provinces"].items() for old in row.split("|")
}
MOBILE_2018: Final = dict(pair.split(":") for pair in WORDS["mobile_2018"])


@cache
def near(number: str) -> Pieces:
    """Return numbers with one digit off or two neighbours swapped."""
    made = [number[:at] + number[at : at + 2][::-1] + number[at + 2 :] for at in range(len(number))]
    for at in (at for at, sign in enumerate(number) if sign.isdigit()):
        made += [f"{number[:at]}{digit}{number[at + 1 :]}" for digit in range(10)]
    return tuple(text for text in dict.fromkeys(made) if text != number)


def powers(number: str) -> str:
    """Return a long number as a sheet shows it."""
    return f"{int(number):.5E}" if number.isdigit() and len(number) > 11 else ""


def written(draw: Random, numbers: Pieces) -> Token:
    """Write a document number, all of it."""
    if not (number := one(draw, numbers)):
        return "", ""
    threes = [number[at : at + 3] for at in range(0, len(number), 3)]
    joined = [sign.join(threes) for sign in (" ", ".", "-")]
    other = [
        number.replace("0", "O"),
        number.lower(),
        number.lstrip("0"),
        f"{number[0]} {number[1:]}",
    ]
    return draw.choice([number, *joined, *other]), f"exact:{number}"


def shortened(draw: Random, numbers: Pieces) -> Token:
    """Write the end of a number, more seldom its beginning."""
    number, sign = one(draw, numbers) or "", draw.choice(("", "...", "***", "x"))
    tail, head = number[-draw.choice((4, 4, 6)) :], number[: draw.choice((6, 7))]
    if draw.random() < 0.3:
        return (head + sign, f"head:{head}") if number else ("", "")
    return (sign + tail, f"tail:{tail}") if number else ("", "")


def wrong(draw: Random, numbers: Pieces) -> Token:
    """Write a number with a digit off."""
    text = draw.choice(near(draw.choice(numbers))) if numbers else ""
    return text, f"near:{text}"


def dialled(draw: Random, phones: Pieces) -> Token:
    """Write a phone with and without the codes of the country."""
    if not (phone := one(draw, phones)):
        return "", ""
    own, parts = phone[1:], (phone[:4], phone[4:7], phone[7:])
    codes = ("+84", "+84 ", "84", "0084", "(+84) ", "", "+84(0)", "00 84 ", "+840", "0")
    ways = [" ".join(parts), ".".join(parts), phone, *(code + own for code in codes)]
    return draw.choice(ways), f"exact:{phone}"


def as_of_2017(draw: Random, phones: Pieces) -> Token:
    """Write a mobile number with the digit it had before."""
    phone = one(draw, (phone for phone in phones if phone[:3] in MOBILE_2018)) or ""
    return MOBILE_2018.get(phone[:3], "") + phone[3:], f"exact:{phone}"


def as_power(draw: Random, numbers: Pieces) -> Token:
    """Write a number as a sheet shows it."""
    text = one(draw, (power for number in numbers if (power := powers(number)))) or ""
    return text, f"power:{text}"


def said(text: str) -> Token:
    """Say a word that is held without its marks."""
    return text, bare(text)
