"""The weekly report: that it is asked for, what it says, what stands in the way, and thanking one another."""
