"""What staff call the columns of the register, where the history and the admin show them.

One name serves a column in every table that has it. Without this Django would show the name of
the field, in English for everyone.
"""

from django.apps import apps

from cases.core.columns.access import ACCESS
from cases.core.columns.briefings import BRIEFINGS
from cases.core.columns.claims import CLAIMS
from cases.core.columns.configuration import CONFIGURATION
from cases.core.columns.exports import EXPORTS
from cases.core.columns.figures import FIGURES
from cases.core.columns.files import FILES
from cases.core.columns.follow_up import FOLLOW_UP
from cases.core.columns.handover import HANDOVERS
from cases.core.columns.letters import LETTERS
from cases.core.columns.lists import LISTS
from cases.core.columns.money import MONEY
from cases.core.columns.movements import MOVEMENTS
from cases.core.columns.musters import MUSTERS
from cases.core.columns.people import (
    ATTACHED,
    CASES,
    DIRECTIVES,
    FACTS,
    INCIDENTS,
    PEOPLE,
    REFERENCE,
)
from cases.core.columns.protection import PROTECTION
from cases.core.columns.reconciliation import RECONCILIATIONS
from cases.core.columns.retention import RETENTION
from cases.core.columns.talk import TALK
from cases.core.columns.work import BASES, BETWEEN, PROCEDURES, RECORD, STEPS, TOLD, VIEWS

COLUMNS = RETENTION | (
    PROCEDURES
    | STEPS
    | PEOPLE
    | ATTACHED
    | CASES
    | FACTS
    | INCIDENTS
    | DIRECTIVES
    | REFERENCE
    | TOLD
    | BETWEEN
    | BASES
    | RECORD
    | VIEWS
    | LISTS
    | LETTERS
    | RECONCILIATIONS
    | TALK
    | PROTECTION
    | FIGURES
    | FILES
    | FOLLOW_UP
    | MONEY
    | MOVEMENTS
    | MUSTERS
    | HANDOVERS
    | BRIEFINGS
    | CLAIMS
    | EXPORTS
    | CONFIGURATION
    | ACCESS
)


def name_columns() -> None:
    """Give the columns of all tables their names; called once the models are loaded."""
    for model in apps.get_app_config("cases").get_models():
        for field in model._meta.fields:
            own = f"{model._meta.model_name}.{field.name}"
            name = COLUMNS.get(own) or COLUMNS.get(field.name)
            if name:
                field.verbose_name = name  # type: ignore[assignment] # a lazy sentence
