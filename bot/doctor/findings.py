"""What an examination comes to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is well, or that is not and how to mend it; one line."""

    about: str
    well: bool
    says: str
    mend: str = ""

    def __str__(self) -> str:
        advice = f"; {self.mend}" if self.mend else ""
        return f"{'✓' if self.well else '✗'} {self.about}: {' '.join(self.says.split())}{advice}"
