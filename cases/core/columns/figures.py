"""Columns of snapshots of figures."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

FIGURES: dict[str, Sentence] = {
    "cells": _("numbers in which it counts"),
    "snapshot": _("snapshot"),
    "snapshot.by_last_instants": _("a day counted by its end"),
    "snapshot.digest": _("digest"),
    "snapshot.is_whole": _("of whole days"),
    "snapshot.frozen_at": _("cases listed at"),
    "snapshot.known_at": _("as known at"),
    "snapshot.number": _("number"),
    "snapshot.purpose": _("what it is for"),
    "snapshot.definitions": _("definitions"),
    "snapshot.taken_at": _("taken at"),
    "snapshot.taken_by": _("taken by"),
    "snapshotvalue.count": _("number"),
    "snapshotvalue.dimension": _("told apart by"),
    "snapshotvalue.figure": _("figure"),
    "snapshotvalue.is_open": _("for every mission"),
    "snapshotvalue.key": _("which part"),
}
