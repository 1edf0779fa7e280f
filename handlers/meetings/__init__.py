"""The conversations about meetings: the agenda, who comes, who is there, and what one thinks of it afterwards."""
