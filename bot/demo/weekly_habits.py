"""What residents do by themselves week after week: they report, not all of them at once, and say whether they come to meetings.

The facilitator who decides verifies stages that are reported as done.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.demo.doings import Doing, buttons_of, without_sign
from bot.demo.seen import Habit, Seen
from bot.i18n import N_, _

FIGURE = re.compile(r"\d+")
ASKED = N_(
    "How did your quick win get on this week? Two minutes are enough. Your report is taken until {time}."
)
TAPS: Mapping[str, str] = {
    N_("Is there anything to show from this week?"): N_("Skip"),
    N_("I have that. Send more, or skip."): N_("Skip"),
    N_("Who could help?"): N_("Skip"),
    N_("That was the last question. Shall I hand it in?"): N_("Send"),
    N_("One sentence: what do you take along, or what was missing?"): N_("Skip"),
}
"""What is tapped whenever this is asked."""
WRITES: Mapping[str, str] = {
    N_("What happened with it? One sentence will do."): "happened",
    N_(
        "You have no approved plan yet, so a few words will do. What happened with your quick win?"
    ): "happened",
    N_("All your stages are done. What happened this week?"): "happened",
    N_("You have no quick win yet, and that is fine. What did you do for change this week?"): "happened",
    N_("Well done! What shows that it is done?"): "shows",
    N_("Good! What solved it? Others may learn from it."): "solved",
    N_("For example: The data wait for a letter of the agency."): "obstacles",
    N_("Which one thing will you do next week?"): "next",
    N_("A pity. Why can you not come? A few words will do; your facilitator reads them."): "cannot",
}
"""Which of the remarks is written when this is asked."""
SELDOM: Mapping[str, tuple[str, str]] = {
    N_("Does this still stand in your way? “{what}” ({days})"): (N_("✅ It is solved"), N_("It still does")),
    N_("Does anything stand in your way?"): (N_("Yes, there is something"), N_("No, nothing")),
    N_("Does anything else stand in your way?"): (N_("Yes, there is something"), N_("No, nothing")),
    N_("How is it going, as you see it?"): (N_("🟡 Needs attention"), N_("🟢 Going well")),
    N_("It takes about two minutes."): (N_("🔁 Same as last week"), N_("✍️ Report")),
    N_("How much does it help in your work?"): ("4", "5"),
    N_("How clear was it?"): ("5", "4"),
}
"""What one in four taps when this is asked, and what all others do, or whoever has no such button."""


def report_now(seen: Seen) -> Doing | None:
    """Begin the report; some leave it until they are reminded."""
    if seen.says(ASKED) and seen.pick(3, "report") == 0:
        return None
    return seen.offers(N_("Report now"))


def tap_as_usual(seen: Seen) -> Doing | None:
    """Tap what is always tapped."""
    return next((seen.offers(label) for asked, label in TAPS.items() if seen.says(asked)), None)


def write_as_usual(seen: Seen) -> Doing | None:
    """Write one of the remarks that fit."""
    for asked, name in WRITES.items():
        if seen.says(asked):
            words: Sequence[str] = getattr(seen.remarks, name)
            return words[seen.pick(len(words), f"{name} {seen.message.id}")]
    return None


def tap_one_of_two(seen: Seen) -> Doing | None:
    """Tap what one in four taps, or what most do."""
    for asked, (seldom, often) in SELDOM.items():
        if seen.says(asked):
            rare = seen.offers(seldom) if seen.pick(4, f"{asked} {seen.message.id}") == 0 else None
            return rare or seen.offers(often)
    return None


def say_how_far_it_is(seen: Seen) -> Doing | None:
    """A quarter further than it was."""
    if seen.offers(N_("Not started")) is None or seen.offers(N_("✅ Done (100%)")) is None:
        return None
    unchanged = without_sign(_("Unchanged ({n}%)").partition("{")[0])
    labels = (without_sign(button.text) for button in buttons_of(seen.message))
    before = next((FIGURE.search(label) for label in labels if label.startswith(unchanged)), None)
    return str(min(int(before[0]) + 25 if before else 25, 100))


def read_the_indicator(seen: Seen) -> Doing | None:
    """Half of the way, or where it began."""
    way = _("From {baseline} to {target} {unit}.").partition("{")[0]
    if not seen.says(N_("{indicator}: what is it now, in {unit}?")) or way not in seen.message.text:
        return None
    first, *rest = FIGURE.findall(seen.message.text.rpartition(way)[2])
    return str((int(first) + int(rest[0])) // 2) if rest else str(first)


def since_the_day_before(seen: Seen) -> Doing | None:
    """Since when something stands in the way."""
    return f"{seen.message.date - timedelta(days=1):%d-%m-%Y}" if seen.says(N_("Since when?")) else None


def say_whether_one_comes(seen: Seen) -> Doing | None:
    """Most come."""
    if seen.pick(6, f"coming {seen.message.id}") == 0:
        return seen.offers(N_("❌ I cannot come"))
    return seen.offers(N_("✅ I am coming"))


def give_feedback(seen: Seen) -> Doing | None:
    """Answer the first of the three questions about a meeting."""
    return tap_one_of_two(seen) if seen.says(N_("How much does it help in your work?")) else None


def verify_a_stage(seen: Seen) -> Doing | None:
    """Verify what shows that it is done."""
    return seen.offers(N_("✅ Verify it")) if seen.decides else None


WEEKLY: Sequence[Habit] = (
    Habit(report_now, begins=True),
    Habit(say_how_far_it_is),
    Habit(tap_as_usual),
    Habit(since_the_day_before),
    Habit(read_the_indicator),
    Habit(write_as_usual),
    Habit(tap_one_of_two),
    Habit(say_whether_one_comes, begins=True),
    Habit(give_feedback, begins=True),
    Habit(verify_a_stage, begins=True),
)
"""All of them, as in habits.py."""
