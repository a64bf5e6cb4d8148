"""What the operations on missions, bodies and staff take, declared once for web, API and admin."""

from copy import copy
from zoneinfo import available_timezones

from django.core.validators import EmailValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence
from cases.core.fields import Choice, Day, Ref, Secret, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.missions.choices import AuthorityKind, Language, MissionKind, Role
from cases.missions.models import Authority, Mission, Staff
from cases.missions.operations import (
    end_posting,
    put_authority,
    put_mission,
    put_staff,
    set_password,
    start_posting,
)
from cases.places.choices import Country
from cases.places.forms import SLUG, code_field, source_field, verified_field
from cases.places.models import Place
from cases.places.putting import PUT_WHOLE, PutForm, VersionedPutForm, in_force_fields
from cases.places.uses import effects_of

MISSION = r"[A-Z]{3}"
USERNAME = r"[a-z0-9]+(?:[._-][a-z0-9]+)*"

resource("missions", Mission, key="code", pattern=MISSION)
resource("authorities", Authority, key="code", pattern=SLUG)
resource("staff", Staff, key="username", pattern=USERNAME)


def staff_field() -> Ref:
    """A member of staff, by user name."""
    return Ref(
        by="username",
        among=lambda actor, target: Staff.objects.visible_to(actor),
        label=_("Member of staff"),
    )


def mission_field() -> Ref:
    """A mission, by code."""
    return Ref(
        by="code",
        among=lambda actor, target: Mission.objects.visible_to(actor),
        label=_("Mission"),
    )


@declares(put_mission, at="missions/put")
class PutMission(VersionedPutForm):
    """Known by its code, which is part of every case number."""

    model = Mission
    title = _("Enter or correct a mission")
    what_happens = PUT_WHOLE
    example = {
        "code": "XIN",
        "name": "Invented embassy",
        "kind": "embassy",
        "country": "TH",
        "zone": "Asia/Bangkok",
    }

    code = Text(
        label=_("Code"),
        help_text=_("Three capital letters; case numbers begin with them."),
        max_length=3,
        validators=[
            RegexValidator(
                rf"^{MISSION}\Z", _("Use three capital letters, such as BKK."), "malformed_code"
            )
        ],
    )
    name = Text(label=_("Name in English"), max_length=160)
    name_vi = Text(label=_("Name in Vietnamese"), max_length=160, required=False)
    name_fr = Text(label=_("Name in French"), max_length=160, required=False)
    kind = Choice(MissionKind, label=_("Kind of mission"))
    country = Choice(Country, label=_("Country"))
    city = Text(label=_("City"), max_length=80, required=False)
    zone = Text(label=_("Time zone"), help_text=_("As in Asia/Bangkok."), max_length=40)
    phone = Text(label=_("Phone"), max_length=120, required=False)
    email = Text(label=_("E-mail"), max_length=120, required=False)
    address = Text(label=_("Address"), max_length=300, required=False)
    place = Ref(
        by="code",
        among=lambda actor, target: Place.objects.visible_to(actor),
        label=_("Place"),
        help_text=_("Of a reception point: where whoever it receives is from then on."),
        required=False,
    )
    verified = verified_field()
    source = source_field()
    valid_from, valid_until = in_force_fields()

    def consequences(self) -> list[Sentence]:
        found = super().consequences()
        after = self.moved() if found else None
        return found if after is None else [*found, *effects_of(self.actor, self.row, after)]

    def moved(self) -> Mission | None:
        """Return the mission in the country or zone typed, unsaved; None where neither is new."""
        if self.row is None:
            return None
        country, zone = (str(self[name].value()) for name in ("country", "zone"))
        is_moved = (country, zone) != (self.row.country, self.row.zone)
        if not is_moved or country not in Country.values or zone not in available_timezones():
            return None
        after: Mission = copy(self.row)
        after.country, after.zone = country, zone
        return after


@declares(put_authority, at="authorities/put")
class PutAuthority(VersionedPutForm):
    """Known by its code."""

    model = Authority
    title = _("Enter or correct a counterpart body")
    what_happens = PUT_WHOLE
    example = {
        "code": "invented-police",
        "name": "Invented police station",
        "country": "TH",
        "kind": "police",
    }

    code = code_field()
    name = Text(label=_("Name in English"), max_length=200)
    name_vi = Text(label=_("Name in Vietnamese"), max_length=200, required=False)
    name_fr = Text(label=_("Name in French"), max_length=200, required=False)
    name_local = Text(label=_("Name in the script of the country"), max_length=200, required=False)
    country = Choice(Country, label=_("Country"))
    kind = Choice(AuthorityKind, label=_("Kind of body"))
    verified = verified_field()
    source = source_field()
    valid_from, valid_until = in_force_fields()


@declares(put_staff, at="staff/put")
class PutStaff(PutForm):
    """Known by the user name; the password is set apart."""

    model = Staff
    title = _("Enter or correct a member of staff")
    what_happens = _("A new account has no rights until a posting starts, and no password.")
    example = {"username": "invented.officer", "full_name": "Lê Thị Thử", "language": "vi"}
    known_by = "username"

    username = Text(
        label=_("User name"),
        help_text=_("A user name already in use corrects that account."),
        max_length=60,
        validators=[
            RegexValidator(
                rf"^{USERNAME}\Z",
                _("Use small letters and digits, with single dots or hyphens between them."),
                "malformed_code",
            )
        ],
    )
    full_name = Text(label=_("Full name"), max_length=160)
    language = Choice(Language, label=_("Language"), required=False)
    email = Text(
        label=_("E-mail"),
        help_text=_("Where mail about new notices goes. Without one they stay in the app."),
        max_length=120,
        required=False,
        validators=[EmailValidator(code="malformed_address")],
    )


@declares(set_password, at="staff/set-password")
class SetPassword(OperationForm):
    """Whoever gets the account changes it later."""

    title = _("Set a password")
    what_happens = _("The former password no longer opens the account.")
    example = {"staff": "bangkok.officer", "password": "four invented words here"}

    staff = Ref(
        by="username",
        among=lambda actor, target: Staff.objects.visible_to(actor).persons(),
        label=_("Member of staff"),
    )
    password = Secret(label=_("New password"))


@declares(start_posting, at="staff/start-posting")
class StartPosting(OperationForm):
    """Rights come from postings alone."""

    title = _("Start a posting")
    what_happens = _("The person may do at this mission what the role allows, from that day on.")
    example = {
        "staff": "bangkok.officer",
        "mission": "BKK",
        "role": "case_officer",
        "starts_on": "2024-01-01",
        "ends_on": "2024-06-30",
    }

    staff = staff_field()
    mission = mission_field()
    role = Choice(Role, label=_("Role"))
    starts_on = Day(label=_("First day"))
    ends_on = Day(label=_("Last day"), help_text=_("Leave it empty if open."), required=False)


@declares(end_posting, at="staff/end-posting")
class EndPosting(OperationForm):
    """The posting stays on record."""

    title = _("End a posting")
    what_happens = _("After that day the person may no longer act for this mission.")
    example = {"staff": "bangkok.officer", "mission": "BKK", "ends_on": "2026-12-31"}

    staff = staff_field()
    mission = mission_field()
    ends_on = Day(label=_("Last day"))
