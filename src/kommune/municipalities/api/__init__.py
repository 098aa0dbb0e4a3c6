"""The town and its units for machines."""
