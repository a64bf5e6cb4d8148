"""What a reader can work out: the smallest and the largest value of a number that is not shown.

The reader knows every number that is shown, each sum, and that what is hidden is no nought. The
range is exact: a linear programme solved in fractions (simplex, Bland's rule, which ends always).
Small tables only; a few dozen hidden numbers take milliseconds.
"""

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Final

from cases.publishing.disclosure_control.values import Tables

Row = list[Fraction]
ONE: Final = Fraction(1)
NOUGHT: Final = Fraction(0)


def range_of(
    cell: str, hidden: Collection[str], tables: Tables
) -> tuple[Fraction, Fraction | None]:
    """Return the smallest and the largest value that fit; None for no upper bound."""
    names = tied_to(cell, hidden, tables)
    matrix, bounds = equations(names, tables)
    place = names.index(cell)
    goal = [ONE if index == place else NOUGHT for index in range(len(names))]
    largest = maximum(matrix, bounds, goal)
    smallest = maximum(matrix, bounds, [-value for value in goal])
    low = -smallest if smallest is not None else NOUGHT
    # Each hidden number was taken as one more than nought.
    return low + 1, None if largest is None else largest + 1


def tied_to(cell: str, hidden: Collection[str], tables: Tables) -> list[str]:
    """Return the hidden numbers that hang together with this one by sums."""
    found = [cell]
    for name in found:
        for row in tables.sums:
            if name in row.cells:
                found += [other for other in row.cells if other in hidden and other not in found]
    return found


def equations(names: Sequence[str], tables: Tables) -> tuple[list[Row], Row]:
    """Return the sums as equations of the hidden numbers less one, with bounds not below nought."""
    matrix: list[Row] = []
    bounds: Row = []
    for row in tables.sums:
        if not any(name in row.cells for name in names):
            continue
        line = [Fraction((name in row.parts) - (name == row.total)) for name in names]
        known = sum(tables.counts[part] for part in row.parts if part not in names)
        known -= 0 if row.total in names else tables.counts[row.total]
        bound = -known - sum(line)
        if bound < 0:
            line, bound = [-value for value in line], -bound
        matrix.append(line)
        bounds.append(Fraction(bound))
    return matrix, bounds


def maximum(matrix: Sequence[Row], bounds: Row, goal: Row) -> Fraction | None:
    """Return the largest value of the goal over x >= 0 with matrix x = bounds; None: no bound."""
    width = len(goal)
    height = len(matrix)
    table = [
        [*line, *(ONE if index == place else NOUGHT for place in range(height)), bound]
        for index, (line, bound) in enumerate(zip(matrix, bounds, strict=True))
    ]
    basis = [width + index for index in range(height)]
    # First the auxiliary variables are driven out, then the goal is pursued.
    pursue(table, basis, [NOUGHT] * width + [-ONE] * height, width + height)
    for index in range(height - 1, -1, -1):
        if basis[index] < width:
            continue
        column = next((place for place in range(width) if table[index][place] != 0), None)
        if column is None:
            del table[index], basis[index]
        else:
            pivot(table, basis, index, column)
    if not pursue(table, basis, [*goal, *([NOUGHT] * height)], width):
        return None
    return sum(
        (
            goal[column] * line[-1]
            for column, line in zip(basis, table, strict=True)
            if column < width
        ),
        NOUGHT,
    )


def pursue(table: list[Row], basis: list[int], goal: Row, width: int) -> bool:
    """Go on until nothing makes the goal larger; return whether it has a bound."""
    while True:
        column = next(
            (place for place in range(width) if gain(table, basis, goal, place) > 0), None
        )
        if column is None:
            return True
        ratios = [
            (line[-1] / line[column], basis[index], index)
            for index, line in enumerate(table)
            if line[column] > 0
        ]
        if not ratios:
            return False
        pivot(table, basis, min(ratios)[2], column)


def gain(table: list[Row], basis: list[int], goal: Row, column: int) -> Fraction:
    """Return by how much one more of a variable makes the goal larger."""
    return goal[column] - sum(
        (goal[row] * line[column] for row, line in zip(basis, table, strict=True)), NOUGHT
    )


def pivot(table: list[Row], basis: list[int], row: int, column: int) -> None:
    """Put a variable into the basis, in place of that of the row."""
    factor = table[row][column]
    table[row] = [value / factor for value in table[row]]
    for index, line in enumerate(table):
        if index != row and line[column] != 0:
            times = line[column]
            table[index] = [
                value - times * above for value, above in zip(line, table[row], strict=True)
            ]
    basis[row] = column
