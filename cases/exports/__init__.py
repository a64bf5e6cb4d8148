"""Exports: many rows taken along in one file, on record with purpose, number and second person."""
