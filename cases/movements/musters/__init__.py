"""Head counts: who stood where, when, seen by whom; kept without a network, sent exactly once."""
