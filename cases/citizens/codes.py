"""Reading the code of a passport or card for somebody of the staff. The code is stored nowhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.citizens.mrz import Reading, read_mrz, says
from cases.citizens.names.accents import suggest_accents
from cases.core import present
from cases.core.actor import Actor
from cases.core.fields import Text
from cases.places.choices import Country
from cases.places.queries import old_province_codes

LONGEST_CODE = 1000
MARKS = {"rows": 3, "class": "is-code", "autocomplete": "off", "autocapitalize": "characters"}


def code_field(*, required: bool = False) -> Text:
    """Return the field that takes the lines, from a scanner, pasted or typed."""
    return Text(
        label=_("Code of the passport or card"),
        help_text=_(
            "The lines of capitals, figures and < at its foot: scan, paste or type them. The code "
            "itself is not kept."
        ),
        max_length=LONGEST_CODE,
        multiline=True,
        required=required,
        widget=forms.Textarea(attrs={**MARKS, "spellcheck": "false"}),
    )


def read_code(actor: Actor, text: str) -> Reading:
    """Return what a code says today, where the actor is."""
    today = present.now().astimezone(actor.clock).date()
    return read_mrz(text, today, old_province_codes())


def name_choices(reading: Reading) -> tuple[str, ...]:
    """Return the spellings among which one is chosen: with marks first, as it is printed last.

    What a code prints in capitals is no name yet; the first one stands where nothing was typed.
    """
    printed = says(reading).holder_name
    return (*suggested_names(reading), printed) if printed else ()


def suggested_names(reading: Reading) -> tuple[str, ...]:
    """Return how the printed name of a national may be written with its marks, likeliest first."""
    told, printed = says(reading), reading.printed
    if printed is None or printed.is_truncated or told.nationality != Country.VN:
        return ()
    return tuple(name.text for name in suggest_accents(told.holder_name, sex=told.sex))
