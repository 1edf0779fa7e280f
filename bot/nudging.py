"""What is due is said: nudges become talks and messages, and never break into a talk under way."""

import contextlib
from datetime import timedelta

from sqlmodel import Session

from bot.batch import Batch
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
    homes = addresses_of(session, {nudge.person_id for nudge in timely})
    batch.load(homes.values())
    for nudge in timely:
        if home := homes.get(nudge.person_id):
            batch.expect(nudge.script, batch.scenes[home].asker(nudge.subject, batch.now))
    for nudge in timely:
        if nudge.id in put_off:
            continue
        home = homes.get(nudge.person_id)
        if home and _give(batch, batch.scenes[home], nudge):
            given.append(nudge.id)
        else:
            put_off[nudge.id] = batch.now + PUT_OFF
    give_up(session, unheld, NudgeState.DROPPED)
    give_up(session, expired, NudgeState.EXPIRED)
    settle(session, given, put_off, batch.now)
    return len(due)


def _give(batch: Batch, scene: Scene, nudge: DueNudge) -> bool:
    front = scene.front
    if front is not None and abs(batch.now - front.touched_at) < UNDER_WAY:  # clocks are put back, too
        return False
    scene.priority = Priority.NUDGE
    with contextlib.suppress(ScriptFailed):  # parked, logged and said
        performer = Performer(batch.repertoire, batch, scene, batch.now)
        performer.begin(Begin(nudge.script, nudge.subject), batch.now)
    return True
