"""How the work list looks to a reader: which columns, and how much room a row takes.

Kept by the browser, like the language: a border phone and a desk want different things.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

COOKIE: Final = "worklist_look"
YEAR: Final = 365 * 24 * 3600
COLUMN_LABELS: Final = (
    ("stage", _("Stage")),
    ("blocks", _("What blocks")),
    ("deadline", _("Deadline")),
    ("place", _("Last known place")),
    ("officer", _("Officer")),
    ("age", _("Open for")),
)
NAMES: Final = tuple(name for name, _label in COLUMN_LABELS)
USUAL: Final = ("stage", "blocks", "deadline", "place")
"""What is shown until somebody chooses: with all of them nothing is wide enough to be read."""
AT_THE_GATE: Final = ("stage", "blocks", "place")
"""The same at a reception point, which has no deadlines; what blocks is the day of the journey."""
ROWS: Final = (("roomy", _("Roomy")), ("dense", _("Dense, one line each")))


@dataclass(frozen=True, slots=True)
class Look:
    """The columns that are shown beside the citizen, and `dense` or `roomy` rows."""

    columns: tuple[str, ...] = USUAL
    rows: str = "roomy"

    @property
    def is_dense(self) -> bool:
        """Whether a row takes one line."""
        return self.rows == "dense"

    @property
    def shown(self) -> dict[str, bool]:
        """Whether each column is shown, by name."""
        return {name: name in self.columns for name in NAMES}

    def __str__(self) -> str:
        return f"{self.rows}:{'.'.join(self.columns)}"


class LookForm(forms.Form):
    """The choice of columns and rows."""

    columns = forms.MultipleChoiceField(
        choices=COLUMN_LABELS,
        widget=forms.CheckboxSelectMultiple,
        label=_("Columns"),
        required=False,
    )
    rows = forms.ChoiceField(choices=ROWS, widget=forms.RadioSelect, label=_("Rows"))

    def __init__(self, look: Look | None = None, data: Any = None) -> None:
        initial = {"columns": list(look.columns), "rows": look.rows} if look else None
        super().__init__(data, initial=initial, auto_id="look_%s")

    def look(self) -> Look:
        """Return what was chosen."""
        return Look(in_order(self.cleaned_data["columns"]), self.cleaned_data["rows"])


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Return the known ones of some names of columns, in the order of the list."""
    asked = set(names)
    return tuple(name for name in NAMES if name in asked)


def look_of(request: HttpRequest, *, at_the_gate: bool = False) -> Look:
    """Return how this browser wants the list; whatever else a cookie says counts for nothing."""
    rows, colon, columns = request.COOKIES.get(COOKIE, "").partition(":")
    if not colon or rows not in dict(ROWS):
        return Look(AT_THE_GATE if at_the_gate else USUAL)
    return Look(in_order(columns.split(".")), rows)


def remember_look(response: HttpResponse, look: Look) -> None:
    """Let the browser keep how the list looks."""
    response.set_cookie(
        COOKIE,
        str(look),
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
