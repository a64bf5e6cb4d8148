"""Background work: declared with `@job`, queued with `.enqueue(...)`, done by `manage.py worker`.

A job lives in the `jobs.py` of its feature. It is queued inside the transaction of whoever asks
for it, so that it exists exactly when what it follows from does.
"""

from cases.core.jobs.declared import JOBS, Job, job, load

__all__ = ["JOBS", "Job", "job", "load"]
