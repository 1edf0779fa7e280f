"""What is due is said: nudges become talks and messages, and never break into a talk under way."""

import contextlib
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.batch import Batch
from bot.performing import Performer, ScriptFailed
from bot.scene import Scene
from bot.talk import Begin
from models.addresses import addresses_of
from models.availability.holding import held_until
from models.availability.quiet_hours import QuietHours
from models.nudges import Nudge, NudgeState, claim_due, settle
from models.outbound import Priority

UNDER_WAY = timedelta(minutes=15)  # a talk touched so recently is not interrupted
PUT_OFF = timedelta(minutes=5)


def give_due(session: Session, batch: Batch, quiet: QuietHours, at_most: int) -> int:
    """Say what is due in the batch's scenes and mark it; how many nudges were looked at.

    What falls on a time at which somebody may not be written to waits for its end.
    """
    due = claim_due(session, batch.now, at_most)
    for nudge in due:
        if nudge.script not in batch.repertoire.by_name:  # no longer held
            nudge.state = NudgeState.DROPPED
        elif nudge.expires_at is not None and nudge.expires_at <= batch.now:
            nudge.state = NudgeState.EXPIRED
    timely = [nudge for nudge in due if nudge.state == NudgeState.WAITING]
    held = held_until(session, timely, batch.now, quiet, batch.repertoire.working)
    homes = addresses_of(session, {nudge.person_id for nudge in timely})
    session.flush()
    outcomes = [_detached(nudge) for nudge in timely]
    batch.load(homes.values())
    for outcome in outcomes:
        if home := homes.get(outcome["person_id"]):
            asker = batch.scenes[home].asker(outcome["subject"], batch.now)
            batch.expect(outcome["script"], asker)
    given: list[int] = []
    put_off: dict[int, datetime] = {}
    for outcome in outcomes:
        home = homes.get(outcome["person_id"])
        scene = batch.scenes[home] if home else None
        if outcome["id"] in held:
            put_off[outcome["id"]] = held[outcome["id"]]
        elif scene and _give(batch, scene, outcome):
            given.append(outcome["id"])
        else:
            put_off[outcome["id"]] = batch.now + PUT_OFF
    settle(session, given, put_off, batch.now)
    return len(due)


def _detached(nudge: Nudge) -> dict[str, Any]:
    return {"id": nudge.id, "person_id": nudge.person_id, "script": nudge.script, "subject": nudge.subject}


def _give(batch: Batch, scene: Scene, nudge: dict[str, Any]) -> bool:
    front = scene.front
    if front is not None and abs(batch.now - front.touched_at) < UNDER_WAY:  # clocks are put back, too
        return False
    scene.priority = Priority.NUDGE
    with contextlib.suppress(ScriptFailed):  # parked, logged and said
        performer = Performer(batch.repertoire, batch, scene, batch.now)
        performer.begin(Begin(nudge["script"], nudge["subject"]), batch.now)
    return True
