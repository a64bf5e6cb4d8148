"""From the cells of a row to what a new case takes, with what cannot be read or is odd."""

from cases.intake.lists.rows.dates import Orders, orders_of
from cases.intake.lists.rows.kinds import kind_of_line
from cases.intake.lists.rows.reading import Ground, Read, read_row

__all__ = ["Ground", "Orders", "Read", "kind_of_line", "orders_of", "read_row"]
