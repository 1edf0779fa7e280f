"""When somebody may be written to: quiet hours, working hours, pauses, leave, days off."""
