"""What has been carried out of the seeds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeedEntry(models.Model):
    """A seed entry that was carried out, with the digest of its content at that time.

    An entry is carried out once, and again only when its content changed: what staff corrected
    meanwhile stays, and a seeding that was interrupted goes on where it stopped.
    """

    key = models.CharField(max_length=200, unique=True)
    digest = models.CharField(max_length=64)
    applied_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("seed entry")
        verbose_name_plural = _("seed entries")

    def __str__(self) -> str:
        return self.key
