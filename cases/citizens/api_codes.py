"""What the code of a passport or card says, over the API. Nothing is stored, nothing looked up."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from cases.citizens.choices import DocumentKind, Sex
from cases.citizens.codes import code_field, read_code, suggested_names
from cases.citizens.mrz import Fault, Reading, Repair, says
from cases.core.api_asking import AskingView
from cases.core.described_headers import ASKED_ONCE
from cases.core.errors import Problem, invalid, not_for_role
from cases.core.fields.inner import unknown_names
from cases.core.openapi import Described, HouseSchema
from cases.core.shapes import DAY, FLAG, TEXT, WHOLE, Schema, closed_object, nullable
from cases.places.choices import Country

MAY: Final = ("case.intake", "citizen.register", "citizen.correct")
FIELD: Final = code_field(required=True)
EXAMPLE: Final = {
    "code": "P<VNMTRAN<<THU<NGHIEM<<<<<<<<<<<<<<<<<<<<<<<\n"
    "C0000001<7VNM9904123M3104116<<<<<<<<<<<<<<<8"
}


class ReadCode(AskingView):
    """Read the code of a passport, visa or card."""

    question = "read_code"

    def check_permissions(self, request: Request) -> None:
        """Answer whoever may take up or correct what is known of people."""
        super().check_permissions(request)
        if not any(self.actor.may(name) for name in MAY):
            raise not_for_role()

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it takes and answers, for OpenAPI."""
        body = closed_object()
        body["properties"] = {"code": FIELD.described()}
        body["required"] = ["code"]
        return Described(
            name=self.question,
            summary="Read the code of a passport, visa or card",
            description="Values in doubt are null, each doubt a fault. Nothing is stored.",
            answer=schema.component("CodeReading", described(schema)),
            body=schema.component("ReadCode", body),
            example=EXAMPLE,
            is_body_required=True,
            parameters=ASKED_ONCE,
        )

    def answer(self, body: dict[str, Any]) -> Response:
        """Return what the code says."""
        problems = unknown_names(body, ["code"])
        try:
            text = FIELD.clean(FIELD.read(body["code"]) if "code" in body else "")
        except ValidationError as fault:
            row = fault.error_list[0]
            problems.append(Problem("code", row.code or "invalid", row.messages[0]))
        if problems:
            raise invalid(problems)
        return Response(answer_of(read_code(self.actor, text)))


def answer_of(reading: Reading) -> dict[str, Any]:
    """Return a reading as the API answers it."""
    told, printed = says(reading), reading.printed
    return {
        "layout": reading.layout or None,
        "is_sound": reading.is_sound,
        "is_visa": reading.is_visa,
        "holder_name": told.holder_name or None,
        "family_name": (printed.family or None) if printed and told.holder_name else None,
        "given_name": (printed.given or None) if printed and told.holder_name else None,
        "is_name_cut_off": bool(printed and printed.is_truncated),
        "suggested_names": list(suggested_names(reading)),
        "birth": str(told.birth) if told.birth else None,
        "sex": told.sex or None,
        "nationality": told.nationality or None,
        "kind": told.kind or None,
        "number": told.number or None,
        "country": told.country or None,
        "expires_on": told.expires_on.isoformat() if told.expires_on else None,
        "personal_number": told.personal_number or None,
        "faults": [fault_out(fault) for fault in reading.faults],
        "repairs": [repair_out(repair) for repair in reading.repairs],
    }


def fault_out(fault: Fault) -> dict[str, Any]:
    """Return a fault as the API answers it."""
    return {
        "code": fault.code,
        "is_warning": fault.severity == "warning",
        "field": fault.field or None,
        "line": fault.line,
        "column": fault.column,
        "message": fault.sentence,
    }


def repair_out(repair: Repair) -> dict[str, Any]:
    """Return a repair as the API answers it, with the whole code as it would be."""
    return {
        "field": repair.field,
        "line": repair.line,
        "columns": list(repair.places),
        "read": repair.read,
        "meant": repair.meant,
        "value": repair.value,
        "message": repair.sentence,
        "code": "\n".join(repair.lines),
    }


def described(schema: HouseSchema) -> Schema:
    """Return the JSON Schema of the answer."""
    place = {"line": WHOLE, "field": TEXT}
    fault = {"code": TEXT, "is_warning": FLAG, "message": TEXT}
    fault |= {"line": nullable(WHOLE), "column": nullable(WHOLE), "field": nullable(TEXT)}
    columns = {"type": "array", "items": WHOLE}
    repair = {**place, "columns": columns, "read": TEXT, "meant": TEXT, "value": TEXT}
    repair |= {"message": TEXT, "code": TEXT | {"description": "The whole code with the repair."}}
    text, said = nullable(TEXT), "Beyond doubt; else null."
    return whole(
        {
            "layout": text | {"description": "TD1, TD2, TD3, MRV-A or MRV-B."},
            "is_sound": FLAG | {"description": "Whether every check digit fits."},
            "is_visa": FLAG | {"description": "A visa names its holder, and no document of hers."},
            "holder_name": text | {"description": "As printed: capitals, no marks."},
            "family_name": text,
            "given_name": text,
            "is_name_cut_off": FLAG,
            "suggested_names": {"type": "array", "items": TEXT},
            "birth": text | {"description": "A year, a month or a day."},
            "sex": nullable(schema.named(Sex)),
            "nationality": nullable(schema.named(Country)),
            "kind": nullable(schema.named(DocumentKind)),
            "number": text | {"description": said},
            "country": nullable(schema.named(Country)),
            "expires_on": nullable(DAY),
            "personal_number": text | {"description": "Beside a document of another kind."},
            "faults": {"type": "array", "items": whole(fault)},
            "repairs": {"type": "array", "items": whole(repair)},
        }
    )


def whole(properties: Schema) -> Schema:
    """Return an object with all of these and nothing else."""
    found: Schema = closed_object() | {"properties": properties, "required": list(properties)}
    return found
