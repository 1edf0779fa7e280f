"""Judging past programmes one after another; each judgement is kept at once, so that one may stop at any time."""

from bot.i18n import _, ngettext
from bot.markup import bold, italic
from bot.questions import one_of, text
from bot.talk import Talk
from handlers.past_programmes.look_back import group_name
from handlers.past_programmes.wording import VERDICTS, from_where, verdict_label
from models.past_programmes.looking_back import ONE, Judged, LookingBack, Remembered, Verdicts
from models.past_programmes.past_programme import Verdict

SHORTEST_REASON, LONGEST_REASON = 10, 300  # characters


async def judge(talk: Talk, facts: LookingBack | None) -> Verdicts | None:
    """Ask of each programme what should become of it and why, leaving out what was judged in another talk."""
    if facts is None or not facts.judges:
        talk.say(_("Past programmes are judged by the agents of a batch. /lookback shows what they think."))
        return None
    programmes = facts.of(talk.subject)
    again = talk.subject.startswith(ONE)
    given: dict[int, Judged] = {}
    for place, programme in enumerate(programmes, 1):
        verdict_key, reason_key = f"verdict.{programme.id}", f"reason.{programme.id}"
        if programme.judged and not again and not talk.has(verdict_key):
            continue  # judged in another talk
        far = _("{n} of {count}").format(n=place, count=len(programmes))
        where = "" if again else f"{group_name(facts, talk.subject)} · {far}"
        verdict = Verdict(
            await talk.ask(
                verdict_key,
                shown(programme, where),
                one_of((each.value, verdict_label(each)) for each in Verdict),
                brief=programme.name,
            )
        )
        reason = await talk.ask(reason_key, why(verdict, facts), text(LONGEST_REASON), check=says_why)
        given[programme.id] = Judged(verdict, reason, talk.answered_at(reason_key))
        talk.jot(Verdicts(facts.viewer.member_id, dict(given)))
    talk.say(ending(facts, len(given), again=again) if given else _("You have judged all of these already."))
    talk.then("lookback")
    return Verdicts(facts.viewer.member_id, given) if given else None


def shown(programme: Remembered, where: str) -> str:
    """A programme as it is put before somebody, with what they said of it before."""
    of_whom = from_where(programme.agency, programme.year)
    lines = [bold(programme.name), *([of_whom] if of_whom else [])]
    parts = ["\n".join(lines), programme.about]
    if programme.judged:
        parts.append(
            _("So far: {verdict}, “{reason}”").format(
                verdict=verdict_label(programme.judged.verdict), reason=programme.judged.reason
            )
        )
    parts.append(_("What should become of it?"))
    return "\n\n".join(part for part in (italic(where) if where else "", *parts) if part)


def why(verdict: Verdict, facts: LookingBack) -> str:
    """The question for the reason, and who reads it with what."""
    asked = bold(_("{verdict}: why?").format(verdict=_(VERDICTS[verdict])))
    if facts.viewer.agency:
        read = _(
            "One sentence will do. The batch reads it as coming from {agency}, without your name."
        ).format(agency=facts.viewer.agency)
    else:
        read = _("One sentence will do. The batch reads it without your name.")
    return f"{asked}\n\n{read}"


def says_why(reason: str) -> str | None:
    """What is wrong with a reason, in words."""
    if len(reason) < SHORTEST_REASON:
        return _("What have you seen that makes you think so? A few words more, please.")
    return None


def ending(facts: LookingBack, given: int, *, again: bool) -> str:
    """That it is kept."""
    if again:
        return _("Changed. Thank you, {name}.").format(name=facts.viewer.name)
    return ngettext(
        "Thank you, {name}: {n} judgement is kept.", "Thank you, {name}: {n} judgements are kept.", given
    ).format(name=facts.viewer.name, n=given)
