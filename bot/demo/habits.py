"""What residents do by themselves when something is asked of them: they see no more than what is on their phones.

Who is asked to review reads it and says what they think, whoever is asked whether somebody may join says yes, whoever
offered help answers what is written about it, and one facilitator approves plans, sends thin ones back and lets quick
wins through that ask for it. What they report and which meetings they come to is in weekly_habits.py.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.demo.doings import Doing, buttons_of
from bot.demo.remarks import Remarks
from bot.demo.seen import Habit, Seen, is_in
from bot.demo.weekly_habits import WEEKLY
from bot.i18n import N_, _, speaking
from bot.phone.messages import Message
from bot.phone.people import Person

RATINGS = ((4, 4, 4, 4, 3, 4), (5, 4, 4, 4, 4, 3), (4, 5, 3, 4, 4, 4), (5, 4, 4, 3, 4, 4), (4, 4, 5, 4, 4, 3))
"""How a reviewer rates the six criteria, one row a review."""
ASKED_TO_APPROVE = N_("{names} ask you to approve the plan of {code}: {problem}")
WHAT_IS_MISSING = N_("What should be different in the plan of {code}? Its owners read what you write.")


@dataclass(frozen=True)
class Wish:
    """What somebody would begin with, and the message that asks for it."""

    doing: Doing
    message: Message


def read_it(seen: Seen) -> Doing | None:
    """Open what is to be reviewed."""
    return seen.offers(N_("Read it"))


def open_the_first(seen: Seen) -> Doing | None:
    """Of several things that are asked at once, begin with the first."""
    return seen.offers(N_("Open {n}")) if seen.says(N_("{n} things wait for you:")) else None


def judge_it(seen: Seen) -> Doing | None:
    """Begin the review."""
    return seen.offers(N_("Yes, begin"))


def rate(seen: Seen) -> Doing | None:
    """Rate the criterion that is asked about."""
    labels = [button.text for button in buttons_of(seen.message)]
    place = re.search(r"\b([1-6])\D{1,8}6\b", seen.message.text)
    if labels[:5] != ["1", "2", "3", "4", "5"] or place is None:
        return None
    return {"tap": str(RATINGS[seen.pick(len(RATINGS))][int(place[1]) - 1])}


def say_what_would_be_better(seen: Seen) -> Doing | None:
    """Write what would make it better."""
    better = seen.remarks.better
    return better[seen.pick(len(better))] if seen.says(N_("What would make it better?")) else None


def say_what_was_seen(seen: Seen) -> Doing | None:
    """Skip what was seen in the field."""
    return seen.offers(N_("Skip")) if seen.says(N_("Have you seen something of it in the field?")) else None


def offer_help(seen: Seen) -> Doing | None:
    """Offer some help now and then: tick one kind, then go on."""
    if not seen.says(N_("Is there something that you can help with?")):
        return None
    done = seen.offers(N_("Done ({count})"))
    kinds = [b.text for b in buttons_of(seen.message)]
    if done is not None or seen.pick(2, "help") == 0:
        return done or seen.offers(N_("None of these"))
    return {"tap": kinds[0]}


def say_how_it_helps(seen: Seen) -> Doing | None:
    """Write what the help is."""
    words = seen.remarks.help
    asked = seen.says(N_("That is kind of you. In a few words: what, and how do they get it?"))
    return words[seen.pick(len(words))] if asked else None


def hand_it_in(seen: Seen) -> Doing | None:
    """Send the review."""
    return seen.offers(N_("Send")) if seen.says(N_("Thank you! Shall I hand it in like this?")) else None


def let_them_join(seen: Seen) -> Doing | None:
    """Say yes to whoever would like to join."""
    return seen.offers(N_("Gladly"))


def keep_own_words(seen: Seen) -> Doing | None:
    """Let one's own wording stand where two become one."""
    return seen.offers(N_("Ours, {code}"))


def answer_about_help(seen: Seen) -> Doing | None:
    """Reply to what is written about help that one offered, where that is the last word."""
    mine = seen.message.text.rstrip().rpartition("\n")[2].startswith(seen.person.name)
    owner = seen.offers(N_("Accept it gladly")) or seen.offers(N_("Done"))
    return None if mine or owner else seen.offers(N_("Reply"))


def write_about_help(seen: Seen) -> Doing | None:
    """Write that reply."""
    replies = seen.remarks.replies
    return replies[seen.pick(len(replies))] if seen.says(N_("What shall I tell {name}?")) else None


def decide_on_a_plan(seen: Seen) -> Doing | None:
    """Approve a plan that has more than one stage, or that was sent back before; else send it back."""
    approve = seen.offers(N_("Approve")) if seen.decides else None
    code = re.search(r"QW-\d+", seen.message.text)
    if approve is None or code is None:
        return approve
    said = [m.text for m in seen.person.messages if m.from_bot]
    shown = [n for n, text in enumerate(said) if code[0] in text and is_in(text, ASKED_TO_APPROVE)]
    plan = "\n".join(said[shown[-1] :] if shown else said)
    has_stages = re.search(re.escape(_("Stage {n}: {name}").format(n=2, name="")), plan)
    returned = any(code[0] in text and is_in(text, WHAT_IS_MISSING) for text in said)
    return approve if has_stages or returned else seen.offers(N_("Send it back with remarks"))


def say_what_is_missing(seen: Seen) -> Doing | None:
    """Write the remarks with which a plan is sent back."""
    returns = seen.remarks.returns
    return returns[seen.pick(len(returns))] if seen.decides and seen.says(WHAT_IS_MISSING) else None


def look_at_what_is_held(seen: Seen) -> Doing | None:
    """Open a quick win whose owners ask to have it reviewed though its figures say no."""
    asks = N_("{names} would like {code} to be reviewed although it is no quick win by its figures. May it?")
    return seen.offers(N_("Open {code}")) if seen.decides and seen.says(asks) else None


def let_it_through(seen: Seen) -> Doing | None:
    """Let it through."""
    return seen.offers(N_("Let it through")) if seen.decides else None


def say_why_it_may(seen: Seen) -> Doing | None:
    """Write why."""
    reasons = seen.remarks.lets_through
    asked = seen.decides and seen.says(N_("Why may {code} go to its reviewers all the same?"))
    return reasons[seen.pick(len(reasons))] if asked else None


def carry_it_out(seen: Seen) -> Doing | None:
    """Confirm what one has decided."""
    return (
        seen.offers(N_("Send")) if seen.says(N_("Shall I carry it out? It cannot be taken back.")) else None
    )


HABITS: Sequence[Habit] = (
    Habit(open_the_first, begins=True),
    Habit(read_it, begins=True),
    Habit(judge_it),
    Habit(rate),
    Habit(say_what_would_be_better),
    Habit(say_what_was_seen),
    Habit(offer_help),
    Habit(say_how_it_helps),
    Habit(hand_it_in),
    Habit(let_them_join, begins=True),
    Habit(keep_own_words),
    Habit(answer_about_help, begins=True),
    Habit(write_about_help),
    Habit(decide_on_a_plan, begins=True),
    Habit(say_what_is_missing),
    Habit(look_at_what_is_held, begins=True),
    Habit(let_it_through),
    Habit(say_why_it_may),
    Habit(carry_it_out),
    *WEEKLY,
)
"""All of them; the first that has something to do is followed."""


def go_on(person: Person, remarks: Remarks, *, decides: bool) -> Doing | None:
    """What somebody does next about what they are at; None where that is done."""
    asking = next((message for message in reversed(person.messages) if message.from_bot), None)
    if asking is None or not asking.buttons:
        return None
    return _first(Seen(person, asking, remarks, decides), begins=False)


def begin(person: Person, remarks: Remarks, *, decides: bool, leaving: Collection[int] = ()) -> Wish | None:
    """What somebody would begin with: the newest that is asked of them, but for the messages they are `leaving`."""
    for message in reversed(person.messages):
        if message.from_bot and message.buttons and message.id not in leaving:
            doing = _first(Seen(person, message, remarks, decides), begins=True)
            if doing is not None:
                return Wish(doing, message)
    return None


def _first(seen: Seen, *, begins: bool) -> Doing | None:
    with speaking(seen.person.account.language_code):
        doings = (habit.does(seen) for habit in HABITS if habit.begins is begins)
        return next((doing for doing in doings if doing is not None), None)


def is_pressing(person: Person, message: Message) -> bool:
    """Whether what a message asks of somebody has been asked before, and is due."""
    with speaking(person.account.language_code):
        seen = Seen(person, message, Remarks(), decides=False)
        return any(seen.says(reminder) for reminder in REMINDERS)


REMINDERS = (
    N_("Your review of {code} is still missing. Please answer by {time}; after that I ask somebody else."),
    N_(
        "Your review of {code} was due, and there is nobody else who may judge it. Could you do it by {time}?"
    ),
)
"""In which a reviewer is asked again."""
