"""A failure told in one line, where it is one that an operator can do something about."""

from sqlalchemy.exc import OperationalError, ProgrammingError

_OURS = ("bot", "handlers", "models")


def sentence(error: BaseException) -> str | None:
    """What to tell about `error`; None where it is a fault of the programme's own.

    The errors that the project declares carry a text written for whoever reads it here.
    """
    if type(error).__module__.partition(".")[0] in _OURS:
        return " ".join((str(error) or type(error).__doc__ or type(error).__name__).split())
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
    if isinstance(error, OperationalError | ProgrammingError):
        return f"the database refused: {' '.join(str(error.orig).split())}; see: penggerak doctor"
    return None
