"""The fixed set of rules that a definition may name, each a condition on one row of a case.

A row holds where a case stood at the moment and, where the case counts a person, where she was:
`accounted.py` makes them, as known at the moment of knowledge. Nothing in data is evaluated; a
definition gives a rule its parameters alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, Stage
from cases.citizens.choices import Sex
from cases.core.errors import Sentence
from cases.missions.choices import AuthorityKind
from cases.places.choices import Country, PlaceKind

Counts = Literal["persons", "cases"]
YES_NO: Final = frozenset({True, False})


@dataclass(frozen=True, slots=True)
class Rule:
    """`when`: the SQL condition; `asks`: the codes that each parameter may take.

    A parameter whose name ends with "s" is a list of such codes.
    """

    counts: Counts
    when: str
    asks: Mapping[str, frozenset[str]]
    words: Sentence
    is_open: bool = True
    """Whether the total tells nothing of one person of another mission: not by place or holder."""
    is_apart: bool = False
    """Whether it counts those alone whom no other rule does: of no known nationality."""


COUNTRIES: Final = frozenset(Country.values)
STAGES: Final = frozenset(Stage.values)

RULES: Final[Mapping[str, Rule]] = {
    "counted": Rule(
        "persons", "true", {}, _("Persons with a case in the incident, whenever it was opened.")
    ),
    "in_country": Rule(
        "persons",
        "row.country = %(country)s",
        {"country": COUNTRIES},
        _(
            "Persons whose last known point is in the country; those who died are counted where "
            "they were last known."
        ),
    ),
    "crossed_into": Rule(
        "persons",
        "%(country)s = any(row.crossed_into)",
        {"country": COUNTRIES},
        _("Persons who had crossed into the country by then; they may have left again."),
    ),
    "at_place_kind": Rule(
        "persons",
        "row.place_kind = any(%(kinds)s)",
        {"kinds": frozenset(PlaceKind.values)},
        _("Persons who are at a place of these kinds."),
        is_open=False,
    ),
    "in_hands_of": Rule(
        "persons",
        "row.holder_kind = any(%(kinds)s)",
        {"kinds": frozenset(AuthorityKind.values)},
        _("Persons in the hands of a body of these kinds."),
        is_open=False,
    ),
    "held_by": Rule(
        "persons",
        "row.holder_kind = any(%(kinds)s) and row.outcome <> 'died'",
        {"kinds": frozenset(AuthorityKind.values)},
        _("Persons in the hands of a body of these kinds, until their death."),
        is_open=False,
    ),
    "held_by_host": Rule(
        "persons",
        """row.holder_country = row.country and row.outcome <> 'died'
          and row.holder_kind not in ('organisation', 'armed_group', 'health')""",
        {},
        _(
            "Persons in the hands of any body of the country where they are, until their death; "
            "organisations, armed groups and hospitals are none."
        ),
        is_open=False,
    ),
    "whereabouts_not_known": Rule(
        "persons", "row.country = ''", {}, _("Persons of whose whereabouts nothing is known.")
    ),
    "last_known_in": Rule(
        "persons",
        "row.last_known = %(country)s",
        {"country": COUNTRIES},
        _("Persons whose whereabouts are no longer known, and who were last known there."),
    ),
    "nationality_not_known": Rule(
        "cases",
        "true",
        {},
        _("Cases of persons of unknown nationality; no other figure counts them."),
        is_apart=True,
    ),
    "opened": Rule("cases", "true", {}, _("Cases opened by then.")),
    "still_open": Rule("cases", "row.stage <> 'closed'", {}, _("Cases not closed by then.")),
    "on_hold": Rule("cases", "row.held", {}, _("Cases that were on hold."), is_open=False),
    "at_stage": Rule(
        "cases",
        "row.stage = any(%(stages)s)",
        {"stages": STAGES},
        _("Cases that stood at one of these stages."),
    ),
    "reached_stage": Rule(
        "cases",
        """exists (select from transition as reached where reached.case_id = row.case_id
          and reached.to_stage = any(%(stages)s) and reached.occurred_at <= %(as_of)s
          and stands(reached.recorded_at, reached.voided_at, %(known)s))""",
        {"stages": STAGES},
        _("Cases that had reached one of these stages by then, wherever they stand since."),
    ),
    "closed_with": Rule(
        "cases",
        "row.outcome = any(%(outcomes)s)",
        {"outcomes": frozenset(Outcome.values)},
        _("Cases closed with one of these outcomes."),
        is_open=False,
    ),
}

NARROWED: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "sex": ("row.sex = %(sex)s", frozenset(Sex.values)),
    "age": ("row.age = %(age)s", frozenset({"child", "adult", ""})),
}
"""What any rule may be narrowed by besides; such a figure is for headquarters."""

DIMENSIONS: Final[Mapping[str, str]] = {
    "sex": "row.sex",
    "age": "row.age",
    "country": "row.country",
    "place": "row.place",
    "mission": "row.mission",
    "stage": "row.stage",
    "outcome": "row.outcome",
}
"""By what the total of a figure may be told apart, each with the column of a row."""
