"""What the bot says in other languages than its source's, and what keeps that complete."""
