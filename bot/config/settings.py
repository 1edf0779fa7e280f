"""Everything that can be set, as one frozen value."""

from pydantic import model_validator

from bot.config.sections import (
    CheckIns,
    Database,
    Digests,
    Limits,
    Logging,
    Meetings,
    People,
    Privacy,
    QuickWins,
    Reports,
    Reviews,
    Section,
    Telegram,
    Time,
    Web,
)


class Settings(Section):
    """Everything that can be set. Built directly it looks at neither file nor environment."""

    telegram: Telegram = Telegram()
    web: Web = Web()
    database: Database = Database()
    limits: Limits = Limits()
    people: People = People()
    privacy: Privacy = Privacy()
    quickwins: QuickWins = QuickWins()
    reviews: Reviews = Reviews()
    checkins: CheckIns = CheckIns()
    meetings: Meetings = Meetings()
    reports: Reports = Reports()
    digest: Digests = Digests()
    time: Time = Time()
    logging: Logging = Logging()

    @model_validator(mode="after")
    def _digest_in_working_time(self) -> "Settings":
        hours, at = self.time, self.digest.at
        if self.digest.weekday == "never":
            return self
        prays = self.digest.weekday == "friday" and hours.prayer_from <= at < hours.prayer_until
        if not hours.working_from <= at < hours.working_until or prays:
            raise ValueError(
                "digest.at should be within working hours (time.working_from to time.working_until) "
                "and not during the Friday prayer"
            )
        return self
