"""Pages of the guided hour."""
