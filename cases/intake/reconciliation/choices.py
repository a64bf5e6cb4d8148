"""Closed sets of the comparison of a list with our own records."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReconciliationState(models.TextChoices):
    """How far a comparison has come."""

    RUNNING = "running", _("Being compared")
    DONE = "done", _("Compared")
    STOPPED = "stopped", _("Stopped")


class StopReason(models.TextChoices):
    """Why a comparison was not carried to its end."""

    POSTING_ENDED = "posting_ended", _("The posting of whoever asked for it is over.")
    RIGHT_ENDED = (
        "right_ended",
        _("Whoever asked for it may not do it any more, or the API token is not valid any more."),
    )
    LIST_CHANGED = "list_changed", _("The columns of the list were said anew meanwhile.")


class Pile(models.TextChoices):
    """On whose side a person stands.

    `perhaps` are rows that may be of a person of ours, whom the list and ours hold only there.
    `joined` is no pile: the entry of a person of ours who was then found in a row of the list.
    """

    BOTH = "both", _("On both")
    CONFLICT = "conflict", _("On both, but told differently")
    PERHAPS = "perhaps", _("Perhaps on both: to confirm")
    THEIRS = "theirs", _("Only on theirs")
    OURS = "ours", _("Only on ours")
    JOINED = "joined", _("Found in a row of the list")


PILES = (Pile.CONFLICT, Pile.PERHAPS, Pile.THEIRS, Pile.OURS, Pile.BOTH)
"""In the order in which they are worked on."""
MATCHED = (Pile.BOTH, Pile.CONFLICT)


class Match(models.TextChoices):
    """What says that a row is of a person of ours."""

    SETTLED = "settled", _("Taken in from this list")
    LINKED = "linked", _("The same paper")
    LIKELY = "likely", _("Likely the same")
    PERHAPS = "perhaps", _("Perhaps the same")
    OFFICER = "officer", _("An officer said so")
    NOBODY = "", _("Nobody")


class Difference(models.TextChoices):
    """In what a row and a person of ours differ; codes alone, the words stay where they are."""

    MARKS = "marks", _("Marks of the name")
    ORDER = "order", _("Order of the name")
    SPELLING = "spelling", _("Spelling of the name")
    BIRTH = "birth", _("Birth date")
    SEX = "sex", _("Sex")
    PERSONAL_NUMBER = "personal_number", _("Personal number")
    DOCUMENT_NUMBER = "document_number", _("Number of the document")
    PROVINCE = "province", _("Province of origin")
    TWO_ROWS = "two_rows", _("Two rows are of one person")
    SET_ASIDE = "set_aside", _("Not compared: the system failed at this row")
    SEVERAL = "several", _("More than one person of ours may be meant")


OF_NAME = (Difference.MARKS, Difference.ORDER, Difference.SPELLING)


class Change(models.TextChoices):
    """In what a row differs from the one of the same person in the version before."""

    NAME = "full_name", _("Name")
    BIRTH = "birth", _("Birth date")
    SEX = "sex", _("Sex")
    PERSONAL_NUMBER = "personal_number", _("Personal number")
    DOCUMENT_NUMBER = "document_number", _("Number of the document")
    PROVINCE = "origin_province", _("Province of origin")
    PLACE = "place", _("Place")


class Done(models.TextChoices):
    """What was done about an entry, from the pile."""

    STAY = "stay", _("Stay recorded")
    SPELLING = "spelling", _("Spelling kept")
    CASE = "case", _("Case opened")
    SAME = "same", _("Said to be the same person")
    APART = "apart", _("Said to be somebody else")
