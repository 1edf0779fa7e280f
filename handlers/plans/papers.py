"""A plan as a picture or a file: what is asked for is made beside the talk, and comes by itself."""

from bot.i18n import _
from bot.questions import one_of
from bot.talk import Talk
from models.plans.cards import PlanCard

TIMELINE, PDF, WORKBOOK, BACK = "plan_timeline", "plan_pdf", "plan_workbook", "back"


async def plan_papers(talk: Talk, facts: PlanCard | None) -> None:
    """Let the person choose a form, and have the plan drawn or written in it."""
    if facts is None or facts.plan_id is None:
        talk.say(_("There is no plan of yours there. /rencana shows what there is."))
        return
    forms = [
        (TIMELINE, _("📊 A timeline, as a picture")),
        (PDF, _("📄 To print and sign (PDF)")),
        (WORKBOOK, _("📑 As a spreadsheet (XLSX)")),
        (BACK, _("‹ The plan")),
    ]
    wanted = _("In which form would you like the plan of {code}?").format(code=facts.code)
    form = await talk.ask("form", wanted, one_of(forms))
    if form == BACK:
        talk.then("plan", str(facts.id))
        return
    talk.order(form, str(facts.id))
    drawing = _("I am drawing it; it comes in a moment.")
    talk.say(drawing if form == TIMELINE else _("I am writing it; it comes in a moment."))
