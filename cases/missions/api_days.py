"""Reading days of whole countries."""

from cases.core.addresses import address_of
from cases.core.api import RowsView, RowView
from cases.core.api_history import RowHistoryView
from cases.core.listing import choice_filter
from cases.core.offered import offering
from cases.core.roles import REFERENCE
from cases.core.shapes import ADDRESS, DAY, FLAG, WHOLE, Column, Shape, column
from cases.missions.choices import CountryDayKind
from cases.missions.models import CountryDay
from cases.places.choices import Country

COUNTRY_DAY = Shape(
    "CountryDay",
    (
        column("code"),
        column("country", kind=Country),
        column("kind", kind=CountryDayKind),
        column("starts_on", kind=DAY),
        column("ends_on", kind=DAY),
        column("name"),
        column("name_vi", null=True),
        column("name_fr", null=True),
        column("source"),
        column("source_url", null=True),
        column("verified", kind=FLAG),
        column("withdraw_reason", null=True, help="Where there is one, the entry does not count."),
        Column("url", ("code",), ADDRESS, make=lambda code: address_of("country-days", code)),
        Column(
            "history_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("country-days", code, "history"),
        ),
        column("version", kind=WHOLE, help="Send it along with a correction."),
    ),
)


class CountryDayList(RowsView):
    """Days off, and days worked, of whole countries as headquarters entered them, by code.

    They have the last word over the public holidays known here; withdrawn ones are listed too.
    """

    sees = REFERENCE
    model = CountryDay
    shape = COUNTRY_DAY
    order = ("code",)
    filters = (
        choice_filter("country", "country", Country, "Of which country."),
        choice_filter("kind", "kind", CountryDayKind, "What is so on these days."),
    )


class CountryDayDetail(RowView):
    """One entry about days of a whole country."""

    sees = REFERENCE
    resource = "country-days"
    shape = offering(COUNTRY_DAY)


class CountryDayHistory(RowHistoryView):
    """What was changed in an entry about days of a whole country, newest first."""

    resource = "country-days"
