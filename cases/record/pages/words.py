"""What an entry of the record is called: every operation and every look, in the reader's words."""

from collections import Counter
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.accounts.mailed import UNSENT
from cases.casework.pages.looks import SHOWN, look_words
from cases.casework.pages.refusals import refusal_words
from cases.casework.stays_open import recorded_words
from cases.core.actor import Actor
from cases.core.admin_site import words_key
from cases.core.disclosure import is_look_name
from cases.core.evidence.state import BROKEN, PROVING
from cases.core.models import AuditEntry
from cases.core.registry import DECLARED, RESOURCES

OWN_LIST = ("record.listed", "list_record")
OWN_ENTRY = ("record.entry_shown", "show_entry")
OWN_STATE = ("record.state_shown", "show_state_of_record")
OWN_SHEET = ("record.exported", "export_record")
"""Reading the record is on record as these events, under these names."""
WITHOUT_A_FORM = {
    "logged_in": gettext_lazy("Log in"),
    "proved": gettext_lazy("Confirm who it is"),
    "password_set": gettext_lazy("Set the own password"),
    "factor_set_up": gettext_lazy("Set up the second factor"),
    "recovery_codes_renewed": gettext_lazy("Make new recovery codes"),
    "claim_of_person": gettext_lazy("Act on a claim, for each person"),
    "leg_cost_of_person": gettext_lazy("Cost put on a leg or taken from it, for each person"),
    "handover_of_person": gettext_lazy("Act on the list of a handover, for each person"),
    "mail_link": gettext_lazy("Mail a one-time link"),
    "load_configuration": gettext_lazy("Load a configuration"),
    PROVING: gettext_lazy("Prove that the record is whole"),
}
LOOKS = {
    OWN_LIST[1]: gettext_lazy("Record read"),
    OWN_ENTRY[1]: gettext_lazy("Entry of the record opened"),
    OWN_STATE[1]: gettext_lazy("State of the record opened"),
    OWN_SHEET[1]: gettext_lazy("Record downloaded"),
    "export_configuration": gettext_lazy("Configuration taken along"),
    "export_accesses": gettext_lazy("Extract of accesses made"),
}
ALSO = {"taken_back": gettext_lazy("The question was taken back: nothing was answered")}
"""What an entry names beside the fields of its form."""
CODES = {
    "wrong": gettext_lazy("The password was wrong."),
    "wrong_code": gettext_lazy("The code was wrong, or used already."),
    BROKEN: gettext_lazy("The record does not hold."),
    UNSENT: gettext_lazy("The mail server did not take it."),
}


def label_words(operation: str, name: str) -> str:
    """Return what a field is called on the form of an operation, else its name in the code."""
    declared = DECLARED.get(operation)
    field = declared.form.base_fields.get(name) if declared else None
    if field is not None and field.label:
        return str(field.label)
    return str(ALSO.get(name, "")) or recorded_words(name) or name


def operation_names() -> dict[str, str]:
    """Return every name that an entry may carry, in words, by group and alphabet."""
    names = {name: str(item.form.title) for name, item in DECLARED.items()}
    names |= {name: str(words) for name, words in WITHOUT_A_FORM.items()}
    return names | look_names()


def look_names() -> dict[str, str]:
    """Return the names of disclosures, in words."""
    names = {name: list_name(model) for name, model in lists_of_admin().items()}
    names |= {name: opened_name(model) for name, model in opened_in_admin().items()}
    return names | {name: str(words) for name, words in (SHOWN | LOOKS).items()}


def lists_of_admin() -> dict[str, Any]:
    """Return the tables whose lists in the admin are put on record, by the name of the look."""
    found = {}
    for model, shown in admin.site._registry.items():
        if getattr(shown, "disclosed", ("", ""))[0]:
            found[f"list_{model._meta.model_name}s"] = model
    return found


def opened_in_admin() -> dict[str, Any]:
    """Return the tables whose rows are put on record when opened, by the name of the look."""
    found: dict[str, Any] = {}
    for model, shown in admin.site._registry.items():
        found.setdefault(getattr(shown, "disclosed", ("", ""))[1], model)
    return {name: model for name, model in found.items() if name}


def opened_name(model: Any) -> str:
    """Return what it is called that a row of a table was opened."""
    return _("Opened: %(what)s") % {"what": model._meta.verbose_name}


def list_name(model: Any) -> str:
    """Return what the list of a table in the admin is called."""
    return _("List read: %(what)s") % {"what": model._meta.verbose_name_plural}


def operation_choices() -> list[tuple[str, str]]:
    """Return all operations as choices, in the alphabet of the reader's language."""
    return choices_in(get_language())


@cache
def choices_in(_language: str | None) -> list[tuple[str, str]]:
    """Return the choices in the language that is active; they are the same for everyone.

    Acts with one title on several kinds of record say of which kind each is.
    """
    names = operation_names()
    titles = Counter(names.values())
    told = {
        name: f"{words} ({kind_of_record(name)})" if titles[words] > 1 else words
        for name, words in names.items()
    }
    return sorted(told.items(), key=lambda row: words_key(row[1]))


def kind_of_record(name: str) -> str:
    """Return what the record is called on which an act is done; its own name without one."""
    declared = DECLARED.get(name)
    if declared is None:
        return name
    return str(RESOURCES[declared.resource].model._meta.verbose_name)


def what_words(entry: AuditEntry) -> str:
    """Return what an entry says was done or shown."""
    name = entry.operation
    declared = DECLARED.get(name)
    if declared is not None:
        return str(declared.form.title)
    known = WITHOUT_A_FORM.get(name) or LOOKS.get(name)
    if known is not None:
        return str(known)
    if not is_look_name(name):
        return entry.event
    if name in SHOWN:
        return look_words(entry)
    return look_names().get(name) or look_words(entry)


def why_words(entry: AuditEntry) -> str:
    """Return why it was refused; empty where the code alone is known."""
    if not entry.code:
        return ""
    return str(CODES.get(entry.code) or refusal_words(entry.code, entry.operation))


def kind_words(entry: AuditEntry) -> str:
    """Return whether it was an act, a look or a refusal."""
    if entry.outcome == AuditEntry.Outcome.REFUSED:
        return _("Refusal")
    return _("Look") if is_look_name(entry.operation) else _("Act")


def who_words(entry: AuditEntry, name: str) -> str:
    """Return who it was: a name, the system, or nobody that is known."""
    return name or (_("The system") if entry.kind == "system" else _("Nobody who is known"))


def table_names() -> dict[str, tuple[str, str]]:
    """Return what a row and rows of each of our tables are called."""
    return {
        model._meta.db_table: (str(model._meta.verbose_name), str(model._meta.verbose_name_plural))
        for model in apps.get_app_config("cases").get_models()
    }


def may_name(actor: Actor, table: str) -> bool:
    """Return whether rows of a table are no secret for this actor: reference data and staff."""
    model = next(
        (row for row in admin.site._registry if row._meta.db_table == table),
        None,
    )
    if model is None:
        return False
    sees = getattr(admin.site._registry[model], "sees", "people")
    return sees not in {"people", ""} and actor.sees(sees)
