"""Flags, assessments, decisions and fitness of the person of a case."""

from cases.casework.protection.models.assessment import Assessment
from cases.casework.protection.models.decision import ProtectionDecision
from cases.casework.protection.models.fitness import FitnessFinding, TravelFitness
from cases.casework.protection.models.vulnerability import Vulnerability

__all__ = ["Assessment", "FitnessFinding", "ProtectionDecision", "TravelFitness", "Vulnerability"]
