"""An assessment: the questions of one instrument, one at a time, looked over and sent.

Opened from the menu, from the list of assessments, or by the nudge that says it has opened.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.i18n import _, ngettext, spoken, when
from bot.markup import bold
from bot.messages import Attachment
from bot.questions import yes_no
from bot.talk import Talk, TimeUp
from handlers.form_questions import FormQuestion
from models.assessments import Assessment, Filled, Standing
from models.instruments.filling import Filling
from models.instruments.occurrences import MOST_TIMES, Another

LONGEST_CAPTION = 600  # characters that are easily read beneath a picture
SECONDS_TO_CHOOSE, SECONDS_TO_WRITE = 10, 25  # on a phone, for the estimate in the introduction


async def assess(talk: Talk, facts: Assessment | None) -> Filled | None:
    """Introduce the instrument, ask its questions, and return what was answered, in time or complete."""
    if facts is None:
        talk.say(_("This assessment is not open to you. /menu shows what is."))
        return None
    if facts.offered.standing is Standing.ANSWERED:
        talk.say(
            _("You have sent your answers to {title} already. Thank you.").format(
                title=bold(facts.offered.title)
            )
        )
        return None
    begun_in_time = talk.opened_at >= facts.offered.opens_at  # the clock may have been put back since
    if facts.offered.standing is Standing.NOT_YET and not begun_in_time:
        opens = when(facts.offered.opens_at, talk.zone)
        talk.say(
            _("{title} opens on {time}. I will write to you then.").format(
                title=bold(facts.offered.title), time=opens
            )
        )
        return None

    if ends := facts.deadline():
        talk.until(ends)
    filling = Filling(
        facts.form,
        spoken(),
        talk.opened_at,
        ZoneInfo(talk.zone),
        seed=f"{facts.offered.window_id}:{facts.offered.member_id}",
    )
    begun = talk.opened_at
    sent: datetime | None = None
    try:
        await talk.pause("begin", partial(introduction, facts, filling, talk.zone), _("Begin"))
        begun = talk.answered_at("begin")
        if ends := facts.deadline(begun):
            talk.until(ends)
        await answer_all(talk, filling, facts.pictures)
        await talk.review(_("That was the last question. Shall I send your answers?"))
        sent = talk.answered_at("review")
        talk.say(
            _("Thank you, {name}! Your answers to {title} have been received.").format(
                name=talk.name, title=bold(facts.offered.title)
            )
        )
    except TimeUp:
        talk.say(time_is_up(facts, answered_in_time(talk, filling)))
    times = {path: talk.answered_at(f"/{path}") for path in answered_in_time(talk, filling)}
    if sent is None and not times:
        return None
    return Filled(
        window_id=facts.offered.window_id,
        member_id=facts.offered.member_id,
        version_id=facts.offered.version_id,
        language=spoken(),
        started_at=begun,
        complete=sent is not None,
        values=filling.values(sent or talk.deadline),
        times=times,
        files={path: file for path in times if isinstance(file := talk.kept[f"/{path}"].value, dict)},
        ended_at=sent or talk.deadline,
    )


async def answer_all(talk: Talk, filling: Filling, pictures: Mapping[str, bytes]) -> None:
    """Ask what is relevant, in order, as the answers make it so; `pictures` are the form's files by name."""
    for found in filling.asking():
        if isinstance(found, Another):
            filling.repeat(found, more=await whether_another(talk, filling, found))
            continue
        asked = FormQuestion(filling, found, talk.zone)
        files = [(caption, Attachment(name, pictures[name])) for name, caption in filling.media(found)]
        if asked.only_shown:
            show(talk, asked.text, files)
            continue
        for caption, file in files:
            talk.say(caption, file)
        answer = await talk.ask(
            f"/{found.path}",
            asked.put,
            asked.kind,
            optional=not asked.required,
            series=asked.series,
            brief=asked.named,
            check=asked.what_is_wrong,
        )
        filling.answer(found, asked.lexical(answer))


def show(talk: Talk, text: str, files: Sequence[tuple[str, Attachment]]) -> None:
    """Show what is not answered; a text that is short enough stands beneath the only file it has."""
    if len(files) == 1 and len(text) <= LONGEST_CAPTION:
        talk.say(text, files[0][1])
        return
    for caption, file in files:
        talk.say(caption, file)
    if text:
        talk.say(text)


async def whether_another(talk: Talk, filling: Filling, another: Another) -> bool:
    """Ask whether what repeats is to be asked about once more; up to so many times."""
    if another.number >= MOST_TIMES:
        return False
    label = filling.label(f"{another.base}[{another.number}]") or _("the same again")
    wording = _("Add another: {label}?").format(label=label)
    kind = yes_no(_("Yes, another"), _("No, go on"))
    return await talk.ask(f"/{another.path}", bold(wording), kind, brief=wording) is True


def answered_in_time(talk: Talk, filling: Filling) -> list[str]:
    """The paths that were asked, answered, and have a value."""
    asked = {question.key for question in talk.asked}
    return [path for path in filling.values() if f"/{path}" in asked]


def introduction(facts: Assessment, filling: Filling, zone: str) -> str:
    """What it is, how long it takes, until when it is open."""
    questions = [
        q for item in filling.relevant_items() if not (q := FormQuestion(filling, item, zone)).only_shown
    ]
    seconds = sum(SECONDS_TO_CHOOSE if q.item.has_choices else SECONDS_TO_WRITE for q in questions)
    count, minutes = len(questions), max(1, round(seconds / 60))
    lines = [
        bold(facts.form.title),
        ngettext("{n} question", "{n} questions", count).format(n=count)
        + ", "
        + ngettext("about {n} minute.", "about {n} minutes.", minutes).format(n=minutes),
    ]
    if facts.offered.minutes:
        lines.append(
            ngettext(
                "You have {n} minute from the moment you tap “Begin”.",
                "You have {n} minutes from the moment you tap “Begin”.",
                facts.offered.minutes,
            ).format(n=facts.offered.minutes)
        )
    else:
        lines.append(_("Every answer is kept at once; you can stop and go on whenever you like."))
    if facts.offered.closes_at:
        lines.append(_("Open until {time}.").format(time=when(facts.offered.closes_at, zone)))
    return "\n".join(lines)


def time_is_up(facts: Assessment, answered: Sequence[str]) -> str:
    """That it is over, and that nothing answered in time (its paths) is lost."""
    if not answered:
        return _("{title} has closed.").format(title=bold(facts.offered.title))
    return _("Time is up for {title}. What you answered in time is kept. Thank you.").format(
        title=bold(facts.offered.title)
    )
