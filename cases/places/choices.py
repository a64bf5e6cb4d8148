"""Closed sets of places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    """What a place is."""

    BRIDGE = "bridge", _("Bridge")
    FORD = "ford", _("Ford")
    PIER = "pier", _("Pier")
    GATE = "gate", _("Border gate")
    AIRPORT = "airport", _("Airport")
    SEAPORT = "seaport", _("Seaport")
    SHELTER = "shelter", _("Shelter")
    CELL = "cell", _("Police cell")
    DETENTION = "detention", _("Detention centre")
    CAMP = "camp", _("Camp")
    COMPOUND = "compound", _("Compound")
    HOSPITAL = "hospital", _("Hospital")
    OFFICE = "office", _("Office")
    TOWN = "town", _("Town")


class Generation(models.TextChoices):
    """Before or after the merger of provinces on 1 July 2025."""

    OLD = "old", _("63 provinces, until 30 June 2025")
    NEW = "new", _("34 provinces, from 1 July 2025")


class Country(models.TextChoices):
    """Countries that occur on the ways home, ISO 3166-1 alpha-2."""

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
    XX = "XX", _("Another country")


ZONE_OF_COUNTRY = {
    "VN": "Asia/Ho_Chi_Minh",
    "TH": "Asia/Bangkok",
    "MM": "Asia/Yangon",
    "LA": "Asia/Vientiane",
    "KH": "Asia/Phnom_Penh",
    "CN": "Asia/Shanghai",
    "PH": "Asia/Manila",
    "MY": "Asia/Kuala_Lumpur",
    "SG": "Asia/Singapore",
    "ID": "Asia/Jakarta",
    "IN": "Asia/Kolkata",
    "TW": "Asia/Taipei",
    "HK": "Asia/Hong_Kong",
    "KR": "Asia/Seoul",
    "JP": "Asia/Tokyo",
    "AE": "Asia/Dubai",
    "ET": "Africa/Addis_Ababa",
}
