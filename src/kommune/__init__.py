"""Kommune Digital: how a municipality carries out its digital change."""
