"""What stands of each person in a frozen list: fixed keys, none of a restricted group."""

from typing import Final

SHOWN: Final = (
    "full_name",
    "born",
    "sex",
    "nationality",
    "document_kind",
    "document_number",
    "document_expires",
    "ticket_name",
    "ticket_number",
    "seat",
)
"""Keys of `ManifestLine.shown`, in the order in which a list prints them.

Codes and ISO dates (a birth date as far as it is known: `1998`, `1998-04`, `1998-04-02`), empty
where nothing is on record; the name as in the document, else as registered.
"""
