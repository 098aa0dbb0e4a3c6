"""Pages of the staff front that belong to no single wing."""
