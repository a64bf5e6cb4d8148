"""SQL of loads of a configuration: whoever decides does so in her own name.

Row security knows rows: whoever leads headquarters may write a load, so that it cannot tell whose
name stands in it. The function is that of exports (`exports/schema.py`).
"""

from typing import Final

DECIDER: Final = """
create trigger decided_in_own_name before update
of decided_by_id, decided_posting_id on cases_configurationload for each row
when ((old.decided_by_id, old.decided_posting_id)
  is distinct from (new.decided_by_id, new.decided_posting_id))
execute function keep_decider();
"""
FUNCTIONS: Final = (DECIDER,)
