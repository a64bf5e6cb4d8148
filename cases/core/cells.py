"""Cells of tables for spreadsheets: no text of ours is ever taken for a formula."""

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plain_cell(value: object) -> str:
    """Return a value as the text of a cell; what would begin a formula gets a quote before it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(STARTS) else text
