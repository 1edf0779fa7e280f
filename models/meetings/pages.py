"""Where the bot's pages about meetings are on the web, for whoever is told an address."""

from dataclasses import dataclass

from models.meetings.codes import screen_key

CALENDAR = "/calendar/{secret}.ics"
SCREEN = "/attendance/{key}"


@dataclass(frozen=True)
class Pages:
    """The public address under which they are, "" where there are none."""

    public_url: str = ""

    @property
    def are_served(self) -> bool:
        """Whether there are any."""
        return bool(self.public_url)

    def calendar(self, secret: str) -> str:
        """The link to which a calendar subscribes."""
        return self.public_url.rstrip("/") + CALENDAR.format(secret=secret)

    def screen(self, secret: str, meeting_id: int) -> str:
        """The page with a meeting's QR code; `secret` is the meeting's."""
        return self.public_url.rstrip("/") + SCREEN.format(key=screen_key(secret, meeting_id))


NO_PAGES = Pages()
