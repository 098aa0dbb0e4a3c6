"""Reads of self-assessments."""
