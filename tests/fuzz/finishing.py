"""Somebody who goes on with their assessment, wherever they are, until it is sent as they mean it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot.phone.people import Person
from models.instruments.versions import Instrument
from models.instruments.windows import Window
from models.members import Member
from models.people import Chat
from models.responses import Answer, Response
from models.talks import Reply, Talk, TalkState
from tests.fuzz.doings import Doing, Opens, Writes
from tests.fuzz.holding import DoesNotHold
from tests.fuzz.questionnaire import BY_KEY, CODE, ORDER, TITLE, as_stored, wished, wrong

AT_THE_DOOR = {"language": "English", "consent": "ya", "move": "ya"}


@dataclass
class Finisher:
    """One person of the neighbourhood. The first time they answer all that is left at once, then step by step."""

    engine: Engine
    person: Person
    in_a_hurry: bool = True
    straight: bool = False
    """Whether they sent what they mean to; else it was sent before, by something that came in."""

    def next(self) -> Sequence[Doing]:
        """What they do now; nothing when their answers are stored."""
        with Session(self.engine) as session:
            chat = session.exec(select(Chat).where(Chat.address == self.person.id)).first()
            talk = front(session, self.person.id)
            if chat is None or chat.person_id is None:
                word = AT_THE_DOOR.get(talk.waiting or "") if talk and talk.script == "join" else None
                return [Writes(word) if word else Opens()]
            if self._response(session, chat) is not None:
                return []
            if talk is not None and talk.script == "assessments":
                return [Writes(TITLE)]
            if talk is None or talk.script != "assess" or not _is_about_it(session, talk):
                return [Writes("/asesmen")]
            return self._answers(talk.waiting or "", _kept(session, talk))

    def _answers(self, key: str, kept: dict[str, JsonValue]) -> Sequence[Doing]:
        if key == "begin":
            return [Writes("1")]
        behind = ORDER[: ORDER.index(key)] if key in ORDER else ORDER
        if set(wrong(kept)) & set(behind) or key not in (*ORDER, "review"):
            return [Writes("/kembali")]
        if key == "review":
            self.straight = True
            return [Writes("kirim")]
        left = [other for other in ORDER[len(behind) :] if other not in kept]
        left, self.in_a_hurry = left if self.in_a_hurry else left[:1], False
        return [BY_KEY[one].does for one in left]

    def has_what_was_answered(self) -> None:
        """What is stored is what was meant, or what the talk had kept when it was sent. Raises DoesNotHold."""
        with Session(self.engine) as session:
            chat = session.exec(select(Chat).where(Chat.address == self.person.id)).one()
            response = self._response(session, chat)
            stored = dict(
                session.exec(
                    select(Answer.path, Answer.value).where(
                        Answer.response_id == (response.id if response else 0)
                    )
                ).all()
            )
            ended = select(Talk).where(
                Talk.chat_id == chat.id, Talk.script == "assess", Talk.state == TalkState.DONE
            )
            talks = session.exec(ended.order_by(col(Talk.touched_at))).all()
            kept = next((_kept(session, talk) for talk in talks[::-1] if _is_about_it(session, talk)), {})
        if response is None or not response.complete:
            seen = [message.text for message in self.person.messages[-4:]]
            raise DoesNotHold(f"{self.person.name} has not finished: {seen}")
        if self.straight and stored != wished():
            raise DoesNotHold(f"{self.person.name} meant {wished()} and {stored} is stored")
        for place, value in stored.items():
            if f"/{place}" in kept and value != as_stored(place, kept[f"/{place}"]):
                raise DoesNotHold(
                    f"{self.person.name} answered {kept[f'/{place}']!r} and {value!r} is stored"
                )

    def _response(self, session: Session, chat: Chat) -> Response | None:
        return session.exec(
            select(Response)
            .join(Member, col(Member.id) == Response.member_id)
            .join(Window, col(Window.id) == Response.window_id)
            .join(Instrument, col(Instrument.id) == Window.instrument_id)
            .where(Member.person_id == chat.person_id, Instrument.code == CODE)
        ).first()


def _is_about_it(session: Session, talk: Talk) -> bool:
    window = session.get_one(Window, int(talk.subject.partition(":")[0]))
    return session.get_one(Instrument, window.instrument_id).code == CODE


def front(session: Session, address: int) -> Talk | None:
    """The talk that is in front in a chat."""
    return session.exec(
        select(Talk)
        .join(Chat, col(Chat.id) == Talk.chat_id)
        .where(Chat.address == address, Talk.state == TalkState.OPEN)
        .order_by(col(Talk.touched_at).desc())
    ).first()


def _kept(session: Session, talk: Talk) -> dict[str, JsonValue]:
    replies = select(Reply.key, Reply.value).where(Reply.talk_id == talk.id, col(Reply.settled))
    kept: dict[str, JsonValue] = dict(session.exec(replies).all())  # type: ignore[arg-type]
    return kept
