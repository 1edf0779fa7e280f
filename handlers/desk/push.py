"""A gentle push: what is next for somebody, with the button that leads there; nothing where nothing is theirs to do."""

from bot.i18n import N_, _, ngettext
from bot.markup import bold
from bot.questions import one_of
from bot.talk import Begin, Talk
from models.desk.pushes import Pushing
from models.desk.standing import NextStep, Owned, Standing

GO, LATER = "go", "later"
NEWS = {
    NextStep.REVIEW: N_(
        "A colleague’s quick win waits for what you think of it. It takes about ten minutes."
    ),
    NextStep.BEGIN: N_(
        "Your colleagues have begun their quick wins. To begin yours, one sentence about a problem will do."
    ),
    NextStep.WRITE: N_("{code} is waiting for you: {problem}"),
    NextStep.IMPROVE: N_(
        "{code} is written; its figures say that it is no quick win yet. I show you what would make it one."
    ),
    NextStep.SEND: N_("{code} is ready. The next step: send it to your peers, who test it."),
    NextStep.REVISE: N_(
        "Your peers have said what would make {code} better. A few changes, and it can go back to them."
    ),
    NextStep.PLAN: N_("{code} is validated, well done. The next step: who does what by when."),
    NextStep.FINISH_PLAN: N_("The plan of {code} is begun and waits for its last stages."),
    NextStep.MEND_PLAN: N_(
        "The plan of {code} came back with remarks. Once they are dealt with, it can be sent again."
    ),
}
LABELS = {
    NextStep.REVIEW: N_("Review it now"),
    NextStep.BEGIN: N_("Begin now"),
    NextStep.WRITE: N_("Go on writing"),
}


async def push(talk: Talk, facts: Pushing | None) -> None:
    """Say what is next, and go there when that suits."""
    step = facts.standing.next_step if facts else None
    if facts is None or step is None:
        return
    go = _(LABELS[step]) if step in LABELS else _("Open {code}").format(code=_code(facts.standing))
    choice = await talk.ask(
        "now",
        "\n\n".join([greeting(facts), news(facts.standing, step)]),
        one_of([(GO, go), (LATER, _("Later"))]),
    )
    if choice == GO:
        where = leads_to(facts.standing, step)
        talk.then(where.script, where.subject)
    else:
        talk.say(_("All right. You will find it under /menu."))


def greeting(facts: Pushing) -> str:
    """From whom it comes, and that they help."""
    if not facts.sender:
        return _("A friendly reminder.")
    return _("{sender} says hello, and is there if something stands in your way.").format(
        sender=bold(facts.sender)
    )


def news(standing: Standing, step: NextStep) -> str:
    """What is next."""
    owned = standing.furthest
    words = _(NEWS[step]).format(code=_code(standing), problem=owned.problem if owned else "")
    if step is not NextStep.WRITE or owned is None or not owned.missing:
        return words
    left = ngettext("{n} question is left.", "{n} questions are left.", owned.missing).format(n=owned.missing)
    return f"{words}\n\n{left}"


def leads_to(standing: Standing, step: NextStep) -> Begin:
    """The conversation in which the next step is taken."""
    owned = standing.furthest
    match step:
        case NextStep.REVIEW:
            return Begin("reviews")
        case NextStep.WRITE if owned:
            return Begin("quickwin_draft", owned.draft)
        case NextStep.PLAN | NextStep.FINISH_PLAN | NextStep.MEND_PLAN if owned:
            return Begin("plan", str(owned.id))
        case _ if owned:
            return Begin("quickwin", str(owned.id))
    return Begin("quickwins")


def _code(standing: Standing) -> str:
    owned: Owned | None = standing.furthest
    return owned.code if owned else ""
