"""Quick wins in the city."""

from collections.abc import Callable

import pytest

from models.people import Person
from models.quickwins.content import Content
from models.quickwins.quickwin import QuickWin, begin, move, write
from models.quickwins.states import QuickWinState
from tests.models.conftest import City

QUEUES = Content(
    problem="Warga menunggu sampai tiga jam di loket Dukcapil untuk mengurus KTP",
    source="both",
    frequency="daily",
    gains="Warga yang mengurus KTP",
    goal="modern",
    field="infrastruktur",
    idea="Pendaftaran lewat WhatsApp dengan jam kedatangan",
    aim="Paling lambat 31 Januari Kasi Pelayanan menurunkan waktu tunggu dari 180 menjadi 45 menit",
    first_sign="Ruang tunggu tidak penuh lagi",
    impact=5,
    effort=2,
    days=30,
    within_authority=True,
    within_budget=True,
    indicator="Waktu tunggu",
    unit="menit",
    baseline="180",
    target="45",
)
Written = Callable[[Person, Content], QuickWin]


@pytest.fixture
def written(city: City) -> Written:
    """`written(person, content)`: a quick win of theirs, ready where nothing is missing, else a draft."""

    def _written(person: Person, content: Content = QUEUES) -> QuickWin:
        member = city.member(person)
        begun_as = f"new:{city.now:%H%M%S}:{content.problem}"
        row = begin(city.session, member.batch_id, member.id or 0, begun_as, content, city.now)
        if content.is_complete:
            write(city.session, row, content, member.id or 0, city.now)
            city.session.flush()
            move(city.session, row, QuickWinState.READY, city.now)
        city.session.flush()
        return row

    return _written
