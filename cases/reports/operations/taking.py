"""Taking a report down: as it came in, word for word."""

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.core.facts import When, ledger_moment
from cases.core.operations import operation
from cases.incidents.models import Incident
from cases.missions.choices import MissionKind
from cases.missions.models import Mission
from cases.reports.choices import Sender
from cases.reports.keys import email_of, find_text, phone_of, text_key
from cases.reports.models import ReceivedReport

OWN_ONLY: Sentence = _("A mission takes down its own reports. Headquarters passes them on.")
AT_POST = (MissionKind.EMBASSY, MissionKind.CONSULATE)


@operation(may="report.take_down", audit="received_report.taken_down")
def take_down_report(
    actor: Actor,
    *,
    channel: str,
    text: str,
    received: When | None = None,
    sender: str = "",
    sender_name: str = "",
    sender_relation: str = "",
    sender_phone: str = "",
    sender_email: str = "",
    subject: str = "",
    people: str = "",
    incident: Incident | None = None,
    mission: Mission | None = None,
) -> ReceivedReport:
    """Take down what somebody told us of people in need; nobody has opened it yet.

    A mission's own lies there. Of headquarters it lies where that says, else at headquarters, which
    passes it on. What came in twice is taken down twice: nothing is dropped here.
    """
    is_own = mission is None or mission.pk == actor.mission_id
    if not actor.is_headquarters and not is_own:
        raise broken_rule(OWN_ONLY, "not_own_mission", "mission")
    moment = ledger_moment([])
    came = (received or When.at(moment)).resolve(actor.zone, moment, field="received")
    if actor.is_headquarters:
        mission_id = mission.pk if mission is not None and mission.kind in AT_POST else None
    else:
        mission_id = actor.mission_id
    return ReceivedReport.objects.create(
        mission_id=mission_id,
        at_headquarters=mission_id is None,
        incident=incident,
        channel=channel,
        received_from=came.first,
        received_at=came.last,
        sender=sender or Sender.UNKNOWN,
        sender_name=sender_name,
        sender_relation=sender_relation,
        sender_phone=sender_phone,
        sender_email=sender_email,
        subject=subject,
        text=text,
        people=people,
        find_text=find_text(sender_name, sender_phone, sender_email, subject, people, text),
        text_key=text_key(text),
        phone_key=phone_of(sender_phone),
        email_key=email_of(sender_email),
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    )
