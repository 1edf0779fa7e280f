"""The weekly report: two minutes, stage by stage, or one tap where nothing has changed or nothing was done."""

from collections.abc import Sequence

from bot.i18n import _, ngettext
from bot.markup import bold
from bot.messages import SentFile
from bot.questions import one_of, text
from bot.talk import Talk
from handlers.checkins.parts import (
    LONGEST_WORDS,
    ask_blocker,
    ask_evidence,
    ask_outlook,
    ask_reading,
    ask_solved,
    ask_stage,
    wants_evidence,
)
from handlers.checkins.wording import BECAUSE, report_text, week_text
from handlers.quickwins.wording import in_short
from models.checkins.checkin import Judgement, Manner, NothingBecause
from models.checkins.reporting import EvidenceGiven, Report, StageSaid, named_by
from models.checkins.stage_reports import DONE_PERCENT
from models.checkins.week_reports import WeekReport

REPORT, SAME, NOTHING, ELSE = "report", "same", "nothing", "else"


async def checkin(talk: Talk, facts: WeekReport | None) -> Report | None:
    """Report one week, or change what was reported; the subject is the day that names it, or "" for the oldest open one."""
    if facts is None:
        if talk.subject:
            talk.say(_("That week is closed, or not open yet. What was reported stays as it is."))
        talk.then("checkins")
        return None
    how = await talk.ask("how", opening(facts), one_of(ways(facts)))
    match how:
        case "same" if facts.may_be_same:
            report = same_as_last(facts)
        case "nothing":
            report = await nothing(talk, facts)
        case "else":
            talk.then("checkins", ELSE)
            return None
        case _:
            report = await in_full(talk, facts)
    thank(talk, facts, report)
    return report


def opening(facts: WeekReport) -> str:
    """Which week it is, what was said last, and whether there are others."""
    weeks = facts.standing.weeks
    parts = [bold(week_text(weeks.number(facts.week), len(weeks.all), facts.week))]
    if facts.given:
        parts.append(_("You have reported this week. You can change it until it closes."))
    if shown := facts.given or facts.last:
        parts.append(_("Your last report: {report}").format(report=report_text(shown)))
    if others := len(facts.others):
        parts.append(
            ngettext(
                "{n} more week is open; it comes right after this one.",
                "{n} more weeks are open; they come right after this one.",
                others,
            ).format(n=others)
        )
    parts.append(_("It takes about two minutes."))
    return "\n\n".join(parts)


def ways(facts: WeekReport) -> Sequence[tuple[str, str]]:
    """How the week can be reported."""
    found = [(REPORT, _("✍️ Report") if not facts.given else _("✍️ Change it"))]
    if facts.may_be_same:
        found.append((SAME, _("🔁 Same as last week")))
    return [*found, (NOTHING, _("➖ Nothing this week, because …")), (ELSE, _("Something else …"))]


def same_as_last(facts: WeekReport) -> Report:
    """Everything as it was said last."""
    last, member = facts.last, facts.viewer.member_id
    said = [(stage, stage.before(facts.week, member)) for stage in facts.stages]
    quiet = last is not None and last.manner == Manner.NOTHING
    return Report(
        member,
        facts.viewer.batch_id,
        facts.week,
        Manner.NOTHING if quiet else Manner.SAME,
        NothingBecause(last.because) if quiet and last and last.because else None,
        words=last.words if last else "",
        judgement=Judgement(last.judgement) if last and last.judgement else None,
        next_thing=last.next_thing if last else "",
        stages=()
        if quiet
        else tuple(StageSaid(stage.step_id, s.percent, s.what, stage.name) for stage, s in said if s),
    )


async def nothing(talk: Talk, facts: WeekReport) -> Report:
    """Why nothing was done; what was said of the stages stays."""
    because = await talk.ask(
        "because",
        _("That happens. What came in between?"),
        one_of((code, _(label)) for code, label in BECAUSE.items()),
    )
    words = ""
    if because == NothingBecause.OTHER:
        words = await talk.ask("because.words", bold(_("What was it?")), text(LONGEST_WORDS))
    last = facts.last
    return Report(
        facts.viewer.member_id,
        facts.viewer.batch_id,
        facts.week,
        Manner.NOTHING,
        NothingBecause(because),
        words,
        next_thing=last.next_thing if last else "",
    )


async def in_full(talk: Talk, facts: WeekReport) -> Report:
    """Ask about everything that is open, and look it over."""
    stages: list[StageSaid] = []
    evidence: tuple[EvidenceGiven, ...] = ()
    open_stages, was_asked = facts.stages, False
    for place, stage in enumerate(open_stages, 1):
        where = _("{n} of {count}").format(n=place, count=len(open_stages))
        said = await ask_stage(talk, facts, stage, where)
        stages.append(said)
        if wants_evidence(facts, said, stage):
            wording = _("Well done! What shows that it is done?")
            evidence += await ask_evidence(talk, facts, f"stage.{stage.step_id}", stage.step_id, wording)
            was_asked = True
    words = "" if open_stages else await in_words(talk, facts)
    readings = {i.quickwin_id: await ask_reading(talk, i) for i in facts.indicators}
    if not was_asked:
        evidence = await ask_evidence(
            talk, facts, "week", None, _("Is there anything to show from this week?")
        )
    solved = await ask_solved(talk, facts)
    told = await ask_blocker(talk, facts)
    judgement, thing = await ask_outlook(talk, facts)
    await talk.review(_("That was the last question. Shall I hand it in?"))
    for piece in evidence:
        if piece.given.file:
            talk.order("evidence_file", named_by(talk.opened_at, piece.question), sent(piece))
    return Report(
        facts.viewer.member_id,
        facts.viewer.batch_id,
        facts.week,
        Manner.REPORTED,
        words=words,
        judgement=judgement,
        next_thing=thing,
        stages=tuple(stages),
        readings=readings,
        evidence=evidence,
        told=told,
        solved=solved,
    )


def sent(piece: EvidenceGiven) -> SentFile:
    """The file of a piece of evidence, as the channel gave it."""
    file = piece.given.file or {}
    size = file.get("size")
    return SentFile(
        str(file.get("file_id", "")),
        str(file.get("name", "")),
        str(file.get("media_type", "")),
        size if isinstance(size, int) else 0,
    )


async def in_words(talk: Talk, facts: WeekReport) -> str:
    """What happened, where there is no stage to report on."""
    those = facts.standing.quickwins
    if facts.standing.stages:
        wording = _("All your stages are done. What happened this week?")
    elif those:
        names = "\n".join(f"• {in_short(q.code, q.problem or '', 60)}" for q in those)
        wording = _(
            "You have no approved plan yet, so a few words will do. What happened with your quick win?"
        )
        wording = f"{wording}\n{names}"
    else:
        wording = _("You have no quick win yet, and that is fine. What did you do for change this week?")
    words: str = await talk.ask(
        "words",
        wording,
        text(LONGEST_WORDS, earlier=facts.last.words if facts.last and not facts.last.because else ""),
        brief=_("What happened"),
    )
    return words


def thank(talk: Talk, facts: WeekReport, report: Report) -> None:
    """Thank them with the one fact that shows it was read, and go on with what is still open."""
    talk.say(_("Thank you, {name}. {fact}").format(name=talk.name, fact=fact(facts, report)))
    unproven = [
        stage.number
        for stage, said in zip(facts.stages, report.stages, strict=False)
        if wants_evidence(facts, said, stage) and said.step_id not in {p.step_id for p in report.evidence}
    ]
    if unproven:
        talk.say(
            _(
                "Stage {n} counts as done once something shows it; you can still send it under /report."
            ).format(n=unproven[0])
        )
    if report.told:
        talk.say(
            _("Your obstacle is on the list: colleagues can answer it, and I keep an eye on it. /obstacles")
        )
    if following := facts.others:
        talk.then("checkin", following[0].isoformat())


def fact(facts: WeekReport, report: Report) -> str:
    """The one thing of the report that is worth saying again."""
    if report.manner is Manner.NOTHING:
        return _("It is noted. A quiet week is part of it; the next one comes.")
    if report.solved:
        return _("An obstacle less: well solved.")
    stages = facts.standing.stages
    if not stages:
        return _("Next: {thing}").format(thing=report.next_thing)
    proven = {piece.step_id for piece in report.evidence}
    now_done = {
        s.step_id
        for s in report.stages
        if s.percent >= DONE_PERCENT and (s.step_id in proven or facts.has_evidence(s.step_id))
    }
    said = {s.step_id for s in report.stages}
    done = sum(stage.step_id in now_done or (stage.closed and stage.step_id not in said) for stage in stages)
    return _("{done} of {count} stages are done.").format(done=done, count=len(stages))
