"""The words of judgements: what is kept of a person's, for them to see, and forgetting them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, update

from models.members import Member
from models.past_programmes.past_programme import Judgement, PastProgramme, Verdict


@dataclass(frozen=True)
class OwnJudgement:
    """One judgement, as whoever gave it sees it."""

    programme: str
    verdict: Verdict
    reason: str
    at: datetime


def judgements_of(session: Session, person_ids: Collection[int]) -> Mapping[int, Sequence[OwnJudgement]]:
    """What each of these people judged, the oldest first."""
    found: dict[int, list[OwnJudgement]] = {}
    for person_id, programme, judgement in session.exec(
        select(Member.person_id, PastProgramme.name, Judgement)
        .join(Judgement, col(Judgement.member_id) == Member.id)
        .join(PastProgramme, col(PastProgramme.id) == Judgement.past_programme_id)
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(Judgement.at), col(Judgement.id))
    ):
        found.setdefault(person_id, []).append(
            OwnJudgement(programme, Verdict(judgement.verdict), judgement.reason, judgement.at)
        )
    return found


def forget_reasons(session: Session, member_ids: Collection[int]) -> None:
    """Take away why these members judged as they did; what they chose stays in the tally."""
    session.exec(update(Judgement).where(col(Judgement.member_id).in_(member_ids)).values(reason=""))
