"""The kinds of entries about how work is done: the catalogue, playbooks, calendars of offices."""

import hashlib
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.configuration.kinds import Kind, Put, bound
from cases.configuration.plain import Plain, ordered_schema, plain_row
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.missions.models import Mission, OfficeClosure
from cases.procedures.choices import PlaybookStatus
from cases.procedures.models import Playbook
from cases.procedures.parsing import read_plan
from cases.procedures.plans import Plan
from cases.procedures.queries import CURRENT
from cases.procedures.result_schema import cleaned_schema
from cases.seeding.acting import act
from cases.seeding.checking import Checker, names_no, result_faults
from cases.seeding.entries import Entry, Fault, FaultyError


def stored_procedure(values: dict[str, Any]) -> dict[str, Any]:
    """Return a procedure as it is stored: the schema of its result in one order."""
    fields = values["result_fields"] or []
    return values | {"result_fields": ordered_schema(cleaned_schema(fields))}


def stored_country_day(values: dict[str, Any]) -> dict[str, Any]:
    """Return a day of a country as it is stored: with its last day."""
    return values | {"ends_on": values["ends_on"] or values["starts_on"]}


class Procedures(Put):
    """Procedures, a file for each track."""

    def order(self, values: Plain) -> tuple[str, ...]:
        """Return the track, then the code."""
        return str(values["track"]), str(values["code"])

    def faults(self, checker: Checker, entry: Entry) -> list[Fault]:
        """Return what is wrong with the schema of the result."""
        return result_faults(entry)


class Playbooks(Kind):
    """Playbooks: the text of the version that new cases take, a file for each."""

    def stored(self, actor: Actor) -> list[Plain]:
        """Return the newest published version of each."""
        rows = Playbook.objects.visible_to(actor).filter(CURRENT).order_by("code")
        return [laid_out(row.code, row.content) for row in rows]

    def wanted(self, checker: Checker, entry: Entry) -> Plain:
        """Return the text as it would be kept."""
        form = bound(checker, entry, {"content": entry.values["content"]})
        return laid_out(entry.key, form.arguments()["content"])

    def faults(self, checker: Checker, entry: Entry) -> list[Fault]:
        """Return the faults of the text, each at its line."""
        return checker.playbook_faults(entry)

    def hindrances(self, actor: Actor, entries: list[Entry]) -> list[Fault]:
        """Return a fault for each playbook of which somebody is writing the next version."""
        drafts = Playbook.objects.visible_to(actor).filter(status=PlaybookStatus.DRAFT)
        written = set(drafts.values_list("code", flat=True))
        sentence = _('"%(code)s" has a draft in the register. Publish or retire it first.')
        return [
            entry.spot.fault(str(sentence % {"code": entry.key}))
            for entry in entries
            if entry.key in written
        ]

    def word(self, name: str) -> Sentence:
        """Return what a part of a playbook is called."""
        kind, _space, code = name.partition(" ")
        words = {
            "title": _("Title"),
            "countries": _("Countries"),
            "incidents": _("Incidents"),
            "order": _("Order of the steps"),
            "step": _("Step"),
            "gate": _("Gates"),
            "text": _("Digest"),
        }
        return f"{words[kind]} {code}".strip() if kind in words else name

    def carry_out(self, actor: Actor, entries: list[Entry], known: set[str]) -> None:
        """Publish each text as the next version."""
        for entry in entries:
            draft = act(actor, entry.operation, entry.values, entry.spot)
            act(actor, "publish_playbook", {}, entry.spot, draft)


def laid_out(code: str, content: str) -> Plain:
    """Return a playbook part by part, so that a difference says which step or gate it is of."""
    plan, _faults = read_plan(content)
    text = {"code": code, "content": content, "text": digest_of_text(content)}
    return text if plan is None else text | plain_row(parts_of(plan))


def parts_of(plan: Plan) -> dict[str, Any]:
    """Return title, countries, incidents, steps and gates, each by its name."""
    steps = {
        f"step {step.code}": ", ".join(
            part
            for part in (
                step.procedure.word,
                "after: " + " ".join(row.word for row in step.after) if step.after else "",
                f"body: {step.body}" if step.body else "",
                f"opens_at: {step.opens_at.word}" if step.opens_at else "",
                f"only_if: {step.only_if.word}" if step.only_if else "",
            )
            if part
        )
        for step in plan.steps
    }
    gates = {
        f"gate {gate.stage}": ", ".join(sorted(row.word for row in (*gate.steps, *gate.conditions)))
        for gate in plan.gates
    }
    return {
        "title": plan.title,
        "title_vi": plan.title_vi,
        "title_fr": plan.title_fr,
        "countries": list(plan.countries),
        "incidents": [row.word for row in plan.incidents],
        "order": [step.code for step in plan.steps],
        **steps,
        **gates,
    }


def digest_of_text(text: str) -> str:
    """Return what stands for a long text in a difference."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class OfMission(Kind):
    """Entries that a mission has in its calendar; `mission` names it."""

    def split(self, entry: Entry) -> tuple[str, dict[str, Any]]:
        """Return the code of the mission, and what is said to the operation."""
        said = {name: value for name, value in entry.values.items() if name != "mission"}
        return str(entry.values.get("mission", "")), said

    def wanted(self, checker: Checker, entry: Entry) -> Plain:
        """Return what the form makes of the entry, with its mission."""
        code, said = self.split(entry)
        if code not in checker.names_of(Mission, "code"):
            raise FaultyError([entry.spot.fault(names_no("mission", Mission, code))])
        return plain_row({"mission": code, **self.adapted(bound(checker, entry, said).arguments())})

    def adapted(self, said: dict[str, Any]) -> dict[str, Any]:
        """Return what is stored of what was said."""
        return said


class Hours(OfMission):
    """When offices work, and on which days they rest."""

    def stored(self, actor: Actor) -> list[Plain]:
        """Return the hours of every mission."""
        return [
            plain_row(
                {
                    "mission": row.code,
                    "opens": row.office_opens,
                    "closes": row.office_closes,
                    "weekend": sorted(row.weekend),
                }
            )
            for row in Mission.objects.visible_to(actor).order_by("code")
        ]

    def adapted(self, said: dict[str, Any]) -> dict[str, Any]:
        """Return the days of rest in their order."""
        return said | {"weekend": sorted({int(day) for day in said["weekend"] or ()})}

    def carry_out(self, actor: Actor, entries: list[Entry], known: set[str]) -> None:
        """Set them."""
        for entry in entries:
            code, said = self.split(entry)
            act(actor, self.operation, said, entry.spot, mission_of(actor, code))


class Closures(OfMission):
    """Closures and days worked; one that is said otherwise takes the place of the former."""

    def stored(self, actor: Actor) -> list[Plain]:
        """Return what nobody has withdrawn."""
        rows = OfficeClosure.objects.visible_to(actor).standing().select_related("mission")
        return [
            plain_row(
                {
                    "mission": row.mission.code,
                    "kind": row.kind,
                    "starts_on": row.starts_on,
                    "ends_on": row.ends_on,
                    "reason": row.reason,
                }
            )
            for row in rows.order_by("mission__code", "starts_on")
        ]

    def adapted(self, said: dict[str, Any]) -> dict[str, Any]:
        """Return it with its last day."""
        return said | {"ends_on": said["ends_on"] or said["starts_on"]}

    def carry_out(self, actor: Actor, entries: list[Entry], known: set[str]) -> None:
        """Withdraw what is said otherwise now, then enter them."""
        for entry in entries:
            code, said = self.split(entry)
            mission = mission_of(actor, code)
            if entry.key in known:
                standing = OfficeClosure.objects.visible_to(actor).standing()
                row = standing.get(mission=mission, starts_on=said["starts_on"])
                why = {"closure": str(row.uuid), "reason": "Replaced by a loaded configuration."}
                act(actor, "withdraw_closure", why, entry.spot, mission)
            act(actor, self.operation, said, entry.spot, mission)


def mission_of(actor: Actor, code: str) -> Mission:
    """Return the mission of a code that was checked before."""
    return Mission.objects.visible_to(actor).get(code=code)
