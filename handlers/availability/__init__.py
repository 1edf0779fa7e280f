"""When somebody may be written to: their leave, quiet hours, zone and pauses."""
