"""Closed sets of procedures and playbooks."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

ARTICLE: Final = r"(art\.|s\.|Điều) ?[0-9]"
"""An article, or a section of a Thai act, in a citation; read by Python and PostgreSQL alike."""


class Stage(models.TextChoices):
    """How far a case has come; gates stand before stages. On hold is a flag beside it."""

    REPORTED = "reported", _("Reported")
    CONTACTED = "contacted", _("Contacted")
    VERIFIED = "verified", _("Identity verified")
    READY = "ready", _("Ready to travel")
    DEPARTED = "departed", _("Departed")
    ARRIVED = "arrived", _("Arrived home")
    CLOSED = "closed", _("Closed")


class Track(models.TextChoices):
    """Which of the parallel tracks of a case a procedure belongs to."""

    IDENTITY = "identity", _("Identity")
    PROTECTION = "protection", _("Protection")
    HOST_LAW = "host_law", _("Host law")
    DOCUMENT = "document", _("Travel document")
    FUNDING = "funding", _("Funding")
    TRAVEL = "travel", _("Travel")
    RECEPTION = "reception", _("Reception")


class Body(models.TextChoices):
    """Who must act."""

    MISSION = "mission", _("Our mission")
    HEADQUARTERS = "headquarters", _("Headquarters")
    IMMIGRATION_DEPARTMENT = "immigration_department", _("Immigration department")
    HOME_AUTHORITY = "home_authority", _("Authority at home")
    HOST_AUTHORITY = "host_authority", _("Host authority")
    FAMILY = "family", _("Family")
    CITIZEN = "citizen", _("The citizen")
    ORGANISATION = "organisation", _("Organisation")


OF_VIETNAM: Final = frozenset(
    {Body.MISSION, Body.HEADQUARTERS, Body.IMMIGRATION_DEPARTMENT, Body.HOME_AUTHORITY}
)
"""Whose answer may decide who is a national. What others say of it is what they say."""
OURSELVES: Final = (Body.MISSION.value, Body.HEADQUARTERS.value)
"""Against whom a limit of the house can count, which no law sets."""


class LimitUnit(models.TextChoices):
    """In what a limit is counted."""

    WORKING_DAYS = "working_days", _("Working days")
    CALENDAR_DAYS = "calendar_days", _("Calendar days")
    HOURS = "hours", _("Hours")


class CalendarOf(models.TextChoices):
    """Whose days off count: the mission's, those of its host country, of a country, nobody's."""

    MISSION = "mission", _("The mission’s")
    HOST = "host", _("The host country’s")
    NONE = "none", _("Nobody’s: every day counts like every other")
    VN = "VN", _("Viet Nam")
    TH = "TH", _("Thailand")
    MM = "MM", _("Myanmar")
    LA = "LA", _("Laos")
    KH = "KH", _("Cambodia")
    CN = "CN", _("China")
    PH = "PH", _("Philippines")
    MY = "MY", _("Malaysia")
    SG = "SG", _("Singapore")
    ID = "ID", _("Indonesia")
    IN = "IN", _("India")
    TW = "TW", _("Taiwan")
    HK = "HK", _("Hong Kong")
    KR = "KR", _("Korea")
    JP = "JP", _("Japan")
    AE = "AE", _("United Arab Emirates")
    ET = "ET", _("Ethiopia")


class Roll(models.TextChoices):
    """Whether a last day that is a day off moves the end of calendar days."""

    NEXT = "next", _("It ends on the next working day")
    NONE = "none", _("It ends on that day all the same")


class DayEnds(models.TextChoices):
    """With which hour the last day of a term is over."""

    MIDNIGHT = "midnight", _("At midnight")
    OFFICE = "office", _("When the office closes")


class StartEvent(models.TextChoices):
    """What starts a clock."""

    OPENED = "opened", _("The step can begin")
    ASKED = "asked", _("The body was asked")
    ANSWERED = "answered", _("The answer came")
    DONE = "done", _("Another step was done")
    RESULT = "result", _("A date in a result")
    STAGE = "stage", _("A stage was reached")
    SEVERAL = "several", _("Several steps were all done")
    STAY = "stay", _("The person was placed somewhere")


class LimitCondition(models.TextChoices):
    """Named questions on which the length of a limit hangs, or whether it binds anybody at all."""

    PASSPORT_BEFORE = "passport_before", _("A passport was issued to the person before")
    LOST_PASSPORT = "lost_passport", _("A passport was applied for because one was lost")
    REQUEST_CONFIRMED = "request_confirmed", _("The request of a relative was confirmed")


BINDING: Final = frozenset({LimitCondition.LOST_PASSPORT, LimitCondition.REQUEST_CONFIRMED})
"""Those that say whether a limit binds anybody; the others give it another amount."""


class StopEvent(models.TextChoices):
    """What stops a clock for good."""

    ASKED = "asked", _("The body was asked")
    ANSWERED = "answered", _("The answer came")
    DONE = "done", _("The step was done")


class PlaybookStatus(models.TextChoices):
    """Whether a version of a playbook may still change, and may be taken for a case."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class RestrictedGroup(models.TextChoices):
    """Which results only some roles read."""

    PROTECTION = "protection", _("Protection")
    HEALTH = "health", _("Health")
    MONEY = "money", _("Money")


class About(models.TextChoices):
    """What of the person a value of a result says; where the record differs, somebody decides."""

    FULL_NAME = "full_name", _("The full name")
    BIRTH = "birth", _("The birth date")
    DEATH = "death", _("The day of death")


class Taking(models.TextChoices):
    """What is done where an answer says of the person otherwise than the record."""

    TAKE_OVER = "take_over", _("Take over what the answer says")
    KEEP = "keep", _("Keep what is on record")


class ResultKind(models.TextChoices):
    """Of what kind a value in a result is."""

    TEXT = "text", _("Text")
    DAY = "day", _("Day")
    MOMENT = "moment", _("Moment")
    MONEY = "money", _("Amount of money")
    CHOICE = "choice", _("Choice")
    YESNO = "yesno", _("Yes or no")
    NUMBER = "number", _("Whole number")


class Currency(models.TextChoices):
    """Currencies that occur on the ways home, ISO 4217."""

    THB = "THB", _("Thai baht (THB)")
    VND = "VND", _("Vietnamese dong (VND)")
    USD = "USD", _("US dollar (USD)")
    EUR = "EUR", _("Euro (EUR)")
    MMK = "MMK", _("Myanmar kyat (MMK)")
    LAK = "LAK", _("Lao kip (LAK)")
    KHR = "KHR", _("Cambodian riel (KHR)")
    CNY = "CNY", _("Chinese yuan (CNY)")
    PHP = "PHP", _("Philippine peso (PHP)")


class Missing(models.TextChoices):
    """What was not found of a legal ground that is not confirmed."""

    LAW = "law", _("No law was found that says so")
    ARTICLE = "article", _("The article is not known")
    SENTENCE = "sentence", _("The sentence of the article was not read")
    TERM = "term", _("The term itself was not found")
    VALIDITY = "validity", _("Whether it still holds after a change of the law was not read")


class ConsentOf(models.TextChoices):
    """Whose consent a legal basis is."""

    PERSON = "person", _("The person’s own")
    GUARDIAN = "guardian", _("Of a guardian, for a child")
