"""From frozen values to sentences, tables and sources in one language; reads no database."""

from cases.briefings.composing.sheets import Sheet, composed
from cases.briefings.composing.told import Told, digest_of

__all__ = ["Sheet", "Told", "composed", "digest_of"]
