"""The invitations of a batch on paper: A4, cards to cut out, each with the code its owner scans."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from bot.i18n import _, known, speaking
from models.invitations import Invited

TEMPLATE = Path(__file__).with_name("invitation_sheet.typ")
CARDS_A_PAGE = 8


@dataclass(frozen=True)
class Card:
    """One invitation in the words of whom it is for; `code` is the link as a QR code, in SVG."""

    language: str
    programme: str
    name: str
    place: str
    how_to: str
    alone: str
    link: str
    code: str


def invitation_sheet(invited: Sequence[Invited], link_to: Callable[[str], str]) -> bytes:
    """A PDF with a card for each of them, eight a page; `link_to` makes a link of a token.

    Names and links go to the typesetter as data, so nothing in them is read as its commands.
    """
    import typst  # noqa: PLC0415  loaded when somebody prints

    cards = [_card(one, link_to(one.token)) for one in invited]
    return typst.compile(TEMPLATE, sys_inputs={"cards": orjson.dumps(cards).decode()})


def _card(invited: Invited, link: str) -> Card:
    with speaking(invited.language):
        return Card(
            language=known(invited.language),
            programme=f"{invited.programme} · {invited.batch}",
            name=invited.name,
            place="\n".join(part for part in (invited.position, invited.agency) if part),
            how_to=_("Scan this code with your phone’s camera, or type the link. Then tap “Start”."),
            alone=_("For you alone: it opens once, on one phone."),
            link=link.removeprefix("https://"),  # nobody has to type that
            code=_code(link),
        )


def _code(link: str) -> str:
    import segno  # noqa: PLC0415

    return str(segno.make(link, error="m", micro=False).svg_inline(border=0))
