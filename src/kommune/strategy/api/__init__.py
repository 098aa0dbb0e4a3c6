"""Strategies, goals, measures, status reports and figures for machines."""
