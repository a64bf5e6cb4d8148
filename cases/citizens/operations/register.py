"""Registering a citizen and correcting what is registered."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cases.citizens.choices import WITHOUT_COUNTRY, BirthPrecision, NationalityStatus, Sex
from cases.citizens.following import tell_followers
from cases.citizens.models import Citizen
from cases.citizens.names import sort_key
from cases.citizens.names.parts import LONGEST, following
from cases.citizens.names.stored import sound_key
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.partial import PartialDate
from cases.places.choices import Country
from cases.places.models import Province

BirthCheck = Callable[[Actor, Citizen], None]
_birth_checks: list[BirthCheck] = []


def check_birth_by(check: BirthCheck) -> None:
    """Register what a corrected birth date must agree with, in the feature that has the facts."""
    _birth_checks.append(check)


@operation(may="citizen.register", audit="citizen.registered")
def register_citizen(
    actor: Actor,
    *,
    full_name: str,
    sex: str = Sex.UNKNOWN,
    birth: PartialDate | None = None,
    family_name: str = "",
    middle_name: str = "",
    given_name: str = "",
    nationality: str = "",
    birth_place: str = "",
    origin_province: Province | None = None,
    origin_commune: str = "",
    note: str = "",
) -> Citizen:
    """Register a person at the actor's mission, by name alone if nothing else is known.

    A nationality that is not said is not known.
    """
    citizen = unsaved_citizen(
        actor,
        ledger_moment([]),
        birth=birth,
        full_name=full_name,
        family_name=family_name,
        middle_name=middle_name,
        given_name=given_name,
        sex=sex,
        nationality=nationality,
        birth_place=birth_place,
        origin_province=origin_province,
        origin_commune=origin_commune,
        note=note,
    )
    citizen.save(force_insert=True)
    return citizen


def unsaved_citizen(
    actor: Actor,
    moment: datetime,
    *,
    full_name: str,
    birth: PartialDate | None = None,
    sex: str = "",
    nationality: str = "",
    **said: Any,
) -> Citizen:
    """Return a person to be registered at the actor's mission; 422 for a birth yet to come."""
    citizen = Citizen(
        registered_by_id=actor.mission_id,
        full_name=full_name,
        sort_key=sort_key(full_name),
        sound_key=sound_key(full_name),
        sex=sex or Sex.UNKNOWN,
        nationality=nationality,
        nationality_status=status_as_said(nationality),
        registered_at=moment,
        ledger_at=moment,
        **said,
    )
    set_birth(citizen, birth, moment.astimezone(ZoneInfo(actor.zone)).date())
    return citizen


@operation(may="citizen.correct", audit="citizen.corrected")
def correct_citizen(actor: Actor, citizen: Citizen, *, changes: Mapping[str, Any]) -> Citizen:
    """Change what is given; the former values stay in the row versions.

    Full name and parts that said the same go on saying the same.
    """
    if put_changes(actor, citizen, changes, ledger_moment([citizen])):
        tell_followers(actor, citizen)
    return citizen


def put_changes(
    actor: Actor, citizen: Citizen, changes: Mapping[str, Any], moment: datetime
) -> list[str]:
    """Write changes on a locked person; return the columns that were written."""
    named = {name: getattr(citizen, name) for name in ("full_name", *LONGEST)}
    changes = {**changes, **following(named, changes)}
    today = moment.astimezone(ZoneInfo(actor.zone)).date()
    plain = {name: value for name, value in changes.items() if name != "birth"}
    plain |= agreeing(citizen, plain)
    for name, value in plain.items():
        setattr(citizen, name, value)
    touched = list(plain)
    if "birth" in changes:
        set_birth(citizen, changes["birth"], today)
        for check in _birth_checks:
            check(actor, citizen)
        touched += ["birth_on", "birth_precision"]
    if "full_name" in changes:
        citizen.sort_key = sort_key(citizen.full_name)
        citizen.sound_key = sound_key(citizen.full_name)
        touched += ["sort_key", "sound_key"]
    if touched:
        citizen.save(update_fields=touched)
    return touched


def status_as_said(nationality: str) -> str:
    """Return what is decided of a nationality that somebody has told, or nobody."""
    return (NationalityStatus.DECLARED if nationality else NationalityStatus.UNKNOWN).value


def agreeing(citizen: Citizen, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return nationality and what is decided of it as they agree once one of them is changed.

    Whoever changes both is refused where they do not.
    """
    if not {"nationality", "nationality_status"} & changes.keys():
        return {}
    nationality = changes.get("nationality", citizen.nationality)
    status = changes.get("nationality_status", citizen.nationality_status)
    is_unknown = status == NationalityStatus.UNKNOWN
    if "nationality_status" not in changes and (
        is_unknown if nationality else status not in WITHOUT_COUNTRY
    ):
        status = status_as_said(nationality)
    elif "nationality" not in changes:
        nationality = country_decided(citizen, status)
    elif nationality and is_unknown:
        raise broken_rule(
            _("A nationality that is not known names no country."), "country_said", "nationality"
        )
    if not nationality and status not in WITHOUT_COUNTRY:
        raise broken_rule(_("Say of which country the person is."), "country_unsaid", "nationality")
    return {"nationality": nationality, "nationality_status": status}


def country_decided(citizen: Citizen, status: str) -> str:
    """Return the nationality that goes with what is decided: who is verified is of Viet Nam."""
    if status == NationalityStatus.UNKNOWN:
        return ""
    is_verified = status == NationalityStatus.VERIFIED
    return citizen.nationality or (Country.VN.value if is_verified else "")


def set_birth(citizen: Citizen, birth: PartialDate | None, today: date) -> None:
    """Set the birth date; one in the future is refused."""
    if birth is not None and birth.first > today:
        raise broken_rule(_("Nobody is born in the future."), "born_in_the_future", "birth")
    citizen.birth_on = birth.first if birth else None
    citizen.birth_precision = birth.precision if birth else BirthPrecision.NONE
