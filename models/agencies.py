"""The agencies of a programme under the names that people write, however they are spaced or capitalised."""

from collections.abc import Iterable

from sqlmodel import Session, select

from models.programmes import Agency


class Agencies:
    """Those of one programme; new ones are added when they are first named."""

    def __init__(self, session: Session, programme_id: int) -> None:
        self.session = session
        self.programme_id = programme_id
        self.new: list[str] = []
        there = session.exec(select(Agency).where(Agency.programme_id == programme_id))
        self._by_name = {_alike(agency.name): agency for agency in there}

    def add(self, names: Iterable[str]) -> None:
        """Add those that are not there yet."""
        for name in names:
            if _alike(name) not in self._by_name:
                agency = Agency(programme_id=self.programme_id, name=name)
                self._by_name[_alike(name)] = agency
                self.session.add(agency)
                self.new.append(name)
        self.session.flush()

    def id_of(self, name: str) -> int | None:
        """The agency of that name; None for "". Raises KeyError where it was not added."""
        return self._by_name[_alike(name)].id if name else None


def _alike(name: str) -> str:
    return " ".join(name.split()).casefold()
