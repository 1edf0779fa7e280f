"""A city that does not exist, with its first batch: what the demo opens."""
