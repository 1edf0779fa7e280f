"""What a talk is about, read from its subject."""

LONGEST = 9  # digits that every database takes for a number


def number_in(subject: str) -> int:
    """The number that a subject begins with, before any colon; 0 where there is none."""
    first = subject.partition(":")[0]
    return int(first) if first.isascii() and first.isdecimal() and len(first) <= LONGEST else 0
