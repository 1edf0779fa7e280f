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

CALLS, OBSTACLES = "calls", "obstacles"
"""Parts of it that are shown alone: whom to call, and the obstacles by age."""
PAPER, BACK, CLOSE = "paper", "back", "close"
DIGEST = "digest"  # this conversation
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
    if about.part != CALLS:
        talk.say(numbers_text(facts.digest))
        talk.order(PICTURE, about.subject)
    back = replace(about, part=CALLS).subject
    chosen = await talk.ask("what", whom_to_call(facts.digest), one_of(choices(facts, facts.digest)))
    if chosen.startswith(PERSON):
        talk.then("batch_member", f"{chosen.removeprefix(PERSON)}:{DIGEST}:{back}")
    elif chosen == OBSTACLES:
        talk.then(DIGEST, replace(about, part=OBSTACLES).subject)
    elif chosen == PAPER:
        talk.order(PDF, replace(about, part="").subject)
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
    total = len(told.obstacles)
    heading = ngettext("{n} obstacle is open.", "{n} obstacles are open, the oldest first.", total).format(
        n=total
    )
    lines = [obstacle_text(one) for one in shown]
    if more := total - len(shown):
        lines.append(ngettext("… and {n} more", "… and {n} more", more).format(n=more))
    options = [(f"{OBSTACLE}{one.id}", f"🧱 {obstacle_label(one.what, one.days)}") for one in shown]
    chosen = await talk.ask(
        "which",
        "\n".join([heading, "", *lines]),
        one_of([*(options if facts.at_desk else []), (BACK, _("‹ The week")), (CLOSE, _("Nothing now"))]),
    )
    if chosen == BACK:
        talk.then(DIGEST, replace(about, part=CALLS).subject)
    elif chosen.startswith(OBSTACLE):
        talk.then("blocker", chosen.removeprefix(OBSTACLE))
