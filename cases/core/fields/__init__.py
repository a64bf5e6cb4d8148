"""The field classes of operation forms: a Django field plus its JSON Schema and JSON reader."""

from cases.core.fields.base import Field, Narrowing
from cases.core.fields.dates import Day, Moment, Partial, TimeOfDay
from cases.core.fields.files import Sent, Upload
from cases.core.fields.named import Named
from cases.core.fields.plain import Choice, Decimal, Number, Secret, Text, YesNo
from cases.core.fields.references import Ref
from cases.core.fields.rows import Refs
from cases.core.fields.sets import Codes, Several

__all__ = [
    "Choice",
    "Codes",
    "Day",
    "Decimal",
    "Field",
    "Moment",
    "Named",
    "Narrowing",
    "Number",
    "Partial",
    "Ref",
    "Refs",
    "Secret",
    "Sent",
    "Several",
    "Text",
    "TimeOfDay",
    "Upload",
    "YesNo",
]
