"""The tables of the annex: figures by definition; for a report also by mission and stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.briefings.choices import LeftOut
from cases.briefings.composing.amounts import (
    Amount,
    amount_words,
    country,
    day,
    in_country,
    named,
    number,
    parted,
    sentence,
)
from cases.briefings.composing.numbers import (
    LATER,
    OTHERS,
    ROWS,
    Numbers,
    are_stages_told,
    first_rows,
    numbers_of,
    stage_rows,
    waiting_cell,
)
from cases.briefings.composing.others import (
    IN_WORDS,
    counted_as,
    ours_of,
    scoped,
    tells_ours,
    what,
    when,
)
from cases.briefings.composing.sources import print_words
from cases.briefings.composing.told import HOME, Said, Told, Waiting
from cases.casework.choices import Stage


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table in words; `bars` are the parts of the largest row in hundredths, where drawn."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[int, ...] = ()


def tables(told: Told) -> list[TableRows]:
    """Return the tables of the annex."""
    numbers = numbers_of(told)
    found = [by_country(told, numbers)]
    if numbers.of("present", told.country).is_told:
        found.append(in_it(told, numbers))
    if told.kind == "report":
        found += [
            by_stage(told, numbers),
            by_mission(told, numbers),
            by_body(told, numbers),
        ]
    if told.said:
        found.append(of_others(told, numbers))
    return [table for table in found if table.rows]


def by_country(told: Told, numbers: Numbers) -> TableRows:
    """Return where people were, with the total and how many had ever crossed."""
    rows = [
        (
            _("Persons %(where)s") % {"where": in_country(row.key)}
            if row.key
            else _("Persons whose whereabouts were not known"),
            numbers.of("present", row.key),
        )
        for row in sorted(told.present, key=lambda row: (not row.key, -row.count, row.key))
    ]
    rows.append((_("All persons with a case, whenever opened"), numbers.of("counted")))
    crossed = _("Had crossed the border by then (%(country)s)") % {"country": country(told.country)}
    rows.append((crossed, numbers.of("crossed")))
    if told.unsaid is not None:
        apart = _("Cases of persons of unknown nationality, counted apart")
        rows.append((apart, numbers.of("unsaid")))
    return lined(told, _("Figures and their definitions"), rows)


def in_it(told: Told, numbers: Numbers) -> TableRows:
    """Return those in the country of the first sentence by sex and by age."""
    sexes = {"m": _("men"), "f": _("women"), "": _("sex not known")}
    ages = {"child": _("under 18"), "adult": _("18 and over"), "": _("age not known")}
    rows = [(label, numbers.of("sex", key)) for key, label in sexes.items()]
    rows += [(label, numbers.of("age", key)) for key, label in ages.items()]
    title = _("Persons %(where)s") % {"where": in_country(told.country)}
    return lined(told, title, rows)


def by_stage(told: Told, numbers: Numbers) -> TableRows:
    """Return the cases by stage."""
    rows = [(stage_words(row.key), numbers.of("stage", row.key)) for row in stage_rows(told)]
    return drawn(_("Cases by stage"), rows, numbers)


def stage_words(key: str) -> str:
    """Return what a stage is called, also together with all later ones."""
    label = str(Stage(key.removesuffix(LATER)).label)
    return _("%(stage)s or a later stage") % {"stage": label} if key.endswith(LATER) else label


def by_mission(told: Told, numbers: Numbers) -> TableRows:
    """Return the cases by mission, those of many small ones together."""
    called = {code: named((en, vi, fr)) for code, en, vi, fr in told.mission_names}
    called[OTHERS] = _("Other missions")
    rows = [
        (called.get(row.key, row.key), numbers.of("mission", row.key))
        for row in first_rows(told.missions)
    ]
    return drawn(_("Cases by mission"), rows, numbers)


def by_body(told: Told, numbers: Numbers) -> TableRows:
    """Return what open cases wait for when the report was drafted, by responsible body."""
    cells = [(row, numbers.of(waiting_cell(row))) for row in told.waiting[:ROWS]]
    rows = [(row, cell) for row, cell in cells if cell.is_told]
    return TableRows(
        _("Open cases by the body that has to act, when this was drafted"),
        (_("Body"), _("Cases"), _("Longest wait, days")),
        tuple(
            (
                named(row.names),
                amount_words(cell),
                least(row) if cell.firmness == "exact" else "–",
            )
            for row, cell in rows
        )
        + (of_all_open([cell for _row, cell in rows], told, numbers) if rows else ()),
    )


def of_all_open(
    cells: Sequence[Amount], told: Told, numbers: Numbers
) -> tuple[tuple[str, str, str], ...]:
    """Return all that are open, and those that are left, which whoever adds up knows as well."""
    if not are_stages_told(told) or LeftOut.STAGES in told.left_out:
        return ()
    whole = numbers.of("open")
    rest = whole.value - sum(cell.value for cell in cells)
    is_known = all(cell.firmness == "exact" for cell in cells)
    others = Amount("exact", rest) if rest else Amount("none")
    left = amount_words(others if is_known else Amount("untold"))
    return (
        (_("All others: the mission has to act, or a body that is not told"), left, "–"),
        (_("All open cases"), amount_words(whole), "–"),
    )


def least(row: Waiting) -> str:
    """Return for how many days the longest waits, or at the least."""
    return f"≥ {number(row.days)}" if row.is_least else number(row.days)


def of_others(told: Told, numbers: Numbers) -> TableRows:
    """Return all reported figures, quoted ones first, with ours for the same moment."""
    rows = []
    for row in sorted(told.said, key=lambda row: not row.is_quoted):
        theirs = Amount(row.qualifier, row.value, row.men, row.women)
        said = parted(amount_words(theirs), theirs)
        is_beside = tells_ours(row, told, numbers)
        ours = amount_words(ours_of(row, told, numbers)) if is_beside else "–"
        dispute = _("disputed") if row.is_disputed else ""
        rows.append(
            (
                ", ".join(row.names),
                whom_and_what(row),
                day_of(row, told),
                ", ".join(word for word in (said, dispute) if word),
                ours,
            )
        )
    columns = (_("Source"), _("What was counted"), _("As of"), _("Theirs"), _("Ours"))
    return TableRows(_("Reported figures beside ours"), columns, tuple(rows))


def whom_and_what(row: Said) -> str:
    """Return whom a figure of others counts, and how."""
    counted = what(row) if row.metric in IN_WORDS else sentence(counted_as(row).strip("()"))
    if row.nationality != HOME:
        whom = country(row.nationality) if row.nationality else _("all nationalities")
        counted = f"{whom}, {counted}"
    return scoped(counted, row.scope)


def day_of(row: Said, told: Told) -> str:
    """Return the day of a figure; that of its print where the source gives none."""
    if row.as_of:
        return when(row, told)
    return _("day not given (%(printed)s)") % {"printed": print_words(row)}


def lined(told: Told, title: str, rows: Iterable[tuple[str, Amount]]) -> TableRows:
    """Return a table of figures, each with the moment it is of and who counted it."""
    at = day(told.at, told.zone, is_day=told.is_day)
    source = _("our records")
    columns = (_("Figure"), _("Persons"), _("As of"), _("Source"))
    told_rows = tuple(
        (label, amount_words(cell), at, source) for label, cell in rows if cell.firmness != "untold"
    )
    return TableRows(title, columns, told_rows)


def drawn(title: str, rows: list[tuple[str, Amount]], numbers: Numbers) -> TableRows:
    """Return a table of cases with bars, as long as what is told of each row."""
    rows = [(label, cell) for label, cell in rows if cell.firmness != "untold"]
    largest = max((cell.value for _label, cell in rows), default=0) or 1
    bars = [
        round(100 * cell.value / largest) if cell.firmness == "exact" else 0
        for _label, cell in rows
    ]
    shown = [(label, amount_words(cell)) for label, cell in rows]
    return TableRows(
        title,
        (_("Cases"), pgettext("count", "Number")),
        (*shown, (_("All cases opened by then"), amount_words(numbers.of("cases"))))
        if shown
        else (),
        (*bars, 0),
    )
