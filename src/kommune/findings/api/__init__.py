"""Findings for machines."""
