"""Writing to many at once: what, to whom, how far it has come, who got it."""
