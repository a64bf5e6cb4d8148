"""What is wrong with a code of a passport or card: stable codes, sentences for staff."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ERROR: Final = "error"
WARNING: Final = "warning"
FIELDS: Final[dict[str, str | Promise]] = {
    "number": _("document number"),
    "birth": _("birth date"),
    "expiry": _("date of expiry"),
    "optional": _("additional data"),
    "second_optional": _("additional data"),
    "composite": _("check digit over the whole"),
    "names": _("name"),
    "sex": _("sex"),
    "state": _("issuing state"),
    "nationality": _("nationality"),
    "kind": _("kind of document"),
    "fillers": _("fillers"),
    "lines": _("lines"),
}
SENTENCES: Final[dict[str, str | Promise]] = {
    "empty": _("There is no code to read."),
    "line_count": _(
        "A code has two lines (passport, visa) or three (card). Lines found: %(count)s."
    ),
    "wrong_length": _("Line %(line)s has %(count)s characters; it must have %(width)s."),
    "bad_character": _(
        "Line %(line)s, place %(column)s: “%(character)s” cannot stand in such a code."
    ),
    "bad_check_digit": _(
        "%(field)s: the check digit does not fit. A character was misread, or the code is wrong."
    ),
    "bad_composite": _(
        "The last check digit does not fit. A character of the lower lines was misread."
    ),
    "not_a_date": _("%(field)s: “%(text)s” is no date."),
    "unknown_state": _("%(field)s: “%(text)s” is the code of no state."),
    "unknown_sex": _("“%(text)s” stands for no sex; M, F or < is expected."),
    "unknown_kind": _("“%(text)s” is no kind of travel document; check the first letter."),
    "digit_in_name": _("A digit stands in the name, at place %(column)s of line %(line)s."),
    "no_parts": _("The code does not say which part of the name is the family name."),
    "truncated_name": _("The name fills the whole line and may be cut off."),
    "no_family_name": _("The code has no family name, only a given name."),
    "fillers_miscounted": _(
        "Fillers (<) at the end of line %(line)s were lost or doubled; they are put right. Compare "
        "the name with the paper."
    ),
    "form_misread": _("%(field)s: “%(text)s” is not built as it is on such papers."),
    "look_alike": _(
        "%(field)s “%(text)s”: no check digit tells 1 from L or 6 from G. Compare it with the "
        "paper."
    ),
    "swap_alike": _(
        "%(field)s: the check digit is the same with “%(text)s” the other way round. If the code "
        "was typed by hand, compare it with the paper."
    ),
    "old_french_card": _(
        "This is the code of a French identity card of the old form. Its lines are laid out "
        "otherwise and are not read: type what the card says."
    ),
    "fillers_misread": _("Fillers (<) of line %(line)s were read as letters; they are left out."),
    "spaces": _("Line %(line)s had blanks in it; they are read as fillers (<)."),
    "expired": _("The document expired on %(day)s."),
    "number_differs": _(
        "The document number is not the end of the personal number, as on Vietnamese cards."
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it is, counted from 1, and whether reading can be trusted in spite of it.

    `field` is the key of what is concerned; `said` stands instead of a sentence of the table.
    """

    code: str
    severity: str = ERROR
    line: int | None = None
    column: int | None = None
    field: str = ""
    text: str = ""
    count: int = 0
    width: int = 0
    said: str = ""

    @property
    def sentence(self) -> str:
        """The fault in words for staff."""
        if self.said:
            return self.said
        label = str(FIELDS.get(self.field, self.field))
        return str(SENTENCES[self.code]) % {
            "line": self.line,
            "column": self.column,
            "field": label[:1].upper() + label[1:],
            "text": self.text,
            "character": self.text,
            "day": self.text,
            "count": self.count,
            "width": self.width,
        }
