"""Tests of files on cases."""
