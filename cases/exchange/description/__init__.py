"""The description of the API as a promise: complete, written down, and kept.

`finished.py` completes what the generator makes, `sources.py` finds the codes of refusals in the
code, `promises.py` says what clients may rely on, `files.py` keeps all of it in this folder.
"""
