"""Programmes that ran before, in the city."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from models.past_programmes.past_programme import PastProgramme
from tests.models.conftest import City

RanBefore = Callable[..., PastProgramme]


@pytest.fixture
def ran_before(city: City) -> RanBefore:
    """`ran_before(name, field=..., agency_id=...)`: a programme of the first batch."""

    def _ran_before(name: str, **known: object) -> PastProgramme:
        city.session.add(PastProgramme(batch_id=city.batch.id or 0, name=name, added_at=city.now, **known))  # type: ignore[arg-type]
        city.session.flush()
        return city.session.exec(select(PastProgramme).where(PastProgramme.name == name)).one()

    return _ran_before
