"""What our figures count, as data: `seeds/figures.toml`, read once; rules are a fixed set."""

from cases.publishing.definitions.catalogue import Definition, FaultyFigures, in_force
from cases.publishing.definitions.reading import definitions, read_definitions
from cases.publishing.definitions.rules import DIMENSIONS, RULES, Rule

__all__ = [
    "DIMENSIONS",
    "RULES",
    "Definition",
    "FaultyFigures",
    "Rule",
    "definitions",
    "in_force",
    "read_definitions",
]
