"""Names: how they sort, how they are compared, and what a misspelt one may have been.

A name is a bag of syllables. Nothing here reads the database or changes what is stored: names are
kept as they were given, and what these modules say are keys, suggestions and reasons.
"""

from cases.citizens.names.sorting import ALPHABET, sort_key, syllable_key

__all__ = ["ALPHABET", "sort_key", "syllable_key"]
