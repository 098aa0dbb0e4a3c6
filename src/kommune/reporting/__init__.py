"""Papers for committee and council, and the papers that must exist before day one."""
