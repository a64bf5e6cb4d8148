"""What incidents and the figures reported about them look like outside."""

from cases.core.addresses import address_of
from cases.core.shapes import (
    ADDRESS,
    DAY,
    FLAG,
    MOMENT,
    UUID,
    WHOLE,
    Column,
    Shape,
    column,
)
from cases.incidents.choices import AsOfPrecision, Metric, Qualifier
from cases.places.choices import Country

INCIDENT = Shape(
    "Incident",
    (
        column("code"),
        column("title"),
        column("title_vi", null=True),
        column("started_on", kind=DAY),
        column("zone", help="Time zone in which its days are counted."),
        column("summary", null=True),
        column("summary_vi", null=True),
        column("is_open", kind=FLAG, help="Whether new cases may be opened in it."),
        Column("url", ("code",), ADDRESS, make=lambda code: address_of("incidents", code)),
        Column(
            "figures_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("incidents", code, "figures"),
        ),
        Column(
            "totals_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("incidents", code, "totals"),
        ),
    ),
)

FIGURE = Shape(
    "ReportedFigure",
    (
        column("uuid", kind=UUID),
        column("metric", kind=Metric),
        column("nationality", kind=Country, null=True, help="Null: people of all nationalities."),
        column("country", kind=Country, null=True),
        column("place", "place__code", null=True),
        column("value", kind=WHOLE),
        column("men", kind=WHOLE, null=True),
        column("women", kind=WHOLE, null=True),
        column("qualifier", kind=Qualifier),
        column("as_of", kind=MOMENT),
        column("as_of_precision", kind=AsOfPrecision),
        column("zone"),
        column("source.name", "source_name"),
        column("source.url", "source_url", null=True),
        column("source.published_on", "published_on", DAY, null=True),
        column("scope", help="What exactly is counted."),
        column("is_context", kind=FLAG),
        column("disputed", kind=FLAG),
        column("dispute_reason", null=True),
        column("note", null=True),
        column("incident", "incident__code"),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("figures", str(uuid))),
    ),
)
