"""Reads of the strategy wing."""
