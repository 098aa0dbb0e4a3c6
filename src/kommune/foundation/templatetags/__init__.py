"""Template tags of the look: `{% load foundation %}` brings all of them."""
