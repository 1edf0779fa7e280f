"""What a weekly report asks: each stage, the indicator, what shows it, what stands in the way, how it goes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.errands.evidence_file import file_fault_text
from bot.i18n import _, short_day
from bot.i18n import number as in_figures
from bot.markup import bold, italic
from bot.questions import day, number, one_of, percent, proof, text, yes_no
from bot.talk import Talk
from handlers.checkins.wording import JUDGEMENTS, days_text, said_text, stage_title
from models.checkins.checkin import Judgement
from models.checkins.evidence import FileFault, fault_of, safe_name
from models.checkins.reporting import EvidenceGiven, StageSaid, Told
from models.checkins.stage_reports import DONE_PERCENT, ClosingState
from models.checkins.stages_seen import SeenStage
from models.checkins.week_reports import Indicator, WeekReport
from models.days.leaning import Lean
from models.quickwins.evidence import EvidenceKind, Given

LONGEST_WORDS, LONGEST_THING = 400, 250  # characters
MOST_PIECES = 10  # of evidence a stage: as many as an album has
SAME = "same"


async def ask_stage(talk: Talk, facts: WeekReport, stage: SeenStage, place: str) -> StageSaid:
    """How far a stage is, and what happened; one tap where nothing has changed."""
    before = stage.before(facts.week, facts.viewer.member_id)
    lines = [italic(place), bold(stage_title(stage)), _("Until {day}.").format(day=short_day(stage.ends_on))]
    if before:
        lines.append(_("Last: {said}").format(said=said_text(before, facts.viewer.member_id)))
    if stage.closing is ClosingState.RETURNED:
        lines.append(_("↩️ Sent back by the facilitator: {remark}").format(remark=stage.remark))
    same = [(SAME, _("Unchanged ({n}%)").format(n=before.percent))] if before else []
    key = f"stage.{stage.step_id}"
    far = await talk.ask(f"{key}.percent", "\n".join(lines), percent(same), brief=stage.name)
    if far == SAME and before:
        return StageSaid(stage.step_id, before.percent, before.what, stage.name)
    what = await talk.ask(
        f"{key}.what",
        bold(_("What happened with it? One sentence will do.")),
        text(LONGEST_WORDS, earlier=before.what if before else ""),
        optional=True,
        brief=_("What happened"),
    )
    return StageSaid(stage.step_id, int(far), what or "", stage.name)


async def ask_evidence(
    talk: Talk, facts: WeekReport, key: str, step_id: int | None, wording: str
) -> tuple[EvidenceGiven, ...]:
    """What shows it, piece by piece; photos may come as an album."""
    how = _("Send photos (also several at once), a file, a voice message, a link or a location, or write it.")
    most = facts.standing.monitoring.most_bytes

    def takes(answer: Mapping[str, Any]) -> str | None:
        file = answer.get("file")
        if not file or not file["size"]:
            return None  # it is looked at once it is here
        fault: FileFault | None = fault_of(file["size"], file["media_type"], most)
        return file_fault_text(fault, safe_name(file["name"]), most) if fault else None

    pieces: list[EvidenceGiven] = []
    for n in range(1, MOST_PIECES + 1):
        asked = (
            f"{bold(wording)}\n\n{how}" if n == 1 else _("I have that. Send more, or skip when that is all.")
        )
        question = f"{key}.evidence.{n}"
        answer = await talk.ask(question, asked, proof(), optional=True, brief=_("Evidence"), check=takes)
        if answer is None:
            break
        given = Given(
            EvidenceKind(answer["kind"]),
            answer["text"],
            answer.get("latitude"),
            answer.get("longitude"),
            answer.get("file"),
        )
        pieces.append(EvidenceGiven(question, step_id, given))
    return tuple(pieces)


def wants_evidence(facts: WeekReport, said: StageSaid, stage: SeenStage) -> bool:
    """Whether a stage is said to be done and nothing shows it yet."""
    returned = stage.closing is ClosingState.RETURNED
    return said.percent >= DONE_PERCENT and (returned or not facts.has_evidence(said.step_id))


async def ask_reading(talk: Talk, indicator: Indicator) -> str:
    """What the indicator stands at."""
    way = _("From {baseline} to {target} {unit}.").format(
        baseline=in_figures(Decimal(indicator.baseline)),
        target=in_figures(Decimal(indicator.target)),
        unit=indicator.unit,
    )
    last = (
        _("Last time: {value}.").format(value=in_figures(Decimal(indicator.last))) if indicator.last else ""
    )
    asked = bold(
        _("{indicator}: what is it now, in {unit}?").format(indicator=indicator.name, unit=indicator.unit)
    )
    value = await talk.ask(
        f"indicator.{indicator.quickwin_id}",
        "\n\n".join(line for line in (asked, " ".join(part for part in (way, last) if part)) if line),
        number(indicator.unit),
        brief=indicator.name,
    )
    return format(value, "f")


async def ask_solved(talk: Talk, facts: WeekReport) -> dict[int, str]:
    """What became of the obstacles that are open; what solved them, by their id."""
    solved: dict[int, str] = {}
    for blocker in facts.standing.blockers:
        asked = _("Does this still stand in your way? “{what}” ({days})").format(
            what=blocker.what, days=days_text((facts.standing.today - blocker.since).days)
        )
        still = await talk.ask(
            f"blocker.{blocker.id}",
            asked,
            yes_no(_("It still does"), _("✅ It is solved")),
            brief=blocker.what,
        )
        if not still:
            solved[blocker.id or 0] = await talk.ask(
                f"blocker.{blocker.id}.solved",
                bold(_("Good! What solved it? Others may learn from it.")),
                text(LONGEST_WORDS),
                brief=_("Solved by"),
            )
    return solved


async def ask_blocker(talk: Talk, facts: WeekReport) -> Told | None:
    """What else stands in the way, since when, and who could help."""
    wording = (
        _("Does anything else stand in your way?")
        if facts.standing.blockers
        else _("Does anything stand in your way?")
    )
    there = await talk.ask(
        "blocker", bold(wording), yes_no(_("Yes, there is something"), _("No, nothing")), brief=_("Obstacle")
    )
    if not there:
        return None
    what = await talk.ask(
        "blocker.what",
        bold(_("What is it?"))
        + "\n\n"
        + _(
            "For example: The data wait for a letter of the agency. Everybody in your batch sees it, so that they can help."
        ),
        text(LONGEST_WORDS),
        brief=_("What stands in the way"),
    )
    since = await talk.ask(
        "blocker.since",
        bold(_("Since when?")),
        day(talk.zone, Lean.BEHIND),
        brief=_("Since"),
        check=lambda on: (
            None
            if on <= talk.today
            else _("That day is still to come. Since when does it stand in your way?")
        ),
    )
    helper = await talk.ask(
        "blocker.helper",
        bold(_("Who could help?")) + "\n\n" + _("A name, an office, or skip it."),
        text(LONGEST_THING),
        optional=True,
        brief=_("Who could help"),
    )
    return Told(what, since, helper or "")


async def ask_outlook(talk: Talk, facts: WeekReport) -> tuple[Judgement, str]:
    """How the person judges the week themselves, and the one thing for next week."""
    last = facts.given or facts.last
    meant = (
        _("Last time you meant to: {thing}").format(thing=last.next_thing) if last and last.next_thing else ""
    )
    judgement = await talk.ask(
        "judgement",
        "\n\n".join(part for part in (meant, bold(_("How is it going, as you see it?"))) if part),
        one_of((code, _(label)) for code, label in JUDGEMENTS.items()),
        brief=_("As you see it"),
    )
    thing = await talk.ask(
        "next",
        bold(_("Which one thing will you do next week?")),
        text(LONGEST_THING, earlier=last.next_thing if last else ""),
        brief=_("Next week"),
    )
    return Judgement(judgement), thing
