"""The updates that came in together, worked on in one transaction: load, replay, keep, write."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import structlog
from sqlmodel import Session

from bot.conversation import Conversation
from bot.i18n import known
from bot.messages import Heard
from bot.repertoire import Repertoire
from bot.scene import OpenTalk, Scene
from bot.stage import Asked
from bot.talk import Kept
from bot.tapping import unpack
from models.addresses import Resident, add_chats, residents
from models.asking import Asker
from models.outbound import newest_prompts, questions_put
from models.talks import UNFINISHED, TalkState, replies_in, talks_at_hand

log = structlog.get_logger()

Place = tuple[str, int]  # channel and address


class Batch:
    """The world as one batch of turns sees it (a Stage), and the scenes it works on."""

    def __init__(
        self, session: Session, repertoire: Repertoire, zone: str, language: str, now: datetime
    ) -> None:
        self.session = session
        self.repertoire = repertoire
        self.zone = zone
        self.language = language
        self.now = now
        self.scenes: dict[Place, Scene] = {}
        self.has_kept = False  # whether a result was stored, of which more may follow
        self._facts: dict[str, dict[Asker, Any]] = {}
        self._expected: dict[str, set[Asker]] = {}
        self._asked: dict[tuple[int, int], Asked] = {}

    def load(self, places: Iterable[Place], heard: Sequence[Heard] = ()) -> None:
        """Read everything that is needed for these chats, one query a table."""
        wanted = set(places)
        languages = {(h.channel, h.address): h.sender_language for h in heard}
        known_here = {(r.channel, r.address): r for r in residents(self.session, wanted)}
        for place in wanted:
            self.scenes[place] = self._scene(place, known_here.get(place), languages.get(place, ""))
        replied = {(h.address, h.reply_to) for h in heard if h.reply_to is not None}
        if replied:
            for address, message, talk, key in questions_put(self.session, replied):
                self._asked[address, message] = Asked(talk, key)
        tapped = {tap.talk_id for h in heard if (tap := unpack(h.data))}
        self._load_talks(tapped | {asked.talk_id for asked in self._asked.values()})

    def _scene(self, place: Place, resident: Resident | None, app_language: str) -> Scene:
        channel, address = place
        if resident is None:
            return Scene(channel, address, known(app_language or self.language), self.zone)
        return Scene(
            channel,
            address,
            known(resident.language),
            resident.zone or self.zone,
            chat_id=resident.chat_id,
            person_id=resident.person_id,
            name=resident.name,
            unreachable=resident.unreachable,
        )

    def _load_talks(self, meant: set[int]) -> None:
        by_chat = {scene.chat_id: scene for scene in self.scenes.values() if scene.chat_id is not None}
        talks: dict[int, OpenTalk] = {}
        for row in talks_at_hand(self.session, by_chat.keys(), meant) if by_chat else ():
            talk = OpenTalk(
                row.script, row.subject, row.opened_at, row.touched_at,
                id=row.id, state=TalkState(row.state), turn=row.turn, waiting=row.waiting, deadline=row.deadline,
            )  # fmt: skip
            if row.script not in self.repertoire.by_name:  # no longer held
                log.error("talk parked", script=row.script, subject=row.subject, talk=row.id)
                talk.become(TalkState.PARKED, self.now)
            by_chat[row.chat_id].talks.append(talk)
            talks[row.id] = talk
        self.session.expunge_all()
        for talk_id, key, value, settled, at in replies_in(self.session, talks.keys()) if talks else ():
            talks[talk_id].kept[key] = Kept(value, at, settled)
            talks[talk_id].stored.add(key)
        for talk_id, key, message in newest_prompts(self.session, talks.keys()) if talks else ():
            if key == talks[talk_id].waiting:
                talks[talk_id].shown_in = message

    @property
    def has_orders(self) -> bool:
        """Whether any scene has ordered an errand."""
        return any(scene.orders for scene in self.scenes.values())

    # What a turn may ask for

    def expect(self, script: str, asker: Asker) -> None:
        """A conversation is about to open: have its facts loaded with those of others."""
        self._expected.setdefault(script, set()).add(asker)

    def facts(self, conversation: Conversation[Any], scene: Scene, talk: OpenTalk) -> Any:
        """What the conversation has to know, loaded for everybody for whom it is about to open, or else who is in it."""
        asker = scene.asker(talk.subject, talk.opened_at)
        loaded = self._facts.setdefault(conversation.name, {})
        if asker not in loaded:
            askers = self._expected.pop(conversation.name, None) or {
                other.asker(t.subject, t.opened_at)
                for other in self.scenes.values()
                for t in other.talks
                if t.script == conversation.name and t.state in UNFINISHED
            }
            wanted = [asker, *(a for a in askers if a != asker and a not in loaded)]
            loaded.update(conversation.load(self.session, wanted, self.now))
        return loaded[asker]

    def keep(self, conversation: Conversation[Any], scene: Scene, talk: OpenTalk, result: Any) -> None:
        """Store a result in a savepoint of its own; what was known of the person is then read anew."""
        self._forget(scene)
        self.has_kept = True
        if scene.chat_id is None:
            chat = {
                "channel": scene.channel, "address": scene.address, "language": scene.language, "opened_at": self.now,
            }  # fmt: skip
            [scene.chat_id] = add_chats(self.session, [chat])
        with self.session.begin_nested():
            conversation.keep(self.session, scene.asker(talk.subject, talk.opened_at), result, self.now)
        self.session.expunge_all()
        self._look_again(scene)

    def asked_in(self, scene: Scene, message_id: int) -> Asked | None:
        """The question that our message put."""
        return self._asked.get((scene.address, message_id))

    def _forget(self, scene: Scene) -> None:
        for loaded in self._facts.values():
            for asker in [a for a in loaded if (a.channel, a.address) == (scene.channel, scene.address)]:
                del loaded[asker]

    def _look_again(self, scene: Scene) -> None:
        resident = next(iter(residents(self.session, {(scene.channel, scene.address)})), None)
        if resident is None:  # nothing is kept of this chat any more
            scene.chat_id = scene.person_id = None
            scene.talks.clear()
            scene.name = ""
            return
        scene.person_id, scene.name = resident.person_id, resident.name
        scene.language, scene.zone = known(resident.language), resident.zone or self.zone
