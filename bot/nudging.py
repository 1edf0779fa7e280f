"""What is due is said: nudges become talks and messages, and never break into a talk under way."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from sqlmodel import Session

from bot.batch import Batch
from bot.gathering import say_together
from bot.performing import Performer, ScriptFailed
from bot.scene import Scene
from bot.talk import Begin
from models.addresses import addresses_of
from models.availability.holding import held_until
from models.availability.quiet_hours import QuietHours
from models.nudges import DueNudge, NudgeState, claim_due, give_up, settle
from models.outbound import Priority

UNDER_WAY = timedelta(minutes=15)  # a talk touched so recently is not interrupted
PUT_OFF = timedelta(minutes=5)


def give_due(session: Session, batch: Batch, quiet: QuietHours, at_most: int) -> int:
    """Say what is due in the batch's scenes and mark it; how many nudges were looked at.

    What falls on a time at which somebody may not be written to waits for its end.
    """
    due = claim_due(session, batch.now, at_most)
    unheld, expired, timely = list[int](), list[int](), list[DueNudge]()
    for nudge in due:
        if nudge.script not in batch.repertoire.by_name:  # no longer held
            unheld.append(nudge.id)
        elif nudge.expires_at is not None and nudge.expires_at <= batch.now:
            expired.append(nudge.id)
        else:
            timely.append(nudge)
    given: list[int] = []
    put_off = dict(held_until(session, timely, batch.now, quiet, batch.repertoire.working))
    sayable = [nudge for nudge in timely if nudge.id not in put_off]
    homes = addresses_of(session, {nudge.person_id for nudge in sayable})
    batch.load(homes.values())
    for nudge in sayable:
        if home := homes.get(nudge.person_id):
            batch.expect(nudge.script, batch.scenes[home].asker(nudge.subject, batch.now))
    for person_id, nudges in _by_person(sayable).items():
        home = homes.get(person_id)
        said = _give(batch, batch.scenes[home], nudges) if home else []
        given += [nudge.id for nudge in said]
        put_off |= {nudge.id: batch.now + PUT_OFF for nudge in nudges if nudge not in said}
    give_up(session, unheld, NudgeState.DROPPED)
    give_up(session, expired, NudgeState.EXPIRED)
    settle(session, given, put_off, batch.now)
    return len(due)


def _by_person(nudges: Iterable[DueNudge]) -> Mapping[int, Sequence[DueNudge]]:
    grouped: dict[int, list[DueNudge]] = {}
    for nudge in nudges:
        grouped.setdefault(nudge.person_id, []).append(nudge)
    return grouped


def _give(batch: Batch, scene: Scene, nudges: Sequence[DueNudge]) -> Sequence[DueNudge]:
    """Say these, or as many as can be; those that were said."""
    front = scene.front
    if front is not None and abs(batch.now - front.touched_at) < UNDER_WAY:  # clocks are put back, too
        return []
    scene.priority = Priority.NUDGE
    performer = Performer(batch.repertoire, batch, scene, batch.now)
    gathering = batch.repertoire.gathering
    if len(nudges) > 1 and gathering:
        say_together(performer, [Begin(n.script, n.subject) for n in nudges], gathering, batch.now)
        return nudges
    with contextlib.suppress(ScriptFailed):  # parked, logged and said
        performer.begin(Begin(nudges[0].script, nudges[0].subject), batch.now)
    return nudges[:1]
