"""The towns' own pages and the middleware that finds the town of a request."""
