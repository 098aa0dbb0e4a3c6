"""Pages of pulse surveys."""
