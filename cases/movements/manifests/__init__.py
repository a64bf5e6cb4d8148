"""Manifests on paper: what the frozen version says, in the form of whoever gets it."""
