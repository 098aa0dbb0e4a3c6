"""PostgreSQL with the town announced to the server, so that row-level security holds."""
