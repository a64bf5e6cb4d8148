"""Text for staff in other languages: found in the sources, kept in catalogues, compiled.

All of it runs in Python alone; no gettext is needed on the machine.
"""
