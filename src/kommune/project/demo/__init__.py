"""The invented town Wesselfurt: its tables as a town hall keeps them, and a generator for a large town."""
