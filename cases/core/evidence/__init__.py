"""The record that proves itself: what was done is linked into a chain and sealed outside.

`schema.py` holds the SQL of the sealer, `chain.py` reads the chain and computes it again,
`seals.py` keeps the file outside, `structure.py` compares triggers, functions and rights with the
code, `verify.py` puts all that into one judgement.
"""
