"""Action plans in the form of a rencana aksi, to be signed: A4 landscape, a table of stages, a block for each signature."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson

from bot.errands.errand_kind import Made, Undoable
from bot.i18n import N_, _, long_day, ngettext, number, rupiah, short_day, spoken, when
from bot.reports.plans.breaking import breakable
from bot.reports.plans.wording import horizon_text, standing_lines, state_text
from models.plans.papers import Paper
from models.plans.stages import Stage
from models.plans.states import BEING_WRITTEN, PlanState

TEMPLATE = Path(__file__).with_name("plan.typ")
HEADINGS = (
    N_("No."),
    N_("Stage of work"),
    N_("Key output"),
    N_("Volume and unit"),
    N_("Start – end"),
    N_("Person in charge"),
    N_("Partners"),
    N_("Budget and source"),
    N_("Means of verification"),
    N_("Risk and answer"),
)
DOTS = "." * 44


def make_plan_pdf(paper: Paper | None) -> Made:
    """The document, as it is sent into the chat. Raises Undoable where the plan is not theirs."""
    if paper is None:
        raise Undoable(_("There is no plan of yours there. /rencana shows what there is."))
    text = _("The plan of {code} to print and sign, as of {time}").format(
        code=paper.code, time=when(paper.now, paper.zone)
    )
    return Made(text, _("plan-{code}.pdf").format(code=paper.code), plans_pdf([paper]))


def plans_pdf(papers: Sequence[Paper]) -> bytes:
    """The plans (one at least) as one PDF in the language being spoken, each from a page of its own with its own page numbers.

    What people wrote goes to the typesetter as data, so nothing in it is read as its commands.
    """
    import typst  # noqa: PLC0415  loaded when somebody prints

    sheets = [_sheet(paper) for paper in papers]
    return typst.compile(TEMPLATE, sys_inputs={"plans": orjson.dumps(sheets).decode()})


def _sheet(paper: Paper) -> Mapping[str, Any]:
    content = paper.content
    return {
        "id": f"end-{paper.code}",
        "language": spoken(),
        "title": _("Action plan {code}").format(code=paper.code),
        "organisation": paper.organisation,
        "state": state_text(paper.state),
        "draft": paper.state in BEING_WRITTEN,
        "approved": paper.state is PlanState.APPROVED,
        "mark": _("Draft"),
        "standing": standing_lines(paper),
        "left": _whose(paper),
        "right": _what_for(paper),
        "headings": [_(heading) for heading in HEADINGS],
        "stages": [_cells(n, stage) for n, stage in enumerate(content.stages, 1)],
        "none": _("No stage has been written yet."),
        "total": [_("Budget in all"), rupiah(content.budget)],
        "summary": _summary(paper),
        "place": f"{'.' * 30}, {'.' * 40}",
        "signatures": _signatures(paper),
        "footer": " · ".join(
            (paper.code, paper.batch, *_version(paper), state_text(paper.state), when(paper.now, paper.zone))
        ),
        "page": _("Page {n} of {count}"),
    }


def _summary(paper: Paper) -> str:
    """What is signed, in one sentence: on a page of signatures alone it says what they are for."""
    content = paper.content
    count = len(content.stages)
    if not count:
        return ""
    stages = ngettext("{n} stage", "{n} stages", count).format(n=number(count))
    return _("Action plan {code} has {stages}; its budget is {amount} in all.").format(
        code=paper.code, stages=stages, amount=rupiah(content.budget)
    )


def _whose(paper: Paper) -> Sequence[tuple[str, str]]:
    owners = [f"{owner.name} ({owner.agency})" if owner.agency else owner.name for owner in paper.owners]
    content = paper.content
    begins, ends = content.starts_on, content.ends_on
    return [
        (_("Programme"), paper.programme),
        (_("Batch"), paper.batch),
        (_("Change agents"), "\n".join(owners) or "–"),
        (_("Priority field"), paper.field or "–"),
        (_("City goal"), paper.goal or "–"),
        (_("Horizon"), horizon_text(content.horizon)),
        (_("Carried out"), f"{long_day(begins)} – {long_day(ends)}" if begins and ends else "–"),
    ]


def _what_for(paper: Paper) -> Sequence[tuple[str, str]]:
    quickwin = paper.quickwin
    unit = quickwin.unit or ""
    return [
        (_("Problem"), quickwin.problem or "–"),
        (_("Idea"), quickwin.idea or "–"),
        (_("Aim"), quickwin.aim or "–"),
        (_("Indicator"), quickwin.indicator or "–"),
        (_("Baseline"), _figure(quickwin.baseline, unit)),
        (_("Target"), _figure(quickwin.target, unit)),
    ]


def _figure(value: str | None, unit: str) -> str:
    return f"{number(Decimal(value))} {unit}".strip() if value else "–"


def _cells(place: int, stage: Stage) -> Sequence[str]:
    cells = (
        str(place),
        stage.name,
        stage.output,
        _figure(stage.volume, stage.unit or ""),
        _time(stage),
        stage.in_charge,
        stage.partners,
        _budget(stage),
        stage.verification,
        "\n".join(part for part in (stage.risk, stage.answer and f"→ {stage.answer}") if part),
    )
    return [breakable(cell) if cell else "–" for cell in cells]


def _time(stage: Stage) -> str:
    days = [day for day in (stage.starts_on, stage.ends_on) if day]
    return " –\n".join(map(short_day, dict.fromkeys(days)))


def _budget(stage: Stage) -> str:
    if stage.budget is None:
        return ""
    return "\n".join(
        part for part in (rupiah(stage.budget) if stage.budget else _("none"), stage.budget_source) if part
    )


def _signatures(paper: Paper) -> Sequence[Mapping[str, str]]:
    approval = paper.approval
    decides = approval.who if approval else paper.facilitators[0] if len(paper.facilitators) == 1 else ""
    blocks = [(_("Change agent, owner"), owner.name) for owner in paper.owners] or [
        (_("Change agent, owner"), "")
    ]
    blocks += [(_("Direct superior"), ""), (_("Facilitator"), decides)]
    return [{"role": role, "name": name, "dots": DOTS, "number": f"NIP {DOTS}"} for role, name in blocks]


def _version(paper: Paper) -> Sequence[str]:
    return [_("Version {n}").format(n=paper.version)] if paper.version else []
