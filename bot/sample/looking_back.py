"""Judging the programmes that ran before."""

from datetime import UTC

from sqlmodel import select

from bot.sample.scene import Scene
from bot.sample.stories import Event
from models.past_programmes.looking_back import Judged, Verdicts, keep_verdicts
from models.past_programmes.past_programme import PastProgramme, Verdict

_WHEN_AND_WHO = {"who", "day", "at"}


def judge(scene: Scene, event: Event) -> None:
    """Say of some programmes what should become of them, and why."""
    at, member = event.at.astimezone(UTC), scene.doer(event)
    of_batch = select(PastProgramme).where(PastProgramme.batch_id == member.batch_id)
    ids = {programme.name: programme.id or 0 for programme in scene.session.exec(of_batch)}
    given = {
        ids[name]: Judged(Verdict(verdict), reason, at)
        for name, (verdict, reason) in (
            (name, judged) for name, judged in event.said.items() if name not in _WHEN_AND_WHO
        )
    }
    keep_verdicts(scene.session, scene.asker(event), Verdicts(member.member_id, given), at)
