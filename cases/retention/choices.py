"""Closed sets of retention."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """What a rule is about: a kind of case or person, words about nobody of ours, machine rows."""

    RETURNED = "closed_returned", _("Closed: returned and handed over")
    OTHERWISE = "closed_otherwise", _("Closed in another way")
    VOID = "void", _("Void: it never was a case")
    NEVER_MATCHED = "never_matched", _("Registered, and no case was opened")
    CHILD = "child", _("Under 18 when the case was opened")
    TRAFFICKED = "trafficked", _("Screened for trafficking, whatever the result")
    LIST_ROWS = "list_rows", _("Rows of lists from which nobody was registered")
    REPORTS = "reports", _("Reports received that are linked to nobody")
    STRANGERS = "strangers", _("People at head counts who needed no case")
    EXPORTS = "exports", _("Words of exports that are over")
    NOTICES = "notices", _("Read notices")
    MAILS = "mails", _("Mails that were sent or given up")
    RECEIPTS = "receipts", _("Receipts of requests")
    SESSIONS = "sessions", _("Sessions that ended")
    JOBS = "jobs", _("Background jobs that were done")
    SIGHTS = "sights", _("That a mission once saw a person")


class After(models.TextChoices):
    """The event a term is counted from."""

    CLOSED = "closed", _("the case was closed")
    VOIDED = "voided", _("the case was void")
    REGISTERED = "registered", _("the person was registered")
    OF_AGE = "of_age", _("the person came of age, and the case was closed")
    MADE = "made", _("it was made")
    ENDED = "ended", _("it ended")


class Then(models.TextChoices):
    """What follows when the term is over."""

    ANONYMISE = "anonymise", _("The person is anonymised")
    REVIEW = "review", _("Somebody decides")
    EMPTY = "empty", _("The words are taken out; that it came in stays")
    DELETE = "delete", _("The rows are deleted")


class Ground(models.TextChoices):
    """Why somebody asks that a person be anonymised."""

    TERM = "term", _("The term of retention is over")
    WISH = "wish", _("The person asked for it")
    MISTAKE = "mistake", _("The person should not have been registered")
    ORDER = "order", _("A competent authority ordered it")


class Asking(models.TextChoices):
    """How an asked anonymisation stands."""

    ASKED = "asked", _("Asked, waits for a second person")
    DONE = "done", _("Anonymised")
    DECLINED = "declined", _("Declined")


class ItemState(models.TextChoices):
    """How one person stands in a report."""

    DUE = "due", _("Due")
    HELD = "held", _("Held back")
    SOON = "soon", _("Due within 90 days")
    DONE = "done", _("Done")
    SKIPPED = "skipped", _("Left out: no longer due")


class HeldBy(models.TextChoices):
    """Why somebody is not anonymised although the term is over."""

    OPEN_CASE = "open_case", _("a case is open")
    LIVE_SHARE = "live_share", _("a case is shared or on offer")
    LEGAL_HOLD = "legal_hold", _("a legal hold stands")
    REQUEST = "request", _("the person asked something else about her data")
    REVIEW = "review", _("somebody has to decide")
