"""Welfare checks, what they found, and who was home before."""

from cases.casework.follow_up.models.check import WelfareCheck, WelfareCheckQuerySet
from cases.casework.follow_up.models.earlier import EarlierReturn
from cases.casework.follow_up.models.finding import WelfareFinding

__all__ = ["EarlierReturn", "WelfareCheck", "WelfareCheckQuerySet", "WelfareFinding"]
