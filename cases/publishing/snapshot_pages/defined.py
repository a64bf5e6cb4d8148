"""What our figures count, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.choices import Outcome, Stage
from cases.citizens.choices import Sex
from cases.core.actor import Actor
from cases.missions.choices import AuthorityKind
from cases.places.choices import Country, PlaceKind
from cases.publishing.definitions import Definition, definitions
from cases.templatetags.moments import day_words

AGE = {
    "child": gettext_lazy("Under 18"),
    "adult": gettext_lazy("18 or older"),
    "": gettext_lazy("Age not known"),
}


def definitions_context(actor: Actor) -> dict[str, Any]:
    """Return every version of every figure, what it counts and where that comes from."""
    columns = [_("Figure"), _("What it counts"), _("In force"), _("Source")]
    return {
        "columns": [{"label": label} for label in columns],
        "rows": [
            {
                "cells": [
                    {
                        "text": row.label,
                        "note": _("%(code)s, version %(number)s")
                        % {"code": row.code, "number": row.version},
                    },
                    {
                        "label": columns[1],
                        "text": str(row.how.words),
                        "note": " · ".join(parameter_words(row)),
                    },
                    {"label": columns[2], "text": days_words(row)},
                    {"label": columns[3], "text": row.source},
                ]
            }
            for row in definitions()
        ],
    }


def parameter_words(definition: Definition) -> list[str]:
    """Return the parameters of the rule in the reader's language."""
    names: dict[str, Any] = {
        **dict(Country.choices),
        **dict(Stage.choices),
        **dict(Outcome.choices),
        **dict(PlaceKind.choices),
        **dict(AuthorityKind.choices),
        **dict(Sex.choices),
        **AGE,
    }
    found = []
    for value in definition.parameters.values():
        codes = [value] if isinstance(value, str) else value
        found.append(", ".join(str(names.get(code, code)) for code in codes))
    return found


def days_words(definition: Definition) -> str:
    """Return from when until when a version is in force."""
    since = day_words(definition.since)
    if definition.until is None:
        return _("From %(day)s on") % {"day": since}
    return _("%(since)s to %(until)s") % {"since": since, "until": day_words(definition.until)}
