"""Movements in words: the list, one journey, one frozen list."""
