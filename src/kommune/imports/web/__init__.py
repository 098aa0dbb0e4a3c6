"""Pages of an import, each step with an address of its own."""
