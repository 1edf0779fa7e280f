"""Weekly reports: that one is asked for, and that some are missing."""
