"""What is forgotten of exports: the words in which somebody said what one was for.

An export holds nobody; its file is let go when somebody is forgotten who may stand in it. Its words
are to name no one, and a page cannot see to that. So words that name her (whole, in any of her
names, or by a number of hers) go with her; all others go when their term is over.
"""

from typing import Final

from cases.retention.forgotten import DASH

EMPTIED: Final = (
    f"words = {DASH}, decide_reason = case when decide_reason = '' then '' else {DASH} end"
)
SAID: Final = "told.words || ' ' || told.decide_reason"
WORDS: Final = "' ' || regexp_replace(app_fold({text}), '[[:punct:][:space:]]+', ' ', 'g') || ' '"
SIGNS: Final = "upper(regexp_replace({text}, '[^A-Za-z0-9]+', '', 'g'))"
LETTERS: Final = f"length(btrim({WORDS}))"
NAMES_HER: Final = f"""exists (
      select from (
        select full_name as called, 2 as least from cases_citizen where id = person
        union all select value, 2 from cases_name where citizen_id = person
        union all select number, 6 from cases_identitydocument where citizen_id = person
          and length({SIGNS.format(text="number")}) < 6
      ) as hers
      where called <> {DASH} and {LETTERS.format(text="called")} >= least
        and position({WORDS.format(text="called")} in {WORDS.format(text=SAID)}) > 0)
    or exists (
      select from (
        select number from cases_identitydocument where citizen_id = person
        union all select reference from cases_case where citizen_id = person
      ) as hers
      where length({SIGNS.format(text="number")}) >= 6
        and position({SIGNS.format(text="number")} in {SIGNS.format(text=SAID)}) > 0)"""  # noqa: S608 - our own names
"""Whole words alone, so that a short name does not empty every sentence; numbers however parted.

What is compared counts, not what was typed: of a number in other letters than ours no sign is left,
and nothing stands in every sentence. Such a number is looked for as a word.
"""
