"""Working on one quick win together: look at what others do, ask to join them, and agree or not."""

from collections.abc import Sequence

from bot.i18n import _, when
from bot.markup import bold
from bot.questions import one_of, text, yes_no, yes_no_or
from bot.talk import Talk
from handlers.quickwins.wording import SIGNS, in_full, in_short
from models.memberships import Membership
from models.quickwins.join_requests import RequestState
from models.quickwins.joining import Brief, Invitation, JoinAnswer, JoinWish, Requested
from models.quickwins.states import OPEN_TO_MERGING

LONGEST_WORDS = 300  # characters


async def others(talk: Talk, facts: Sequence[Brief]) -> None:
    """Show what others of the programme work on; one of them may be joined. The subject is one's own that goes into it."""
    if not facts:
        talk.say(_("Nobody else has begun a quick win yet."))
        return
    if talk.subject:
        facts = [brief for brief in facts if brief.state in OPEN_TO_MERGING]
    if not facts:
        talk.say(
            _(
                "No other quick win can be merged with yours now: those there are have gone to their reviewers."
            )
        )
        return
    labels = [(str(o.id), f"{SIGNS[o.state]} {in_short(o.code, o.content.problem or '')}") for o in facts]
    chosen = await talk.ask("which", _("What others work on:"), one_of(labels))
    brief = next(one for one in facts if str(one.id) == chosen)
    wants = await talk.ask(
        "join",
        f"{whose(brief)}\n{brief.content.problem}",
        yes_no(_("Work on it with them"), _("Just looking")),
    )
    if wants:
        talk.then("join_quickwin", f"{brief.id}:{talk.subject}")


async def join_quickwin(talk: Talk, facts: Invitation | None) -> JoinWish | None:
    """Ask the owners, with a few words if one likes."""
    if facts is None:
        talk.say(_("That cannot be joined now. /quickwin shows what you have."))
        return None
    if facts.asked_at is not None:
        talk.say(
            _("You asked on {time} already; I will write to you as soon as they answer.").format(
                time=when(facts.asked_at, talk.zone)
            )
        )
        return None
    asked = _("I ask {names} whether you may work on {code} with them.").format(
        names=names_of(facts.target.owners), code=bold(facts.target.code)
    )
    if facts.merging is not None:
        asked += "\n" + _(
            "If they agree, {code} goes into it. What both of you have written is kept."
        ).format(code=bold(facts.merging.code))
    words = await talk.ask(
        "words",
        f"{asked}\n\n" + _("Would you like to say something with it?"),
        text(LONGEST_WORDS),
        optional=True,
    )
    talk.say(_("I have asked. You will hear from me as soon as they answer."))
    return JoinWish(facts.target.id, facts.asking, facts.merging.id if facts.merging else None, words or "")


async def join_requested(talk: Talk, facts: Requested | None) -> JoinAnswer | None:
    """An owner hears who asks and why, and says whether they may; whose wording leads where two become one."""
    if facts is None or facts.state is not RequestState.ASKED:
        if facts is not None and facts.answered_by:
            talk.say(_("{name} has answered that already.").format(name=facts.answered_by))
        return None
    gladly, rather_not = _("Gladly"), _("Rather not")
    reading = [("read", _("Read theirs first"))] if facts.merging else []
    answer = await talk.ask("answer", request_text(facts), yes_no_or(reading, gladly, rather_not))
    if answer == "read" and facts.merging:
        whole = f"{bold(facts.merging.code)}\n{in_full(facts.merging.content, facts.rules)}"
        answer = await talk.ask("after reading", whole, yes_no_or([], gladly, rather_not))
    if answer == "no":
        talk.say(_("I tell {name} kindly.").format(name=facts.asking.name))
        return JoinAnswer(facts.id, accepted=False, member_id=facts.viewer_id)
    theirs_leads = (
        facts.merging is not None and await whose_words(talk, facts.target, facts.merging) == "theirs"
    )
    talk.say(
        _("From now on you and {name} own {code} together.").format(
            code=bold(facts.target.code), name=facts.asking.name
        )
    )
    return JoinAnswer(facts.id, accepted=True, member_id=facts.viewer_id, theirs_leads=theirs_leads)


async def whose_words(talk: Talk, ours: Brief, theirs: Brief) -> str:
    """Ask whose wording stands where both have written something."""
    leads: str = await talk.ask(
        "leads",
        _("Where both of you have written something, whose words shall stand? The others are kept with it."),
        one_of(
            [
                ("ours", _("Ours, {code}").format(code=ours.code)),
                ("theirs", _("Theirs, {code}").format(code=theirs.code)),
            ]
        ),
    )
    return leads


async def join_answered(talk: Talk, facts: Requested | None) -> None:
    """Whoever asked hears what was said."""
    if facts is None:
        return
    if facts.state is RequestState.ACCEPTED:
        talk.say(
            _("{name} says yes: {code} is yours too from now on.").format(
                name=facts.answered_by, code=bold(facts.target.code)
            )
        )
        talk.then("quickwin", str(facts.target.id))
    elif facts.state is RequestState.DECLINED:
        talk.say(
            _("{name} would rather go on with {code} without company for now. Yours stays as it is.").format(
                name=facts.answered_by, code=bold(facts.target.code)
            )
        )


def request_text(facts: Requested) -> str:
    """Who asks, from where, with what of their own, in their words."""
    lines = [
        _("{name} ({agency}) would like to work on {code} with you.").format(
            name=bold(facts.asking.name), agency=facts.asking.agency or "–", code=bold(facts.target.code)
        )
    ]
    if facts.merging is not None:
        lines.append(
            _("Theirs would go into it: {code}, {problem}").format(
                code=bold(facts.merging.code), problem=facts.merging.content.problem
            )
        )
    lines += [f"“{facts.words}”"] if facts.words else []
    return "\n\n".join(lines)


def whose(brief: Brief) -> str:
    """Its code and its owners."""
    return f"{bold(brief.code)} · {names_of(brief.owners)}"


def names_of(owners: Sequence[Membership]) -> str:
    """Their names, each with the agency."""
    return ", ".join(f"{o.name} ({o.agency})" if o.agency else o.name for o in owners)
