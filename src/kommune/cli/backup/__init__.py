"""One file that holds a whole installation, and the way back, into either kind of database."""
