"""How the week of a batch went: numbers, a picture, whom to call and why; the obstacles and all of it on paper by one tap each."""

from collections.abc import Sequence
from dataclasses import replace

from bot.calls import call_text
from bot.i18n import _, ngettext
from bot.lights import SIGNS
from bot.markup import bold
from bot.questions import one_of
from bot.talk import Talk
from handlers.checkins.wording import obstacle_label
from handlers.digests.wording import numbers_text, obstacle_text
from handlers.quickwins.wording import shortened
from models.digests.digest import Digest
from models.digests.opening import About, Opened

OBSTACLES, PAPER, BACK, CLOSE = "obstacles", "paper", "back", "close"
PERSON, OBSTACLE = "person:", "obstacle:"
PICTURE, PDF = "digest_picture", "digest_pdf"
MOST_OBSTACLES = 7  # in a message; the paper has all of them
LONGEST_NAME = 28  # characters


async def digest(talk: Talk, facts: Opened | None) -> None:
    """Say how it went and let somebody or something be opened; the subject is an `About`."""
    if facts is None:
        return
    if facts.digest is None:
        talk.say(_("No week has been reported yet. I tell you how it went as soon as one has."))
        return
    about = replace(About.read(talk.subject), batch_id=facts.digest.house.batch_id, week=facts.digest.week)
    if about.part == OBSTACLES:
        await obstacles(talk, facts, facts.digest, about)
        return
    talk.say(numbers_text(facts.digest))
    talk.order(PICTURE, about.subject)
    chosen = await talk.ask("what", whom_to_call(facts.digest), one_of(choices(facts, facts.digest)))
    if chosen.startswith(PERSON):
        talk.then("batch_member", chosen.removeprefix(PERSON))
    elif chosen == OBSTACLES:
        talk.then("digest", replace(about, part=OBSTACLES).subject)
    elif chosen == PAPER:
        talk.order(PDF, about.subject)
        talk.say(_("I am writing it; it comes in a moment."))


def whom_to_call(facts: Digest) -> str:
    """Those who should be called, each with the reasons."""
    if not facts.calls:
        return _("Nobody has to be called: all is well. 🎉")
    shown = len(facts.calls)
    heading = ngettext("A call would help {n} person:", "A call would help {n} people:", shown).format(
        n=shown
    )
    lines = [
        f"{n}. {SIGNS[one.light]} {bold(shortened(one.member.name, LONGEST_NAME))}"
        f"{'' if one.reachable else ' 📵'}: {call_text(one)}"
        for n, one in enumerate(facts.calls, 1)
    ]
    more = facts.to_call - shown
    if more:
        lines.append(ngettext("… and {n} more", "… and {n} more", more).format(n=more))
    return "\n".join([heading, *lines])


def choices(facts: Opened, told: Digest) -> Sequence[tuple[str, str]]:
    """Those who should be called, where they are on the reader's desk, and what else there is."""
    people = [
        (f"{PERSON}{one.member.member_id}", shortened(one.member.name, LONGEST_NAME)) for one in told.calls
    ]
    blocked = [(OBSTACLES, _("🧱 Obstacles, the oldest first"))] if told.obstacles else []
    return [
        *(people if facts.at_desk else []), *blocked, (PAPER, _("📄 All of it as PDF")), (CLOSE, _("Nothing now")),
    ]  # fmt: skip


async def obstacles(talk: Talk, facts: Opened, told: Digest, about: About) -> None:
    """The obstacles by age, each with whose it is; where they are on the reader's desk, each can be opened."""
    shown = told.obstacles[:MOST_OBSTACLES]
    count = len(told.obstacles)
    heading = ngettext("{n} obstacle is open.", "{n} obstacles are open, the oldest first.", count).format(
        n=count
    )
    lines = [obstacle_text(one) for one in shown]
    if more := count - len(shown):
        lines.append(ngettext("… and {n} more", "… and {n} more", more).format(n=more))
    options = [(f"{OBSTACLE}{one.id}", f"🧱 {obstacle_label(one.what, one.days)}") for one in shown]
    chosen = await talk.ask(
        "which",
        "\n".join([heading, "", *lines]),
        one_of([*(options if facts.at_desk else []), (BACK, _("‹ The week")), (CLOSE, _("Nothing now"))]),
    )
    if chosen == BACK:
        talk.then("digest", replace(about, part="").subject)
    elif chosen.startswith(OBSTACLE):
        talk.then("blocker", chosen.removeprefix(OBSTACLE))
