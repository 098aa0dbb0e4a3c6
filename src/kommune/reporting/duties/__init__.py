"""The papers that must exist before day one, written from the real settings of an installation."""
