"""The weekly report, what stands in the way, closed stages, and thanking one another."""
