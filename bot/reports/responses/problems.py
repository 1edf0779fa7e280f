"""Why responses could not be exported."""

from pathlib import Path


class UnknownEnding(ValueError):
    """The file's name does not say in which format it is wanted. Permanent for that name."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file}: the name should end in .xlsx or .csv")


class NothingAnswered(LookupError):
    """Nobody has answered the instrument. Passing: somebody may."""

    def __init__(self, code: str) -> None:
        super().__init__(f"nobody has answered {code} yet; there is nothing to export")


class CannotWrite(RuntimeError):
    """The file cannot be written where it was asked for. Permanent until that is mended."""

    def __init__(self, file: Path, reason: OSError) -> None:
        super().__init__(f"{file} cannot be written: {reason.strerror or reason}")


class TooLarge(ValueError):
    """A sheet holds fewer rows or columns than there are. Permanent; CSV has no such limit."""

    def __init__(self, file: Path, count: int, what: str, limit: int) -> None:
        super().__init__(
            f"{file}: there are {count} {what} and a sheet holds {limit}; "
            f"write {file.with_suffix('.csv').name} instead"
        )
