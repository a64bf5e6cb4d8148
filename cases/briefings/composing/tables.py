"""The tables of the annex: figures by definition; for a report also by mission and stage."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.briefings.composing.amounts import (
    Amount,
    amount,
    amount_words,
    country,
    day,
    in_country,
    moment,
    named,
    number,
    told_rows,
)
from cases.briefings.composing.others import what
from cases.briefings.composing.sentences import waiting_cells
from cases.briefings.composing.told import Count, Told
from cases.casework.choices import Stage
from cases.incidents.choices import Metric

FIRST_ROWS = 12


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table in words; `bars` are the parts of the largest row in hundredths, where drawn."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[int, ...] = ()


def tables(told: Told) -> list[TableRows]:
    """Return the tables of the annex."""
    found = [by_country(told)]
    here = told_rows(told.present, told.smallest, told.base)[0].get(told.country)
    if here is not None and here.firmness == "about":
        found.append(in_it(told))
    if told.kind == "report":
        found += [by_stage(told), by_mission(told), by_body(told)]
    if told.said:
        found.append(of_others(told))
    return [table for table in found if table.rows]


def by_country(told: Told) -> TableRows:
    """Return where people were, with the total and how many had ever crossed."""
    cells, total = told_rows(told.present, told.smallest, told.base)
    rows = [
        (_("Persons who were there: %(country)s") % {"country": country(row.key)}, cells[row.key])
        for row in sorted(told.present, key=lambda row: (not row.key, -row.count, row.key))
    ]
    rows.append((_("All persons with a case"), total))
    crossed = amount(told.crossed, told.smallest, told.base)
    rows.append(
        (
            _("Had crossed the border by then (%(country)s)") % {"country": country(told.country)},
            crossed,
        )
    )
    return lined(told, _("Figures and their definitions"), rows)


def in_it(told: Told) -> TableRows:
    """Return those in the country of the first sentence by sex and by age."""
    sexes = {"m": _("men"), "f": _("women"), "": _("sex not known"), "x": _("sex not known")}
    ages = {"child": _("under 18"), "adult": _("18 and over"), "": _("age not known")}
    rows = []
    for words, parts in ((sexes, told.sexes), (ages, told.ages)):
        cells, _total = told_rows(parts, told.smallest, told.base)
        rows += [(words.get(row.key, row.key), cells[row.key]) for row in parts]
    title = _("Persons %(where)s") % {"where": in_country(told.country)}
    return lined(told, title, rows)


def by_stage(told: Told) -> TableRows:
    """Return the cases by stage."""
    return drawn(told, _("Cases by stage"), told.stages, lambda key: str(Stage(key).label))


def by_mission(told: Told) -> TableRows:
    """Return the cases by mission."""
    called = {code: named((en, vi, fr)) for code, en, vi, fr in told.mission_names}
    return drawn(told, _("Cases by mission"), told.missions, lambda key: called.get(key, key))


def by_body(told: Told) -> TableRows:
    """Return what open cases wait for when the report was drafted, by responsible body."""
    rows = list(zip(told.waiting, waiting_cells(told), strict=True))[:FIRST_ROWS]
    return TableRows(
        _("Open cases by the body that has to act, when this was drafted"),
        (_("Body"), _("Cases"), _("Longest wait, days")),
        tuple(
            (
                named(row.names),
                amount_words(cell),
                number(row.days) if cell.firmness == "about" else "–",
            )
            for row, cell in rows
        ),
    )


def of_others(told: Told) -> TableRows:
    """Return the reported figures of the day, with ours for the same moment."""
    rows = []
    for row in told.said[:FIRST_ROWS]:
        said = amount_words(Amount(row.qualifier, row.value))
        ours = "–" if row.ours is None else amount_words(amount(row.ours, told.smallest, told.base))
        dispute = _("disputed") if row.is_disputed else ""
        rows.append(
            (
                ", ".join(name for name, _on, _url in row.outlets),
                metric_words(row.metric, what(row)),
                moment(row.as_of, row.zone, is_day=row.is_day),
                " ".join(word for word in (said, dispute) if word),
                ours,
            )
        )
    columns = (_("Source"), _("What was counted"), _("As of"), _("Theirs"), _("Ours"))
    return TableRows(_("Reported figures beside ours"), columns, tuple(rows))


def metric_words(metric: str, where: str) -> str:
    """Return what a figure of others counts."""
    label = str(Metric(metric).label)
    return where if metric in {"present", "crossed"} else f"{label} {where}".strip()


def lined(told: Told, title: str, rows: Iterable[tuple[str, Amount]]) -> TableRows:
    """Return a table of figures, each with the moment it is of and who counted it."""
    at = day(told.at, told.zone, is_day=told.is_day)
    source = _("our records")
    columns = (_("Figure"), _("Persons"), _("As of"), _("Source"))
    return TableRows(
        title, columns, tuple((label, amount_words(cell), at, source) for label, cell in rows)
    )


def drawn(told: Told, title: str, rows: Iterable[Count], called: Callable[[str], str]) -> TableRows:
    """Return a table of cases with bars."""
    kept = [row for row in rows if row.count]
    cells, total = told_rows(kept, told.smallest, told.base)
    largest = max((cell.value for cell in cells.values()), default=0) or 1
    shown = [(called(row.key), amount_words(cells[row.key])) for row in kept[:FIRST_ROWS]]
    bars = [
        round(100 * cells[row.key].value / largest) if cells[row.key].firmness == "about" else 0
        for row in kept[:FIRST_ROWS]
    ]
    return TableRows(
        title,
        (_("Cases"), _("Number")),
        (*shown, (_("All cases"), amount_words(total))),
        (*bars, 0),
    )
