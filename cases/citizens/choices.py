"""Closed sets of citizens and what is attached to them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    """As stated or as printed in a document; never guessed from a name."""

    MALE = "m", _("Male")
    FEMALE = "f", _("Female")
    OTHER = "x", _("Another")
    UNKNOWN = "u", _("Not known")


class BirthPrecision(models.TextChoices):
    """How much of the birth date is known."""

    NONE = "none", _("Not known")
    YEAR = "year", _("Year only")
    MONTH = "month", _("Month and year")
    DAY = "day", _("Exact day")


class NationalityStatus(models.TextChoices):
    """What has been decided on nationality; never implied."""

    UNKNOWN = "unknown", _("Not known")
    DECLARED = "declared", _("Declared, not verified")
    VERIFIED = "verified", _("Verified")
    NOT_NATIONAL = "not_national", _("Found not to be a national")


WITHOUT_COUNTRY: Final = (NationalityStatus.UNKNOWN.value, NationalityStatus.NOT_NATIONAL.value)
"""What may be decided of somebody of whom no country was told."""


class NameKind(models.TextChoices):
    """Where another name comes from."""

    ALIAS = "alias", _("Alias or nickname")
    LIST = "list", _("Spelling on a list")
    HOST_SCRIPT = "host_script", _("Name in the host script")
    PRINTED = "printed", _("Name as printed in a document")
    FORMER = "former", _("Former name")


class Script(models.TextChoices):
    """The script a name is written in."""

    LATIN = "latin", _("Latin")
    THAI = "thai", _("Thai")
    BURMESE = "burmese", _("Burmese")
    KHMER = "khmer", _("Khmer")
    LAO = "lao", _("Lao")
    CHINESE = "chinese", _("Chinese")
    OTHER = "other", _("Another script")


class ContactKind(models.TextChoices):
    """By which channel somebody is reached."""

    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    ZALO = "zalo", _("Zalo")
    FACEBOOK = "facebook", _("Facebook")
    TELEGRAM = "telegram", _("Telegram")
    LINE = "line", _("LINE")
    ADDRESS = "address", _("Address")
    OTHER = "other", _("Another channel")


class Whose(models.TextChoices):
    """Who answers at a contact point."""

    CITIZEN = "citizen", _("The citizen")
    RELATIVE = "relative", _("A relative")
    OTHER = "other", _("Somebody else")


class DocumentKind(models.TextChoices):
    """What an identity document is."""

    PERSONAL_NUMBER = "personal_number", _("Citizen identity card (12 digits)")
    OLD_ID_CARD = "old_id_card", _("Old identity card (9 digits)")
    PASSPORT = "passport", _("Passport")
    TRAVEL_DOCUMENT = "travel_document", _("Travel document")
    BIRTH_CERTIFICATE = "birth_certificate", _("Birth certificate")
    OTHER = "other", _("Another document")


class DocumentStatus(models.TextChoices):
    """Where the document is."""

    WITH_HOLDER = "with_holder", _("With its holder")
    SEIZED_BY_EMPLOYER = "seized_by_employer", _("Seized by the employer")
    HELD_BY_AUTHORITY = "held_by_authority", _("Held by an authority")
    LOST = "lost", _("Lost")
    NEVER_HAD = "never_had", _("Never held one")
    UNKNOWN = "unknown", _("Not known")


class Relation(models.TextChoices):
    """How a relative belongs to the citizen."""

    MOTHER = "mother", _("Mother")
    FATHER = "father", _("Father")
    SPOUSE = "spouse", _("Spouse")
    SIBLING = "sibling", _("Brother or sister")
    CHILD = "child", _("Child")
    GRANDPARENT = "grandparent", _("Grandparent")
    OTHER_FAMILY = "other_family", _("Other family")
    FRIEND = "friend", _("Friend")


class Answer(models.TextChoices):
    """Yes, no, or nobody has said."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class AgeBand(models.TextChoices):
    """How old somebody was, as coarse as figures need; the bands of HXL."""

    CHILD = "child", _("Under 18")
    ADULT = "adult", _("18 to 59")
    ELDERLY = "elderly", _("60 or older")


class LinkStatus(models.TextChoices):
    """How far it is that two records are of one person."""

    PROPOSED = "proposed", _("Waits for another person")
    STANDING = "standing", _("Linked")
    REJECTED = "rejected", _("Rejected: two people")
    WITHDRAWN = "withdrawn", _("Withdrawn by who proposed it")
    UNDONE = "undone", _("Undone")


class LinkNeeds(models.TextChoices):
    """Who must confirm a link before it stands."""

    ANOTHER = "another", _("Another head of mission, or headquarters")
    HEADQUARTERS = "headquarters", _("Headquarters")


class LinkDated(models.TextChoices):
    """From when on the case of a double counts as a duplicate."""

    OPENING = "opening", _("From its opening: it never was a case of its own")
    DECISION = "decision", _("From today: until now both cases counted")


class LinkGoesOn(models.TextChoices):
    """Which of two cases of one incident goes on, where one is open and the other is closed."""

    OPEN = "open", _("The open one; the closed one is its duplicate")
    CLOSED = "closed", _("The closed one; the open one ends as its duplicate")


class ApartReason(models.TextChoices):
    """Why two people are kept apart; it does not say which of them did what."""

    RECRUITMENT = "recruitment", _("One is said to have recruited the other")
    HARM = "harm", _("One is said to have harmed the other")
    FAMILY = "family", _("Conflict in the family")
    WITNESS = "witness", _("One is a witness concerning the other")
    OTHER = "other", _("Another reason")
