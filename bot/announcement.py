"""What a message to many looks like, for those who get it and for whoever writes it."""

from bot.markup import bold


def announcement(author: str, batch: str, text: str) -> str:
    """Who writes to which batch, and the words as they were written."""
    return f"📣 {bold(author)} · {batch}\n\n{text}"
