"""What people type, or lists say, when they look for somebody on record, and what they mean.

This is an error model of a consular search, written apart from any search and knowing none.
`Known` is a person on record, `Reported` is what somebody writes of them, and `KINDS` holds the
ways in which the two differ. The model is in three files: the kinds with their groups, weights and
reasons and all tables in `reports_of_others.toml`, what may be written of a syllable, a birth or a
number in `reports_of_others_rules.py`, and reports, strangers and the oracle here. A test holds a
digest of all of them. An *ordinary* report has one ordinary kind; a *hard* one has two or three
kinds that go together, at least one of them hard. `Register` says how well any search could do.

Assumptions: the weights, before what does not apply to somebody is drawn anew; that half of those
who type leave the marks off where no kind says how they spell; that of the reports that tell only
a name 60 % add the birth and 15 % the province as on record. Everything follows from the people and
the seed. Left out: births by the lunar calendar (that needs its tables), nicknames such as Tí or
Tèo (they tell nothing of a name on record), and Chinese by ear (Chinese lists write the characters
that a name has, so those and pinyin are in).
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.benchmarks import reports_of_others_rules
from tests.benchmarks.reports_of_others_rules import (
    BIRTHS,
    DATA,
    MERGED,
    SELECTIONS,
    SPELLINGS,
    TABLES,
    TYPINGS,
    WORDED,
    WORDS,
    WRONG_BYTES,
    Pieces,
    Token,
    as_of_2017,
    as_power,
    bare,
    dialled,
    exact,
    near,
    one,
    parted,
    powers,
    rendered,
    said,
    shortened,
    slips,
    spellings,
    syllables,
    written,
    wrong,
)

SLOTS: Final = (
    "selection", "spelling", "typing", "bytes", "title",
    "birth", "number", "phone", "place", "relative",
)  # fmt: skip
OF_NAME: Final = frozenset(SLOTS[:5])
PLAIN_SHARE: Final = 0.5
COMPANIONS: Final = {"birth": 60.0, "place": 15.0, "": 25.0}
FIRST_PAGE: Final = 5


@dataclass(frozen=True, slots=True)
class Known:
    """A person on record: name in Vietnamese order, first possible day of birth, and the rest."""

    key: str
    full_name: str
    sex: str = "u"
    born: date | None = None
    precision: str = "none"
    other_names: Pieces = ()
    documents: Pieces = ()
    phones: Pieces = ()
    province: str = ""
    commune: str = ""
    mother: str = ""
    father: str = ""
    relatives_phones: Pieces = ()
    reported_on: date = date(2025, 11, 15)
    """The day on which others report them; ages are those of that day."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What is written: `text` as one line for a search box, and its parts as cells of a list."""

    key: str | None
    """Who is meant; none for a stranger."""
    reported_on: date
    text: str = ""
    name: str = ""
    birth: str = ""
    number: str = ""
    phone: str = ""
    place: str = ""
    relative: str = ""
    kind: str = ""
    """The kinds drawn, joined by a plus sign."""
    errors: Pieces = ()
    """All that was done, in order; also that marks were left off."""
    pieces: Pieces = ()
    """For the oracle: the syllables still to be read; `Ng*` may go on, `~Ngyen` has a slip."""
    held: tuple[Token, ...] = ()
    """For the oracle: what the other parts still tell."""


type Teller = Callable[[Known, Random], Reported | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to report. `tell` returns the parts it speaks of, none where it does not apply."""

    name: str
    slots: Pieces
    group: str
    weight: float
    tell: Teller


def told(known: Known, **parts: Any) -> Reported:
    """Return a report with some parts."""
    return Reported(known.key, known.reported_on, **parts)


# --- The parts of a report ---


def select(name: str, known: Known, draw: Random) -> Reported | None:
    """Write some of the syllables."""
    pieces = tuple(known.full_name.split())
    found = dict.fromkeys(SELECTIONS[name](*parted(pieces)))
    if not (chosen := one(draw, (option for option in found if option and option != pieces))):
        return None
    text = " ".join(chosen)
    place = tell_fact("province_named", known, draw) if name == "given_name_and_province" else None
    if name == "given_name_and_province" and not place:
        return None
    return replace(place or told(known), name=text, pieces=chosen)


def alias(_name: str, known: Known, draw: Random) -> Reported | None:
    """Write another name on record."""
    pieces = syllables(one(draw, known.other_names) or "")
    return told(known, name=" ".join(pieces), pieces=pieces) if pieces else None


def spell(name: str, known: Known, draw: Random) -> Reported | None:
    """Spell all syllables; those who hear a name still write most sounds in the usual way."""
    pieces = tuple(known.full_name.split())
    options = [spellings(name, piece) for piece in pieces]
    new = tuple(each[int(len(each) * draw.random() ** 3)] for each in options if each)
    unheard = name.endswith(("by_ear", "romanised")) and new == tuple(map(bare, pieces))
    if len(new) < len(pieces) or new == pieces or unheard:
        return None
    return told(known, name=("" if name == "chinese_characters" else " ").join(new), pieces=new)


def type_in(name: str, known: Known, draw: Random) -> Reported | None:
    """Type the syllables otherwise."""
    pieces = tuple(known.full_name.split())
    text, read = TYPINGS[name](pieces, known.full_name, draw)
    same = text in ("", known.full_name) or (len(pieces) < 2 and name != "capitals")
    return None if same else told(known, name=text, pieces=read)


def break_bytes(name: str, known: Known, _draw: Random) -> Reported | None:
    """Show the letters of the name wrong."""
    text = WRONG_BYTES[name](known.full_name)
    return told(known, name=text) if text != known.full_name else None


def entitle(name: str, known: Known, draw: Random) -> Reported | None:
    """Put a title before the name, one of the script of the name, or a number of birth order."""
    if name == "order_of_birth":
        order, given = draw.choice(WORDS["siblings"]), known.full_name.split()[-1]
        order = bare(order) if given.isascii() else order
        return told(known, name=f"{order} {given}", pieces=(given,))
    first, sex = ord(known.full_name[0]), known.sex if draw.random() < 0.8 else "u"
    script = 1 if 0xE00 <= first < 0xE80 else 2 if 0x1000 <= first < 0x10A0 else 0
    if not (titles := DATA["titles"][sex][script]) or "一" <= known.full_name[0] <= "鿿":
        return None
    held = (("sex", sex),) if sex != "u" else ()
    return told(known, name=draw.choice(titles.split("|")) + known.full_name, held=held)


def tell_birth(name: str, known: Known, draw: Random) -> Reported | None:
    """Write a birth or an age."""
    rule = BIRTHS[name]
    tokens = rule(known.born, known.precision, known.reported_on) if known.born else ()
    if not (token := one(draw, (token for token in tokens if token != ("age", "0")))):
        return None
    form = f"{WORDED[name]}_{token[0]}" if name in WORDED else token[0]
    return told(known, birth=rendered(form, token[1], draw), held=(token,))


FACTS: Final[dict[str, Callable[[Known, Random], Token]]] = {
    "number_written": lambda k, d: written(d, k.documents),
    "number_alone": lambda k, d: written(d, k.documents),
    "number_wrong": lambda k, d: wrong(d, k.documents),
    "number_short": lambda k, d: shortened(d, k.documents),
    "number_in_powers_of_ten": lambda k, d: as_power(d, k.documents),
    "phone_written": lambda k, d: dialled(d, k.phones),
    "phone_of_a_relative": lambda k, d: dialled(d, k.relatives_phones),
    "phone_alone": lambda k, d: dialled(d, k.phones + k.relatives_phones),
    "phone_wrong": lambda k, d: wrong(d, k.phones),
    "phone_of_before_2018": lambda k, d: as_of_2017(d, k.phones),
    "province_named": lambda k, d: (d.choice([k.province, k.province,
        *DATA["short_provinces"].get(k.province, k.province).split("|")]), bare(k.province)),
    "province_after_the_merger": lambda k, d: said(MERGED.get(k.province, "")),
    "commune_named": lambda k, d: said(k.commune),
    "mother_by_given_name": lambda k, d: said("".join(k.mother.split()[-1:])),
    "mother_in_full": lambda k, d: said(k.mother),
    "father_named": lambda k, d: said(" ".join(k.father.split()[d.choice((0, -1)) :])),
}  # fmt: skip


def tell_fact(name: str, known: Known, draw: Random) -> Reported | None:
    """Write a number, a phone, a place or a parent, with the words that go with it."""
    text, holds = FACTS[name](known, draw)
    if not text:
        return None
    part = DATA["kinds"][name][0].split()[-1]
    forms = DATA["forms"].get(name) or DATA["forms"][part]
    line = draw.choice(forms.split("|")).format(text)
    if part in ("place", "relative") and draw.random() < PLAIN_SHARE:
        line = bare(line)
    facet = name.split("_", maxsplit=1)[0] if part == "relative" else part
    return told(known, **{part: line}, held=((facet, holds),))


# --- The kinds, and reports of one or several ---

type Maker = Callable[[str, Known, Random], Reported | None]

RULES: Final[tuple[tuple[Iterable[str], Maker], ...]] = (
    (("title", "order_of_birth"), entitle), (("other_name",), alias), (SELECTIONS, select),
    (SPELLINGS, spell), (TYPINGS, type_in), (WRONG_BYTES, break_bytes), (BIRTHS, tell_birth),
    (FACTS, tell_fact),
)  # fmt: skip


def kind_of(name: str, slots: str, group: str, weight: float, why: str) -> Kind:
    """Return a kind whose function says in its docstring what happens and why."""
    maker = next(maker for names, maker in RULES if name in names)

    def tell(known: Known, draw: Random) -> Reported | None:
        return maker(name, known, draw)

    tell.__name__, tell.__doc__ = name, why
    return Kind(name, tuple(slots.split()), group, weight, tell)


KINDS: Final = {name: kind_of(name, *row) for name, row in DATA["kinds"].items()}


def drawn(draw: Random, hardness: str) -> list[Kind]:
    """Draw one kind of the group; where it is hard, one or two more of any group beside it."""
    pool = [kind for kind in KINDS.values() if kind.group == hardness]
    kinds = draw.choices(pool, [kind.weight for kind in pool])
    for _ in range(0 if hardness == "ordinary" else draw.choice((1, 2))):
        taken = {slot for kind in kinds for slot in kind.slots}
        pool = [kind for kind in KINDS.values() if not taken & set(kind.slots)]
        kinds += draw.choices(pool, [kind.weight for kind in pool])
    return sorted(kinds, key=lambda kind: SLOTS.index(kind.slots[0]))


def compose(known: Known, kinds: Sequence[Kind], draw: Random) -> Reported | None:
    """Apply kinds in the order of their slots; none where one of them does not apply."""
    pieces, taken = syllables(known.full_name), {slot for kind in kinds for slot in kind.slots}
    report = told(known, name=" ".join(pieces), pieces=pieces, kind="+".join(k.name for k in kinds))
    steps = list(kinds)
    if not taken & {"spelling", "bytes"} and draw.random() < PLAIN_SHARE:
        steps.insert(sum(kind.slots[0] == "selection" for kind in kinds), KINDS["no_marks"])
    for kind in steps:
        part = kind.tell(replace(known, full_name=report.name), draw)
        if part:
            report = merged(report, part, kind.name)
        elif kind in kinds:
            return None
    if taken <= OF_NAME:
        report = merged(report, companion(known, draw), "")
    if {"number_alone", "phone_alone"} & set(report.errors):
        report = replace(report, name="", pieces=())
    if report.name.isascii() and report.name:
        report = replace(report, place=bare(report.place), relative=bare(report.relative))
    return replace(report, text=line_of(report, draw))


def merged(report: Reported, part: Reported, error: str) -> Reported:
    """Return a report with the parts of another in place of its own."""
    names = ("name", "birth", "number", "phone", "place", "relative", "pieces")
    new = {name: value for name in names if (value := getattr(part, name))}
    errors = (*report.errors, error) if error else report.errors
    return replace(report, **new, held=report.held + part.held, errors=errors)


def companion(known: Known, draw: Random) -> Reported:
    """Return what most add to a name: the birth as on record, or the province, or nothing."""
    which = draw.choices(list(COMPANIONS), list(COMPANIONS.values()))[0]
    tokens = exact(known.born, known.precision)[::2] if known.born else ()
    if which == "birth" and (token := one(draw, tokens)):
        return told(known, birth=rendered(*token, draw), held=(token,))
    if which == "place" and known.province:
        return told(known, place=known.province, held=(("place", bare(known.province)),))
    return told(known)


def line_of(report: Reported, draw: Random) -> str:
    """Return the parts as one line: the name mostly first, and a bare age right after it."""
    rest = [report.birth, report.place, report.relative, report.number, report.phone]
    parts = [report.name, *rest]
    if draw.random() < 0.2 and not (report.birth.isdigit() and len(report.birth) < 4):
        draw.shuffle(rest)
        parts = [*rest, report.name]
    return draw.choice((" ", " ", " ", " ", ", ", " - ", "; ", "\t")).join(filter(None, parts))


def reports(people: Sequence[Known], seed: int, count: int, hardness: str) -> Iterator[Reported]:
    """Yield reports of people drawn at random; what does not apply to somebody is drawn anew."""
    for number in range(count):
        draw = Random(f"{seed}:{hardness}:{number}")
        made = None
        while made is None:
            made = compose(draw.choice(people), drawn(draw, hardness), draw)
        yield made


# --- People who are invented, known or not ---


def invent(draw: Random, key: str) -> Known:
    """Invent a person."""
    lists = DATA["invented"]

    def full(sex: str) -> str:
        """Return a name, every fifth of four syllables or more."""
        families = [row.rsplit(" ", 1) for row in lists["families"].split("|")]
        family = draw.choices(families, [float(weight) for _name, weight in families])[0][0]
        middles, given = (lists[f"{part}_{sex}"].split() for part in ("middles", "given"))
        more = [draw.choice(given)] if draw.random() < 0.2 else []
        return " ".join((family, draw.choice(middles), *more, draw.choice(given)))

    def maybe(share: float, value: str) -> Pieces:
        """Return the value for some."""
        return (value,) if draw.random() < share else ()

    sex = draw.choices("mfu", (60, 38, 2))[0]
    precision = draw.choices(("day", "year", "month", "none"), (70, 18, 5, 7))[0]
    year = int(draw.triangular(1955, 2008, 1997))
    month, day = draw.randint(1, 12), draw.randint(1, 28)
    born = date(year, 1 if precision == "year" else month, day if precision == "day" else 1)
    province, code = draw.choice(lists["provinces"].split("|")).rsplit(" ", 1)
    card = f"{code}{year // 100 % 19 * 2 + (sex == 'f')}{year % 100:02}{draw.randrange(10**6):06}"
    paper = card if draw.random() < 0.7 else f"C{draw.randrange(10**7):07}"
    prefix = draw.choice(("090", "091", "097", "098", "038", "079"))
    phones = [f"{prefix}{draw.randrange(10**7):07}" for _ in range(2)]
    return Known(
        key, full("mf"[draw.random() < 0.5] if sex == "u" else sex), sex,
        None if precision == "none" else born, precision,
        other_names=maybe(0.1, full("m" if sex == "m" else "f")), documents=maybe(0.6, paper),
        phones=maybe(0.6, phones[0]), province=province,
        commune=draw.choice(lists["communes"].split("|")),
        mother="".join(maybe(0.6, full("f"))), father="".join(maybe(0.4, full("m"))),
        relatives_phones=maybe(0.4, phones[1]),
        reported_on=date(draw.randint(2023, 2025), draw.randint(1, 12), draw.randint(1, 28)),
    )  # fmt: skip


def invented(count: int = 500) -> list[Known]:
    """Return people who are always the same."""
    return [invent(Random(f"known:{number}"), f"known-{number}") for number in range(count)]


def strangers(people: Iterable[Known], seed: int, count: int = 200) -> Iterator[Reported]:
    """Yield reports of people whose name, numbers and phones are nobody's; every other is hard.

    Among very many people a name of three usual syllables is somebody's, so strangers then have
    rarer names than people on record.
    """
    taken: set[str] = set()
    for person in people:
        taken.update(bare(name).casefold() for name in (person.full_name, *person.other_names))
        taken.update(person.documents + person.phones + person.relatives_phones)
    for number in range(count):
        draw, made = Random(f"{seed}:stranger:{number}"), None
        while made is None:
            person = invent(draw, "")
            own = person.documents + person.phones + person.relatives_phones
            names = [bare(name).casefold() for name in (person.full_name, *person.other_names)]
            if taken.isdisjoint((*own, *names)):
                made = compose(person, drawn(draw, ("ordinary", "hard")[number % 2]), draw)
        yield replace(made, key=None)


# --- How well any search could do ---


class Register:
    """Counts who fits a report as well as, or better than, the one who is meant.

    Somebody fits if the same kinds could have made the parts of the report of what is on record of
    them, or if those parts are on record without an error. Assumptions: whoever fits is as likely
    as another; whoever has no birth, number or parent on record does not fit one that is told; a
    title and the words before a birth or a number are told from a name. The oracle knows the kinds
    and a search does not, so the ceiling is an upper bound for any search. With the kinds in
    `ROUGH` it is only an upper bound for the model too: words run together or split are taken as
    still apart, a letter cut in the middle as lost, and a number of birth order as known for one.
    """

    ROUGH: Final = frozenset(
        ["run_together", "syllable_split", "cut_at_bytes", "chinese_characters", "order_of_birth"]
    )

    def __init__(self, people: Iterable[Known]) -> None:
        self.ids: dict[str, int] = {}
        self.names: list[tuple[Pieces, ...]] = []
        self.births: defaultdict[tuple[date, str], list[int]] = defaultdict(list)
        self.facets: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.readings: dict[tuple[str, str], frozenset[str]] = {}
        for at, person in enumerate(people):
            self.ids[person.key] = at
            self.names.append(tuple(map(syllables, (person.full_name, *person.other_names))))
            if person.born:
                self.births[person.born, person.precision].append(at)
            for facet, values in facets_of(person, self.names[at]).items():
                for value in values - {""}:
                    self.facets[facet][value].append(at)

    def fitting(self, report: Reported) -> set[int]:
        """Return the numbers of all people who fit a report."""
        spelled = next((name for name in report.errors if name in SPELLINGS), "")
        groups = [self.telling(report, token) for token in report.held]
        for piece in report.pieces:
            if (piece, spelled) not in self.readings:
                known = self.facets["syllable"]
                self.readings[piece, spelled] = frozenset(
                    each for each in known if reads(piece, each, spelled)
                )
            found = self.readings[piece, spelled]
            groups.append(set(chain.from_iterable(self.facets["syllable"][each] for each in found)))
        both_ways = set.intersection(*groups) if groups else set()
        return {at for at in both_ways if self.named(report, at, spelled)}

    def named(self, report: Reported, at: int, spelled: str) -> bool:
        """Return whether one of the names of somebody could have been written so."""
        selected = [SELECTIONS[name] for name in report.errors if name in SELECTIONS]
        goes_on = any(name.startswith("cut_") for name in report.errors)
        count = len(report.pieces)
        for name in self.names[at] if count else ():
            for way in (name, *chain(*(rule(*parted(name)) for rule in selected))):
                if len(way) == count or (goes_on and len(way) > count):
                    pairs = zip(report.pieces, way, strict=False)
                    if all(each in self.readings[piece, spelled] for piece, each in pairs):
                        return True
        return not count

    def telling(self, report: Reported, token: Token) -> set[int]:
        """Return who could have been told of so: by birth, number, phone, place, parent or sex."""
        facet, value = token
        if facet in DATA["births"]:
            rules = [BIRTHS[name] for name in (*report.errors, "age") if name in BIRTHS]
            day = report.reported_on
            fit = (
                found for (born, precision), found in self.births.items()
                if token in exact(born, precision)
                or any(token in rule(born, precision, day) for rule in rules)
            )  # fmt: skip
            return set(chain.from_iterable(fit))
        known, (how, _, number) = self.facets[facet], value.partition(":")
        values: Iterable[str] = (value, "u") if facet == "sex" else (value,)
        if facet in ("number", "phone"):
            values = (number, *near(number)) if how == "near" else (number,)
        if how in HIDDEN and facet == "number":
            values = [each for each in known if HIDDEN[how](each, number)]
        return set(chain.from_iterable(known.get(each, ()) for each in values))

    def others(self, report: Reported) -> int:
        """Return how many people besides the right one fit as well or better."""
        return len(self.fitting(report) - {self.ids.get(report.key or "", -1)})

    def ceiling(self, report: Reported) -> float:
        """Return the chance that the right one is among the first five of all who fit."""
        return min(1.0, FIRST_PAGE / (self.others(report) + 1)) if report.key in self.ids else 0.0


HIDDEN: Final[dict[str, Callable[[str, str], bool]]] = {
    "tail": str.endswith,
    "head": str.startswith,
    "power": lambda number, shown: powers(number) == shown,
}


def facets_of(person: Known, names: Iterable[Pieces]) -> dict[str, set[str]]:
    """Return what somebody can be found by, apart from the birth."""
    merged_into = MERGED.get(person.province, "")
    parents = {"mother": person.mother, "father": person.father}
    return {
        "syllable": set(chain.from_iterable(names)),
        "sex": {person.sex},
        "number": set(person.documents),
        "phone": {*person.phones, *person.relatives_phones},
        "place": {bare(name) for name in (person.province, merged_into, person.commune)},
        **{who: {bare(name), *bare(name).split()[-1:]} for who, name in parents.items()},
    }


def reads(piece: str, syllable: str, spelled: str) -> bool:
    """Return whether something written may stand for a syllable."""
    texts = (syllable, *(spellings(spelled, syllable) if spelled else ()))
    if piece.startswith("~"):
        return any(piece[1:] in (text, *slips(text)) for text in texts)
    if piece.endswith("*"):
        return any(text.startswith(piece[:-1]) for text in texts)
    return piece in texts


def digest(seed: int, count: int) -> str:
    """Return a digest of the three files, of reports of invented people and of the oracle's word.

    The files are in it because no number of reports would show every change.
    """
    people = invented()
    sources = [Path(file).read_bytes() for file in (__file__, reports_of_others_rules.__file__)]
    register, made = Register(people), hashlib.sha256(b"".join((TABLES, *sources)))
    streams = (reports(people, seed, count, hardness) for hardness in ("ordinary", "hard"))
    for report in chain(*streams, strangers(people, seed, count)):
        made.update(f"{report!r}{register.others(report)}\n".encode())
    return made.hexdigest()
