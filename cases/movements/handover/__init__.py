"""Handover: who gave whom into whose hands, where, when, with which papers."""
