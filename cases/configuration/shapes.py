"""Which names may stand in a file of the configuration: one rule for all.

A name that nobody reads is a slip that nobody notices: a term misspelt would leave the former one
in force. So each is refused, with its line, what may stand there, and the name nearest to it.
"""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any, Final

from cases.core.lines import KeyPath, line_of, lines_of, read_toml
from cases.core.text import nearest
from cases.exports.kinds import KINDS
from cases.intake.lists.choices import ListField, Meaning
from cases.places.choices import Country

Shape = Mapping[str, "Shape | None"]
"""Name -> what may stand in its table, or in each table of its list; None for a plain value."""
ANY: Final = "*"
"""Stands for every name: codes that an installation chooses."""
MOST_NAMED: Final = 24


def table(names: str, **tables: Shape | None) -> Shape:
    """Return what may stand in a table: plain values, and tables with names of their own."""
    return {**dict.fromkeys(names.split()), **tables}


LANGUAGES: Final = table("en vi fr")
WORDED: Final = "code name name_vi name_fr"
GROUND: Final = "legal_basis legal_basis_vi legal_basis_fr source in_force_on verified missing"
PLACED: Final = (
    "national_name motto agency_above agency number place_and_day type_name subject "
    "subject_of_letter body addressee signer recipients recipient page_number contact"
)
COUNTRIES: Final = dict.fromkeys(Country.values)
SHAPES: Final[Mapping[str, Shape]] = {
    "roles.toml": table(
        "",
        role={ANY: table("at sees groups operations second_factor")},
        incompatible=table("roles at"),
        system=table("operations"),
    ),
    "scopes.toml": {"scope": {ANY: table("sees groups operations")}},
    "administrators.toml": table("hours_to_decide hours_between_closings"),
    "exports.toml": table(
        "threshold hours_counted_together growth_percent hours_to_start hours_to_decide "
        "hours_of_a_file",
        kind=dict.fromkeys(KINDS, table("columns threshold")),
        heading={ANY: LANGUAGES},
    ),
    "letters/decree-30-2020.toml": table(
        "read_on font",
        margins=table("top bottom left right"),
        sizes=table(PLACED),
        ranges=table(f"{PLACED} top bottom left right"),
        body=table("indent_cm between_points"),
        words=table("above drafted_by"),
        unread=LANGUAGES,
    ),
    "letters/*.toml": table(
        "title title_vi title_fr type_name subject mark form layout_confirmed legal_basis to "
        "usual usual_is_holder languages needs restricted awaits_reply needs_step returns outcomes "
        "abroad",
        printed=LANGUAGES,
        usual_of_country=COUNTRIES,
        step=table(
            "procedure effect limit limit_needs limit_case limit_returns", result={ANY: None}
        ),
    ),
    "manifests/*.toml": table(
        "mark usual source",
        title=LANGUAGES,
        for_whom=LANGUAGES,
        note=LANGUAGES,
        column=table("code width en vi fr"),
    ),
    "retention.toml": {
        "rule": table(
            f"{WORDED} about amount unit after then legal_basis source verified procedures"
        )
    },
    "rights.toml": {
        "reply": table(f"amount unit calendar roll {GROUND}"),
        "term": table(f"kinds amount unit calendar roll extension {GROUND}"),
    },
    "protection.toml": {
        "vulnerability": table(f"{WORDED} group volunteered"),
        "question": table(f"{WORDED} part"),
        "body": table(f"{WORDED} side"),
        "result": table(WORDED),
    },
    "follow_up.toml": {
        "term": table(f"{WORDED} days outcomes ground"),
        "overdue": table("days"),
        "silence": table("days"),
    },
    "fund_rules.toml": {
        "settings": table("approval_above rate_days earliest"),
        "category": table(f"{WORDED} payers asked_back of_return law source verified missing"),
    },
    "movement_rules.toml": {"rule": table("code seat freeze may law source verified missing")},
    "recounts.toml": {"settled": table("country starts_on reason")},
    "handover.toml": {
        "paper": table(f"{WORDED} of source"),
        "count": table(f"{WORDED} of source"),
    },
    "figures.toml": {
        "figure": table(
            "code version rule by since until source",
            **{"with": table("country kinds stages outcomes age")},
            name=LANGUAGES,
            sentence={"en": table("one many"), "vi": table("many"), "fr": table("one many")},
        )
    },
    "tolerances.toml": {
        "tolerance": table(
            "qualifier version from_percent to_percent margin above below since until source"
        )
    },
    "list_headings.toml": table(
        "",
        field=dict.fromkeys(ListField.values, table("words", template=LANGUAGES)),
        rows=table(
            "totals counted nationals_before nationals_after relatives doubtful_relatives "
            "no_relatives"
        ),
        sex=table("m f x u"),
        country=COUNTRIES | {"unknown": None},
    ),
    "answers.toml": table(
        "",
        heading=table("", reference=table("words"), answer=table("words"), day=table("words")),
        meaning=dict.fromkeys(Meaning.values, table("words choices")),
        result=table("number"),
    ),
    "matching.toml": {
        "reasons": {ANY: table("bits share why")},
        "thresholds": {ANY: table("bits share why")},
    },
    "name_syllables.toml": {
        "shares": table("position source verified", percent={ANY: None}),
        "of_one_sex": table("sex source verified names"),
        "pairs": table("strength source verified names"),
    },
}


def shape_of(name: str) -> Shape | None:
    """Return what may stand in a file of this name, None where it is no TOML."""
    return next((shape for glob, shape in SHAPES.items() if fnmatchcase(name, glob)), None)


def unknown_names(name: str, text: str) -> Iterator[str]:
    """Yield file, line and rule for each name in a file that nobody reads."""
    shape, lines = shape_of(name), lines_of(text)
    for path, known in unknown_in(read_toml(text), shape) if shape is not None else ():
        here, key = [part for part in path if isinstance(part, str)], str(path[-1])
        rule = f"“{'.'.join(here)}” is not known, the nearest name here is “{nearest(key, known)}”"
        if len(known) <= MOST_NAMED:
            rule += f"; only these may stand here: {', '.join(sorted(known))}"
        yield f"{name}, line {line_of(lines, path)}: {rule}"


def unknown_in(content: Any, shape: Shape, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Shape]]:
    """Yield the path of each name that is not known, with those that are."""
    if isinstance(content, list):
        for index, row in enumerate(content):
            yield from unknown_in(row, shape, (*path, index))
    if not isinstance(content, dict):
        return
    for key, value in content.items():
        if key not in shape and ANY not in shape:
            yield (*path, key), shape
        elif inner := shape.get(key, shape.get(ANY)):
            yield from unknown_in(value, inner, (*path, key))
