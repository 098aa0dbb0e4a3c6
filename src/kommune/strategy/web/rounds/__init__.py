"""Pages of rating rounds of several people."""
