"""Reads the text of a playbook: TOML into a plan, each fault with its line.

    [playbook]
    code = "crossed-thai-custody"
    title = "Crossed into Thailand, in Thai custody"
    title_vi, title_fr            left out where there is none yet
    countries = ["TH"]            where people are whom it fits by itself; "" for nobody knows where
    incidents = ["2025-10-myawaddy"]   left out for any

    [[step]]
    code = "identity-reply"       unique in the playbook; the case keeps it
    procedure = "identity-reply"  of the catalogue
    after = ["identity-request"]  steps that must be done or waived before
    body = "mission"              who must act, where it differs from the catalogue
    opens_at = "verified"         it cannot begin before the case has this stage
    only_if = "is_minor"          a condition; a case for which it does not hold has no such step

    [[gate]]
    stage = "ready"               what must be so before the stage may be entered by our own act
    steps = ["passport-issue"]    done or waived; a step that the case does not have counts as done
    conditions = ["journey_planned"]

What the names mean is checked in `validation.py`.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.core.lines import KeyPath, line_of, line_of_error, lines_of, read_toml
from cases.core.text import clean_text, nearest
from cases.places.choices import Country
from cases.procedures.choices import Body
from cases.procedures.plans import LineFault, Named, Plan, PlannedGate, PlannedStep

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CODE = 60
LONGEST_TITLE = 160
PLAYBOOK = {"code", "title", "title_vi", "title_fr", "countries", "incidents"}
STEP = {"code", "procedure", "after", "body", "opens_at", "only_if"}
GATE = {"stage", "steps", "conditions"}


def read_plan(text: str) -> tuple[Plan | None, list[LineFault]]:
    """Return the plan of a text, None with every fault when it cannot be read as one."""
    try:
        content = read_toml(text)
    except (ValueError, RecursionError) as fault:
        sentence = _("This is not TOML. The program that reads it says: “%(fault)s”.") % {
            "fault": str(fault)[:200]
        }
        return None, [LineFault(line_of_error(text, fault), "not_toml", sentence)]
    reader = Reader(lines_of(text))
    plan = reader.plan(content)
    faults = sorted(reader.faults, key=lambda fault: fault.line)
    return (None if faults else plan), faults


class Reader:
    """Takes the tables apart, noting the line of each fault."""

    def __init__(self, lines: Mapping[KeyPath, int]) -> None:
        self.lines = lines
        self.faults: list[LineFault] = []

    def line(self, *path: str | int) -> int:
        """Return the line on which something stands."""
        return line_of(self.lines, path)

    def fault(self, path: KeyPath, code: str, sentence: Any) -> None:
        """Note a fault."""
        self.faults.append(LineFault(self.line(*path), code, sentence))

    def plan(self, content: dict[str, Any]) -> Plan:
        """Return the plan of the whole content."""
        self.refuse_others(content, (), {"playbook", "step", "gate"})
        head = content.get("playbook")
        if not isinstance(head, dict):
            self.fault(("playbook",), "required", _("The table [playbook] is missing."))
            head = {}
        path = ("playbook",)
        self.refuse_others(head, path, PLAYBOOK)
        return Plan(
            code=self.code(head, path, "code"),
            title=self.text(head, path, "title", required=True),
            title_vi=self.text(head, path, "title_vi"),
            title_fr=self.text(head, path, "title_fr"),
            countries=self.countries(head, path),
            incidents=self.names(head, path, "incidents"),
            steps=tuple(self.step(row, at) for row, at in self.tables(content, "step")),
            gates=tuple(self.gate(row, at) for row, at in self.tables(content, "gate")),
            line=self.line(*path),
        )

    def step(self, row: dict[str, Any], path: KeyPath) -> PlannedStep:
        """Return one step."""
        self.refuse_others(row, path, STEP)
        return PlannedStep(
            code=self.code(row, path, "code"),
            procedure=Named(self.code(row, path, "procedure"), self.line(*path, "procedure")),
            after=self.names(row, path, "after"),
            body=self.body(row, path),
            opens_at=self.name(row, path, "opens_at"),
            only_if=self.name(row, path, "only_if"),
            line=self.line(*path),
        )

    def gate(self, row: dict[str, Any], path: KeyPath) -> PlannedGate:
        """Return one gate."""
        self.refuse_others(row, path, GATE)
        return PlannedGate(
            stage=self.text(row, path, "stage", required=True),
            steps=self.names(row, path, "steps"),
            conditions=self.names(row, path, "conditions"),
            line=self.line(*path),
        )

    def tables(
        self, content: dict[str, Any], name: str
    ) -> list[tuple[dict[str, Any], tuple[str, int]]]:
        """Return each table of a list with its path."""
        rows = content.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            sentence = _("Write each one as a table of its own, under [[%(name)s]].")
            self.fault((name,), "wrong_type", sentence % {"name": name})
            return []
        return [(row, (name, number)) for number, row in enumerate(rows)]

    def refuse_others(self, row: dict[str, Any], path: KeyPath, known: set[str]) -> None:
        """Note a fault for every name that is not known here."""
        for name in row:
            if name not in known:
                words = {"name": name[:60], "near": nearest(name[:60], known)}
                sentence = (
                    _("“%(name)s” is not known here. The nearest name is “%(near)s”.") % words
                )
                self.fault((*path, name), "unknown_field", sentence)

    def text(self, row: dict[str, Any], path: KeyPath, name: str, *, required: bool = False) -> str:
        """Return a text of one line."""
        value = row.get(name, "")
        is_storable = isinstance(value, str) and "\x00" not in value
        if not is_storable or len(value) > LONGEST_TITLE:
            sentence = _("“%(name)s” is a text of at most 160 characters.") % {"name": name}
            self.fault((*path, name), "wrong_type", sentence)
            return ""
        if required and not value.strip():
            self.fault((*path, name), "required", _("“%(name)s” is missing.") % {"name": name})
        return clean_text(value)

    def code(self, row: dict[str, Any], path: KeyPath, name: str) -> str:
        """Return a code of small letters, digits and single hyphens."""
        code = self.text(row, path, name, required=True)
        if code and (len(code) > LONGEST_CODE or not CODE.fullmatch(code)):
            sentence = _("“%(name)s” has small letters, digits and single hyphens, at most 60.")
            self.fault((*path, name), "malformed_code", sentence % {"name": name})
        return code

    def name(self, row: dict[str, Any], path: KeyPath, name: str) -> Named | None:
        """Return a word with its line, None when it is left out."""
        if name not in row:
            return None
        return Named(self.text(row, path, name, required=True), self.line(*path, name))

    def body(self, row: dict[str, Any], path: KeyPath) -> str:
        """Return who must act, empty where the catalogue says it."""
        body = self.text(row, path, "body")
        if body and body not in Body.values:
            sentence = _("There is no body “%(name)s”. Known are: %(known)s.")
            known = ", ".join(Body.values)
            self.fault((*path, "body"), "unknown", sentence % {"name": body, "known": known})
        return body

    def names(self, row: dict[str, Any], path: KeyPath, name: str) -> tuple[Named, ...]:
        """Return a list of words; each one once."""
        words = row.get(name, [])
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            sentence = _("“%(name)s” is a list of texts.") % {"name": name}
            self.fault((*path, name), "wrong_type", sentence)
            return ()
        for word in sorted({word for word in words if words.count(word) > 1}):
            sentence = _("“%(word)s” stands twice in “%(name)s”.") % {"word": word, "name": name}
            self.fault((*path, name), "twice", sentence)
        return tuple(Named(word, self.line(*path, name)) for word in words)

    def countries(self, row: dict[str, Any], path: KeyPath) -> tuple[str, ...]:
        """Return the countries the playbook fits."""
        countries = self.names(row, path, "countries")
        for country in countries:
            if country.word not in {"", *Country.values}:
                sentence = _("There is no country “%(name)s” here. Known are: %(known)s.")
                said = {"name": country.word[:60], "known": ", ".join(Country.values)}
                self.fault((*path, "countries"), "unknown", sentence % said)
        return tuple(country.word for country in countries)
