"""What a facilitator writes to many at once: to whom it goes, how far it has come, who got it."""
