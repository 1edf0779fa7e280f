"""What is kept on oneself (/dataku): a summary, and everything in a file."""

from bot.i18n import _, ngettext, when
from bot.markup import bold
from bot.messages import Attachment
from bot.reports.dossier_page import dossier_page
from bot.roles import role_name
from bot.talk import Talk
from handlers.availability.own_data import times_table
from handlers.broadcasts.own_data import tables as tables_of_broadcasts
from handlers.checkins.own_data import tables as tables_of_reports
from handlers.meetings.own_data import tables as tables_of_meetings
from handlers.past_programmes.own_data import judged
from handlers.plans.own_data import tables as tables_of_plans
from handlers.quickwins.own_data import decided, tables
from handlers.reviews.own_data import tables as tables_of_reviews
from models.dossier import Dossier
from models.quickwins.rules import Rules


async def my_data(talk: Talk, facts: Dossier | None, *, rules: Rules = Rules()) -> None:  # noqa: B008  frozen
    """Say the gist and hand over the file."""
    if facts is None:
        talk.say(_("I keep nothing about you."))
        return
    further = (
        *tables(facts.quickwins, rules),
        *tables_of_reviews(facts.reviewing, talk.zone),
        *tables_of_plans(facts.planning, talk.zone),
        times_table(facts.times),
        *tables_of_reports(facts.reporting, talk.zone),
        *tables_of_meetings(facts.meetings, talk.zone),
        *tables_of_broadcasts(facts.broadcasts, talk.zone),
        decided(facts.decisions, talk.zone),
        judged(facts.judgements, talk.zone),
    )
    page = dossier_page(facts, talk.zone, further)
    talk.say(summary(facts, talk.zone), Attachment(_("my-data.html"), page))


def summary(dossier: Dossier, zone: str) -> str:
    """Who they are to us, what they agreed to, and how much there is."""
    lines = [bold(dossier.name)]
    if dossier.nip:
        lines.append(_("NIP: {nip}").format(nip=dossier.nip))
    if dossier.phone:
        lines.append(_("Phone: {phone}").format(phone=dossier.phone))
    lines += [f"{place.batch}: {role_name(place.role)}" for place in dossier.places]
    lines += [
        _("Agreed on {time}").format(time=when(consent.given_at, zone))
        for consent in dossier.consents
        if consent.withdrawn_at is None
    ]
    count = dossier.answers
    lines.append(ngettext("{n} answer", "{n} answers", count).format(n=count))
    ending = _(
        "The file has everything; it opens in any browser. Is something wrong? Your facilitator corrects it. "
        "/erase asks for all of it to be erased."
    )
    return "\n".join(lines) + f"\n\n{ending}"
