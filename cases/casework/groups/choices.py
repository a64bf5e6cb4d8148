"""Closed sets of travel groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupKind(models.TextChoices):
    """What holds people together on the way."""

    FAMILY = "family", _("Family")
    TOGETHER = "together", _("People who travel together")


class MemberRole(models.TextChoices):
    """What somebody is in the group."""

    GUARDIAN = "guardian", _("Responsible for a minor")
    CHILD = "child", _("Child in somebody’s care")
    SPOUSE = "spouse", _("Husband or wife")
    PARENT = "parent", _("Parent")
    SIBLING = "sibling", _("Brother or sister")
    RELATIVE = "relative", _("Another relative")
    COMPANION = "companion", _("Travels along")
