"""Weekly reports: when they are asked for, what they say, and what that comes to."""
