"""SearchKeys: by what a person is found."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.citizens.models.citizen import Citizen


class SearchKeys(models.Model):
    """Digests of everything by which one person is found: syllables, sounds, dates, numbers.

    Written by triggers and read by one function of the database alone (`citizens/search`); the
    application role has no right to the table.
    """

    citizen = models.OneToOneField(
        Citizen, models.PROTECT, primary_key=True, related_name="+", db_index=False
    )
    keys = SearchVectorField()

    class Meta:
        verbose_name = _("search keys")
        verbose_name_plural = _("search keys")
        indexes = (GinIndex(fields=["keys"], name="searchkeys_keys", fastupdate=False),)

    def __str__(self) -> str:
        return str(self.citizen_id)
