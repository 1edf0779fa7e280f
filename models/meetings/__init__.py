"""Meetings: what a batch comes together for, who is invited, who comes, who was there."""
