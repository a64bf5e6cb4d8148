"""Figures of an incident out of the two ledgers, as of any moment, as known at any moment.

figures_of(actor, incident, as_of, known_at=None) -> Figures        403 unless `may_count`
may_count(incident) -> bool                                         may the present eyes see totals
late_news(actor, incident, as_of, known_at) -> list[LateNews]       only people the actor may see
comparable(actor, incident, as_of) -> list[Comparison]              figures reported about that day

`as_of` and `known_at` are aware instants or bare days; a day means its end in the incident's zone.
"""
