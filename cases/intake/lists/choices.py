"""Closed sets of lists."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.core.errors import Sentence


class SenderKind(models.TextChoices):
    """Who made a list."""

    OWN = "own", _("Our own mission")
    OTHER_MISSION = "other_mission", _("Another of our missions")
    HOME_AUTHORITY = "home_authority", _("An authority at home")
    IMMIGRATION = "immigration", _("Immigration police")
    HOST_AUTHORITY = "host_authority", _("Another host authority")
    MILITIA = "militia", _("Militia or border force")
    IOM = "iom", _("IOM")
    ORGANISATION = "organisation", _("Another organisation")
    OTHER = "other", _("Somebody else")


class ListState(models.TextChoices):
    """How far a list has come."""

    RECEIVED = "received", _("Received: say what the columns are")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    WRITING = "writing", _("Being written")
    WITHDRAWN = "withdrawn", _("Withdrawn")


NO_QUESTION: Final[Sentence] = _("Not asked, answered before, or answered on its case")


class RowState(models.TextChoices):
    """What becomes of a row."""

    NEW = "new", _("Not checked yet")
    READY = "ready", _("Ready")
    NEEDS_FIXING = "needs_fixing", _("Needs fixing")
    LIKELY_DOUBLE = "likely_double", _("Likely registered already")
    TWICE = "twice", _("Twice in the file")
    PARKED = "parked", _("Parked")
    WRITTEN = "written", _("Case opened")
    SAME_PERSON = "same_person", _("Belongs to somebody registered before")
    LEFT_OUT = "left_out", pgettext_lazy("row of a list", "Left out")
    DIFFERS = "differs", _("Differs from our record: look at it")
    ANOTHER_PERSON = "another_person", _("Another person, they say")
    NOT_ASKED = "not_asked", _("Not asked, or answered before")
    ANSWERED = "answered", _("Answer recorded")

    @property
    def words(self) -> Sentence:
        """The label as rows show it: that a restricted step was asked about is not told."""
        return NO_QUESTION if self == RowState.NOT_ASKED else self.label


SETTLED = (RowState.WRITTEN, RowState.SAME_PERSON, RowState.ANSWERED)
"""What nothing changes any more."""
DOUBTFUL = (RowState.NEEDS_FIXING, RowState.LIKELY_DOUBLE, RowState.TWICE, RowState.PARKED)


SET_ASIDE = "set_aside"
"""The code of the fault of a row at which the system itself failed."""


PAIRS = frozenset({"pair", "pair_in_sheet"})
"""The codes of the fault that another row of the list may be of the same person."""


NEEDS_DAY = "answer_needs_day"
"""The code of the fault of a row that lacks nothing but a day, which may be given for many."""


UNUSED_DAY = "day_unused"
"""The code of the note on a row whose answer takes no day."""


class Delimiter(models.TextChoices):
    """What parts the columns of a table that came as text."""

    TAB = "tab", _("A tab")
    SEMICOLON = "semicolon", _("A semicolon")
    COMMA = "comma", _("A comma")
    BAR = "bar", _("An upright bar")
    NOTHING = "nothing", _("Nothing: each line is one cell")


class DayOrder(models.TextChoices):
    """What stands first in the dates of a file, where it can be either."""

    DAY_FIRST = "day_first", _("The day first: 4/5 is 4 May")
    MONTH_FIRST = "month_first", _("The month first: 4/5 is 5 April")


class ShortYears(models.TextChoices):
    """Which calendar years of two digits are of, where they can be of either."""

    WESTERN = "western", _("Our calendar: 41 is 1941")
    BUDDHIST = "buddhist", _("The Buddhist calendar: 41 is 2541, that is 1998")


class NationalityOfList(models.TextChoices):
    """Of which country those are of whom a list says none."""

    OURS = "ours", _("Viet Nam")
    UNKNOWN = "unknown", _("Not known: each is verified")
    OTHER = "other", _("Another country: nobody is registered")


class ListField(models.TextChoices):
    """What a column can hold."""

    NUMBER = "number", _("Number in the list")
    FULL_NAME = "full_name", _("Full name")
    FAMILY_NAME = "family_name", _("Family name")
    MIDDLE_NAME = "middle_name", _("Middle name")
    GIVEN_NAME = "given_name", _("Given name")
    OTHER_NAME = "other_name", _("Another name or spelling")
    BIRTH = "birth", _("Birth date or year")
    BIRTH_DAY = "birth_day", _("Day of birth")
    BIRTH_MONTH = "birth_month", _("Month of birth")
    BIRTH_YEAR = "birth_year", _("Year of birth")
    AGE = "age", _("Age")
    SEX = "sex", _("Sex")
    NATIONALITY = "nationality", _("Nationality")
    DOCUMENT_NUMBER = "document_number", _("Passport number")
    PERSONAL_NUMBER = "personal_number", _("Number of the identity card")
    PROVINCE = "province", _("Province of origin")
    COMMUNE = "commune", _("Address at home")
    BIRTH_PLACE = "birth_place", _("Place of birth")
    PHONE = "phone", _("Phone")
    RELATIVE_NAME = "relative_name", _("Name of a relative")
    RELATIVE_PHONE = "relative_phone", _("Phone of the relative")
    PLACE = "place", _("Where the person is held")
    CROSSED_ON = "crossed_on", _("Day on which the border was crossed")
    REFERENCE = "reference", _("Number of our case or of our letter")
    ANSWER = "answer", _("Their answer")
    DAY = "day", _("Day on which it was done, decided or told")
    REMARK = "remark", _("Remark, kept as it is")
    LEFT_OUT = "left_out", _("Not taken over: it stays in the list")


MANY = (ListField.REMARK, ListField.LEFT_OUT)
"""What several columns of a sheet may hold."""
OF_ANSWERS = (ListField.REFERENCE, ListField.ANSWER, ListField.DAY)
"""What only the columns of a reply hold."""


class Meaning(models.TextChoices):
    """What a body answers about one person."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_NATIONAL = "not_national", _("Not a national")
    ANOTHER = "another", _("Another person")


class ExportPurpose(models.TextChoices):
    """Why a list leaves the system as a workbook."""

    MENDING = "mending", _("To mend the rows that need fixing")
    BACK_TO_SENDER = "back_to_sender", _("To send it back to who made it")
    HANDING_ON = "handing_on", _("To hand it to another authority")
    OWN_WORK = "own_work", _("To work on it at our own mission")
