"""Reads about missions and postings."""

from collections.abc import Collection
from datetime import date

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import F, Func, IntegerField, QuerySet
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from cases.core import present
from cases.core.actor import Actor
from cases.core.jobs.begun import held_to
from cases.core.precision import DAY
from cases.core.together import Fixed, Part, plain_columns
from cases.missions.choices import MissionKind
from cases.missions.models import Mission, Posting, Staff


def postings_between(staff_id: int, first: date, last: date) -> Part[Posting]:
    """Return the postings of a member of staff on some of these days, with staff and mission.

    The counters of notices and of reports come along: the frame of every page shows them.
    """
    unread = Func(
        F("staff_id"),
        F("mission_id"),
        F("role"),
        function="unread_notices",
        output_field=IntegerField(),
    )
    unopened = Func(F("mission_id"), function="unopened_reports", output_field=IntegerField())
    rows = Posting.objects.between(first, last).filter(staff_id=staff_id)
    return Part(
        rows.annotate(unread=unread, unopened=unopened),
        {"staff": plain_columns(Staff), "mission": (*plain_columns(Mission), "place_id")},
        ["unread", "unopened"],
    )


POSTINGS = Fixed(postings_between, {-1: "bigint", date.min: "date", date.max: "date"})


def current_postings(staff_id: int) -> list[Posting]:
    """Return the postings of a member of staff in force today where they are, oldest first."""
    now = present.now()
    near = POSTINGS.of(staff_id, now.date() - DAY, now.date() + DAY)
    in_turn = sorted(near, key=lambda posting: posting.pk)
    return [posting for posting in in_turn if posting.is_in_force(now)]


def actor_of_session(request: HttpRequest) -> Actor | None:
    """Return who acts in a session, in one query for posting, staff and mission.

    The session's digest of the password is compared as Django does, so that a changed password
    ends other sessions; the staff row found is handed to `request.user`.
    """
    staff_id = request.session.get(SESSION_KEY)
    if staff_id is None or not str(staff_id).isdigit():
        return None
    postings = current_postings(int(staff_id))
    if not postings:
        return None
    staff = postings[0].staff
    if not staff.is_active or staff.is_service or not knows_password(request.session, staff):
        return None
    request._cached_user = staff  # type: ignore[attr-defined] # what request.user looks at first
    request.postings = postings  # type: ignore[attr-defined] # for whoever has several
    chosen = request.session.get("posting")
    return ([row for row in postings if row.pk == chosen] or postings)[0].actor()


def knows_password(session: SessionBase, staff: Staff) -> bool:
    """Return whether a session was begun with the present password.

    A digest that was keyed with a former secret of the server is made anew.
    """
    digest, present_digest = session.get(HASH_SESSION_KEY, ""), staff.get_session_auth_hash()
    if constant_time_compare(digest, present_digest):
        return True
    is_known = is_password_of(staff, digest)
    if is_known:
        session[HASH_SESSION_KEY] = present_digest
    return is_known


def is_password_of(staff: Staff, digest: str) -> bool:
    """Return whether a digest is of the present password, under this or a former secret."""
    known = (staff.get_session_auth_hash(), *staff.get_session_auth_fallback_hash())
    return any(constant_time_compare(digest, one) for one in known)


def missions_by_code() -> QuerySet[Mission]:
    """Return all missions, those that have closed too."""
    return Mission.objects.order_by("code")


def account_of_name(username: str) -> Staff | None:
    """Return the account of this user name; for the record of a guess, before anybody acts."""
    name = username.replace("\x00", "")
    found: Staff | None = Staff.objects.filter(username=name).first()
    return found


def system_at(mission: Mission) -> Actor:
    """Return the system acting for a mission: seeds and replayed courses."""
    return Actor(
        kind="system",
        name="system",
        mission_id=mission.pk,
        mission_code=mission.code,
        is_headquarters=True,
        zone=mission.zone,
        mission_zone=mission.zone,
    )


def headquarters_ids() -> set[int]:
    """Return the ids of the missions that see everything."""
    rows = Mission.objects.filter(kind=MissionKind.HEADQUARTERS)
    return set(rows.values_list("pk", flat=True))


def holders_of(role: str, missions: Collection[int]) -> list[Posting]:
    """Return the postings with a role at some missions in force today, of accounts in use."""
    now = present.now()
    near = Posting.objects.current(now.date()).filter(role=role, mission__in=missions)
    rows = near.filter(staff__is_active=True).order_by("pk")
    return [posting for posting in rows if posting.is_in_force(now)]


def actor_of_posting(posting_id: int, token_id: int | None = None) -> Actor | None:
    """Return who acts under a posting, None when it is over or the account is closed.

    For work that somebody began and that goes on in the background; what a token began is held to
    the token, and None when that is no good any more.
    """
    rows = Posting.objects.select_related("staff", "mission").filter(pk=posting_id)
    posting = rows.filter(staff__is_active=True).first()
    in_force = posting is not None and posting.is_in_force(present.now())
    return held_to(posting.actor() if posting is not None and in_force else None, token_id)


def still_acting(right: str, posting_id: int, token_id: int | None = None) -> Actor | None:
    """Return who began a piece of work, None once she may not go on with it.

    Her posting is over, her token is no good any more, or neither lets her do this now.
    """
    actor = actor_of_posting(posting_id, token_id)
    return actor if actor is not None and actor.may(right) else None
