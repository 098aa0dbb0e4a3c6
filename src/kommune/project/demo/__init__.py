"""The invented town Wesselfurt: its tables as a town hall would keep them, and a generator for a large town."""
