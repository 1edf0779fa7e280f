"""What colours and signs mean, and how people are called where there is little room."""

from collections.abc import Sequence

from bot.i18n import _
from bot.lights import light_name
from models.checkins.status import Light
from models.digests.digest import Row
from models.digests.record import Cell, Mark

LIGHTS = (Light.RED, Light.AMBER, Light.GREEN, Light.GREY)
"""The worst first."""
SIGNS = {Mark.MISSED: "×", Mark.LEAVE: "–"}


def sign_of(cell: Cell) -> str:
    """What stands in a week, so that nobody has to tell colours apart."""
    critical = cell.light is Light.RED and cell.mark is Mark.REPORTED
    return "!" if critical else SIGNS.get(cell.mark, "")


def explained(rows: Sequence[Row]) -> Sequence[tuple[Cell, str]]:
    """Of each colour and sign that is there, an example and what it means."""
    cells = {cell for row in rows for cell in row.cells}
    lights = {cell.light for cell in cells if cell.mark in {Mark.REPORTED, Mark.MISSED}}
    marks = {cell.mark for cell in cells}
    signs = {
        Mark.MISSED: (Cell(Mark.MISSED, Light.GREY), _("not reported")),
        Mark.LEAVE: (Cell(Mark.LEAVE, None), _("on leave")),
        Mark.WAITING: (Cell(Mark.WAITING, None), _("may still come")),
    }
    return [
        *((Cell(Mark.REPORTED, light), light_name(light)) for light in LIGHTS if light in lights),
        *(told for mark, told in signs.items() if mark in marks),
    ]


def short_name(name: str, longest: int) -> str:
    """A name without the titles behind it, or as much of its beginning as fits."""
    bare = name.partition(",")[0].strip() or name
    return bare if len(bare) <= longest else f"{bare[: longest - 1].rstrip()}…"
