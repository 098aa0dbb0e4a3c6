"""The one command line: `kommune`, for those who run an installation and those who only analyse a list."""
