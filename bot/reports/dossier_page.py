"""Everything that is kept on a person, as one page that any browser opens without a network."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.i18n import _, spoken, when
from bot.roles import role_name
from models.dossier import Dossier

TEMPLATE = Path(__file__).with_name("dossier.html")


@dataclass(frozen=True)
class Table:
    """One section: its title, the heads of its columns (none where rows name themselves), its rows."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def dossier_page(dossier: Dossier, zone: str, further: Iterable[Table] = ()) -> bytes:
    """The page as UTF-8, in the language being spoken, with times local to `zone` (IANA); `further` sections come last."""
    from jinja2 import Environment  # noqa: PLC0415  loaded when somebody asks

    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        TEMPLATE.read_text(encoding="utf-8")
    )
    return page.render(
        language=spoken(),
        title=_("What is kept about {name}").format(name=dossier.name),
        note=_(
            "Staff and telephone numbers are kept in full and shown in part, so that this page is safe to carry. "
            "Messages are kept for a while only, and what is gone is not listed."
        ),
        tables=[table for table in (*_tables(dossier, zone), *further) if table.rows],
    ).encode()


def _tables(dossier: Dossier, zone: str) -> Iterator[Table]:
    yield Table(
        _("You"),
        (),
        [
            row
            for row in (
                (_("Name"), dossier.name),
                ("NIP", dossier.nip),
                (_("Telephone"), dossier.phone),
                (_("Language"), dossier.language),
                (_("Time zone"), dossier.zone),
                (_("Known since"), when(dossier.known_since, zone)),
            )
            if row[1]
        ],
    )
    yield Table(
        _("Where you belong"),
        (_("Batch"), _("Role"), _("Position"), _("Echelon"), _("Agency"), _("Programme")),
        [
            (p.batch, role_name(p.role), p.position, p.echelon, p.agency, f"{p.programme}, {p.organisation}")
            for p in dossier.places
        ],
    )
    yield Table(
        _("Chats"),
        (_("Channel"), _("Number"), _("Language"), _("Since")),
        [(c.channel, str(c.address), c.language, when(c.opened_at, zone)) for c in dossier.chats],
    )
    yield Table(
        _("Your consent"),
        (_("Version of the text"), _("Language"), _("Given"), _("Withdrawn")),
        [
            (c.text_version, c.language, when(c.given_at, zone), _maybe(c.withdrawn_at, zone))
            for c in dossier.consents
        ],
    )
    yield Table(
        _("Invitations"),
        (_("Made"), _("Used"), _("Taken back")),
        [
            (when(i.created_at, zone), _maybe(i.used_at, zone), _maybe(i.revoked_at, zone))
            for i in dossier.invitations
        ],
    )
    yield Table(
        _("Requests to be erased"),
        (_("Asked"), _("Withdrawn"), _("Carried out")),
        [
            (when(e.requested_at, zone), _maybe(e.withdrawn_at, zone), _maybe(e.done_at, zone))
            for e in dossier.erasures
        ],
    )
    for filling in dossier.fillings:
        sent = _("sent") if filling.complete else _("ended by the clock")
        yield Table(
            f"{filling.title} · {sent}, {when(filling.ended_at, zone)}",
            (_("Question"), _("Answer"), _("Time")),
            [(a.question, a.answer, _maybe(a.at, zone)) for a in filling.answers],
        )
    yield Table(
        _("Answers in conversations"),
        (_("Conversation"), _("Question"), _("Answer"), _("Time")),
        [(s.conversation, s.question, s.answer, when(s.at, zone)) for s in dossier.said],
    )
    yield Table(
        _("Messages"),
        (_("Time"), _("From"), _("Words")),
        [
            (when(line.at, zone), "Penggerak" if line.ours else dossier.name, line.words)
            for line in dossier.lines
        ],
    )
    yield Table(
        _("Reminders"),
        (_("Due"), _("About"), _("What became of it")),
        [(when(n.due_at, zone), n.script, str(n.state)) for n in dossier.nudges],
    )


def _maybe(instant: datetime | None, zone: str) -> str:
    return when(instant, zone) if instant else "–"
