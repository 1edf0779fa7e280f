"""The form that every system asks: likert items and texts in turn. Nothing here knows any of the systems."""

COUNT = 10
SCALE = ("Tidak setuju", "Netral", "Setuju")
"""The labels of a likert item; the answer stored is the position, from "1"."""


def wording(n: int) -> str:
    """What question `n` asks."""
    return f"Pertanyaan {n}?"


def is_likert(n: int) -> bool:
    """Whether question `n` is answered with a button."""
    return n % 2 == 1
