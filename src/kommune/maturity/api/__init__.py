"""The wing of place and people for machines."""
