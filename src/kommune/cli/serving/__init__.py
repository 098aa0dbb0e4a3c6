"""Getting an installation ready and keeping its processes running."""
