"""What a file must be to be kept: the written rule, applied before anything is stored.

In this order, each with a sentence of its own: not empty and not too large; a kind of the
allow-list by its ending and by its bytes, both the same; nothing found by the virus scanner; parsed
whole in a process of its own; a picture drawn anew, a PDF or document refused when it does
something by itself. `files.examined` returns the only value that can be kept.

Nothing is imported here: the scripts that run by themselves begin with this module too.
"""
