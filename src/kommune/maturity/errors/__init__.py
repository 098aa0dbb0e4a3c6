"""Rules of the wing that can fail, one module per area."""
