"""Closed sets of missions and counterpart bodies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MissionKind(models.TextChoices):
    """What a mission is."""

    EMBASSY = "embassy", _("Embassy")
    CONSULATE = "consulate", _("Consulate")
    HEADQUARTERS = "headquarters", _("Headquarters")
    RECEPTION_POINT = "reception_point", _("Reception point")


class AuthorityKind(models.TextChoices):
    """What a counterpart body is."""

    IMMIGRATION = "immigration", _("Immigration")
    POLICE = "police", _("Police")
    MILITARY = "military", _("Military")
    SOCIAL = "social", _("Social welfare")
    HEALTH = "health", _("Health")
    COURT = "court", _("Court")
    MINISTRY = "ministry", _("Ministry")
    ARMED_GROUP = "armed_group", _("Armed group")
    ORGANISATION = "organisation", _("Organisation")
    LOCAL_GOVERNMENT = "local_government", _("Local government")


class Role(models.TextChoices):
    """What a posting lets its holder do and see; both stand in `seeds/roles.toml`."""

    FIELD_OFFICER = "field_officer", _("Field officer")
    CASE_OFFICER = "case_officer", _("Case officer")
    HEAD_OF_MISSION = "head_of_mission", _("Head of mission")
    HEADQUARTERS_OFFICER = "headquarters_officer", _("Headquarters officer")
    HEADQUARTERS_LEAD = "headquarters_lead", _("Headquarters lead")
    RECEPTION_OFFICER = "reception_officer", _("Reception officer")
    SPOKESPERSON = "spokesperson", _("Spokesperson’s desk")
    AUDITOR = "auditor", _("Auditor")
    API_CLIENT = "api_client", _("API client")
    ADMINISTRATOR = "administrator", _("Administrator")


class StaffKind(models.TextChoices):
    """Who stands behind an account."""

    PERSON = "person", _("Person")
    SERVICE = "service", _("Service account")


class Language(models.TextChoices):
    """The language in which pages are shown to a member of staff."""

    EN = "en", _("English")
    VI = "vi", _("Vietnamese")
    FR = "fr", _("French")


class OfficeWay(models.TextChoices):
    """How an office is reached."""

    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    FAX = "fax", _("Fax")
    MESSENGER = "messenger", _("Messenger")
    COUNTER = "counter", _("Counter or address")


class ClosureKind(models.TextChoices):
    """What an entry in the calendar of a mission says of its days."""

    CLOSED = "closed", _("The office is closed")
    OPEN = "open", _("The office works although it would be a day off")


class CountryDayKind(models.TextChoices):
    """What an entry about a whole country says of its days."""

    OFF = "off", _("A day off in the whole country")
    WORKED = "worked", _("Worked, although it would be a day off")


class Weekday(models.IntegerChoices):
    """Days of the week, numbered as in Python."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class AdministratorAct(models.TextChoices):
    """What is done to an account that gives accounts; by the name of the operation that does it."""

    START_POSTING = "start_posting", _("Give the role of an administrator")
    END_POSTING = "end_posting", _("End the role of an administrator")
    DISABLE = "disable_staff", _("Close the account")
    ENABLE = "enable_staff", _("Open the account again")
    RESET_PASSWORD = "reset_password", _("Reset the password")
    RESET_FACTOR = "reset_second_factor", _("Reset the second factor")


class AdministratorChangeState(models.TextChoices):
    """What became of a change to an administrator's account."""

    WAITING = "waiting", _("Waits for another administrator")
    CONFIRMED = "confirmed", _("Confirmed and done")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Not confirmed in time")
    AT_ONCE = "at_once", _("Done at once")
