"""The smallest valid rows; a test names every value that it asserts."""

from dataclasses import replace
from datetime import date
from typing import Any

import factory
from django.utils import timezone

from cases.core.actor import Actor
from cases.incidents.models import Incident
from cases.missions.models import Authority, Mission, Posting, Staff
from cases.places.models import Place, Province
from cases.procedures.models import LegalBasis, Procedure


class MissionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mission
        django_get_or_create = ("code",)

    code = "BKK"
    name = factory.LazyAttribute(lambda row: f"Mission {row.code}")
    kind = "embassy"
    country = "TH"
    zone = "Asia/Bangkok"

    class Params:
        yangon = factory.Trait(code="RGN", country="MM", zone="Asia/Yangon")
        headquarters = factory.Trait(
            code="HAN", kind="headquarters", country="VN", zone="Asia/Ho_Chi_Minh"
        )


class StaffFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Staff

    username = factory.Sequence(lambda n: f"officer{n:06}")
    full_name = factory.Sequence(lambda n: f"Officer {n:06}")


class PostingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Posting

    staff = factory.SubFactory(StaffFactory)
    mission = factory.SubFactory(MissionFactory)
    role = "case_officer"
    starts_on = date(2025, 1, 1)


class IncidentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Incident
        django_get_or_create = ("code",)

    code = "2025-10-myawaddy"
    title = "Compounds in Myawaddy"
    started_on = date(2025, 10, 16)
    zone = "Asia/Bangkok"


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place
        django_get_or_create = ("code",)

    code = "mae-ku-ford"
    name = "Mae Ku ford"
    kind = "ford"
    country = "TH"


class AuthorityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Authority
        django_get_or_create = ("code",)

    code = "tak-immigration"
    name = "Tak Immigration"
    country = "TH"
    kind = "immigration"


class ProvinceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Province
        django_get_or_create = ("code",)

    code = "N40"
    name = "Nghệ An"
    generation = "new"


class LegalBasisFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LegalBasis
        django_get_or_create = ("code",)

    code = "invented-basis"
    name = factory.LazyAttribute(lambda row: f"Basis {row.code}")
    purpose = "Invented purpose."
    law = "Invented law, art. 1"
    in_force_on = date(2026, 1, 1)

    class Params:
        usual = factory.Trait(code="consular-task", is_default=True)
        consent_given = factory.Trait(code="consent", consent="person", needs_statement=True)


class ProcedureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Procedure
        django_get_or_create = ("code",)

    code = "invented-procedure"
    track = "identity"
    body = "mission"
    name = factory.LazyAttribute(lambda row: f"Procedure {row.code}")


def proved(actor: Actor) -> Actor:
    """Return the actor just after proving who it is."""
    return replace(actor, proved_at=timezone.now())


def administrator() -> Actor:
    """Return an administrator who has just proved who it is."""
    mission = MissionFactory(headquarters=True)
    return proved(PostingFactory(mission=mission, role="administrator").actor())


def officer(**mission: Any) -> Actor:
    """Return a case officer of a mission."""
    return PostingFactory(mission=MissionFactory(**mission)).actor()


def head(**mission: Any) -> Actor:
    """Return a head of mission."""
    return proved(PostingFactory(mission=MissionFactory(**mission), role="head_of_mission").actor())


def headquarters() -> Actor:
    """Return an officer of headquarters."""
    mission = MissionFactory(headquarters=True)
    return proved(PostingFactory(mission=mission, role="headquarters_officer").actor())
