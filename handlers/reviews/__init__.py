"""Conversations about peer review: sending, judging, what came of it, deciding, and help that was offered."""
