"""Pages of the own account and of the first one."""
