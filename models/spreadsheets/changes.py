"""What an import does to what is there: nothing is taken away, and what did not change is left alone."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Changed:
    """Something that was there, and the columns (as the file heads them) in which it changed."""

    name: str
    columns: tuple[str, ...]


@dataclass
class Changes:
    """What an import does, or would do: everything by its name."""

    added: list[str] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)  # in the batch and not in the file; they stay
    new_agencies: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether the batch is as the file says already."""
        return not (self.added or self.changed)
