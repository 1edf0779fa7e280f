"""What one thing that a person did means: a command, a tap, an answer, or nothing that was asked for."""

from typing import Any

from bot.courtesy import in_a_group, unasked
from bot.i18n import _, speaking
from bot.messages import Acknowledgement, Act, Heard, Message
from bot.performing import Performer, ScriptFailed
from bot.play import Play
from bot.questions.kind import Answered, Changed, Misunderstood, Paged, act_of
from bot.questions.matching import folded
from bot.questions.review import SEND
from bot.questions.words import Words
from bot.repertoire import Repertoire
from bot.scene import OpenTalk, Scene, Undoing
from bot.stage import Stage
from bot.talk import Begin, Kept, Question
from bot.tapping import BACK, LATER, SKIP, UNDO, Tap, mark_of, unpack
from models.talks import UNFINISHED, TalkState

WAYS = {
    "batal": "cancel", "cancel": "cancel",
    "kembali": "back", "back": "back",
    "nanti": "later", "later": "later",
    "lewati": "skip", "skip": "skip",
    "lanjut": "resume", "lanjutkan": "resume", "resume": "resume",
}  # fmt: skip
PLAIN_WAYS = {"batal", "cancel", "kembali", "back"}  # whoever writes only that does not mean it as an answer


def hear(repertoire: Repertoire, stage: Stage, scene: Scene, heard: Heard) -> None:
    """Work out what was meant and let the scene say what follows. Whatever a script raises parks its talk only."""
    ear = _Ear(repertoire, stage, scene, heard)
    try:
        with speaking(scene.language):
            ear.take()
    except ScriptFailed:
        pass  # parked, logged and said
    if heard.tap_id and not any(
        isinstance(e, Acknowledgement) and e.tap_id == heard.tap_id for e in scene.effects
    ):
        scene.effects.append(Acknowledgement(heard.tap_id))


class _Ear:
    def __init__(self, repertoire: Repertoire, stage: Stage, scene: Scene, heard: Heard) -> None:
        self.repertoire = repertoire
        self.scene = scene
        self.stage = stage
        self.heard = heard
        self.performer = Performer(repertoire, stage, scene, heard.at)
        self.replaces = heard.message_id if heard.act is Act.TAP else None

    def take(self) -> None:
        match self.heard.act:
            case Act.BLOCKED:
                self.scene.set_reachable(False)
            case Act.UNBLOCKED:
                self.scene.set_reachable(True)
            case Act.GROUP_JOINED | Act.GROUP_ADDRESSED:
                self.scene.say(in_a_group())
            case Act.GROUP_CHATTER:
                pass  # not meant for us
            case Act.TAP:
                self.scene.set_reachable(True)
                self._tapped(unpack(self.heard.data))
            case Act.TEXT if self.heard.text.startswith("/"):
                self.scene.set_reachable(True)
                self._commanded()
            case _:
                self.scene.set_reachable(True)
                self._written()

    # Commands

    def _commanded(self) -> None:
        word, _space, argument = self.heard.text[1:].partition(" ")
        word = word.partition("@")[0].casefold()
        conversation = self.repertoire.by_word.get(word)
        if word == "start" and argument.strip():
            self._begin(self.repertoire.invitation, f"token:{argument.strip()}")
        elif word in WAYS:
            self._way(WAYS[word])
        elif self.scene.person_id is None and not (conversation and conversation.strangers):
            self._begin(self.repertoire.stranger)
        elif word == "start":
            self._begin(self.repertoire.home)
        elif conversation is not None:
            self._begin(conversation.name)
        else:
            self.scene.say(_("I do not know /{word}. /menu shows what you can do.").format(word=word[:32]))

    def _begin(self, script: str, subject: str = "") -> None:
        self.performer.begin(Begin(script, subject), self.heard.at)

    def _way(self, way: str) -> None:
        if way == "resume" and (resting := self.scene.resting):
            self.performer.leave(self.heard.at)
            self.performer.resume(resting, self.heard.at)
            return
        front = self.scene.front
        if front is None:
            self._nothing_open()
        elif way == "resume":
            self.performer.resume(front, self.heard.at)
        else:
            self._on_the_way(front, way)

    def _nothing_open(self) -> None:
        if self.scene.person_id is None:
            self._begin(self.repertoire.stranger)
        else:
            self.scene.say(
                self._put_off_or(_("Nothing is under way at the moment. /menu shows what you can do."))
            )

    def _put_off_or(self, nothing: str) -> str:
        resting = self.scene.resting
        title = self.repertoire[resting.script].title if resting else ""
        if not title:
            return nothing
        return _(
            "You have put off: {title}. /resume goes on with it; /menu shows what else you can do."
        ).format(title=_(title))

    def _on_the_way(self, talk: OpenTalk, way: str) -> None:
        match way:
            case "cancel":
                self._cancel(talk)
            case "later":
                self._put_off(talk)
            case "back":
                self._go_back(talk)
            case "skip":
                self._skip(talk)

    # Taps

    def _tapped(self, tap: Tap | None) -> None:
        talk = self.scene.talk(tap.talk_id) if tap else None
        if tap is None or talk is None:
            self._acknowledge(
                _("This button is from an earlier conversation. /menu shows what you can do."), alert=True
            )
        elif tap.act == UNDO:
            self._undo(talk)
        elif self._noted_already(talk, tap):
            self._acknowledge(_("Noted already."))
        elif talk.state not in UNFINISHED:
            self._acknowledge(_("This conversation has come to its end. /menu shows what you can do."))
        else:
            self.performer.leave(self.heard.at, staying=talk)
            with self.performer.playing(talk) as play:
                asked = play.waiting is not None and mark_of(play.waiting.key) == tap.question
                if asked or tap.act == LATER:
                    self._act(talk, play, tap.act)
                else:
                    self._too_late(talk, play, tap)

    def _noted_already(self, talk: OpenTalk, tap: Tap) -> bool:
        """Whether a doubled tap says what has come to pass: that it was put off, or the answer that ended the talk."""
        if talk.state == TalkState.RESTING:
            return tap.act == LATER
        last = next((kept.value for key, kept in talk.kept.items() if mark_of(key) == tap.question), "")
        same = {act_of(last), SEND} if isinstance(last, str) else {SEND, SKIP}
        return talk.state == TalkState.DONE and last != "" and tap.act in same

    def _act(self, talk: OpenTalk, play: Play[Any], act: str) -> None:
        match act:
            case "<":
                self._go_back(talk)
            case "z":
                self._put_off(talk)
            case "-":
                self._skip(talk)
            case _:
                self._answer(talk, play, act)

    def _too_late(self, talk: OpenTalk, play: Play[Any], tap: Tap) -> None:
        answered = next((q for q in play.talk.asked if mark_of(q.key) == tap.question), None)
        if play.ended:
            self.performer.show(talk, play, self.heard.at)
        elif tap.act in {BACK, LATER, SKIP}:
            self._acknowledge("")  # the first of two taps has been heeded
        elif answered is None:
            self._acknowledge(_("This button is from an earlier question."))
        elif self._repeats(answered, talk.kept[answered.key], tap.act):
            self._acknowledge(_("Noted already."))
        else:
            self._acknowledge(
                _(
                    "You have answered this: {answer}. To change it, use “‹ Back”, or the review at the end."
                ).format(answer=answered.show(talk.kept[answered.key].value)[:80]),
                alert=True,
            )

    def _repeats(self, question: Question[Any], kept: Kept, act: str) -> bool:
        try:
            again = question.kind.hear(self.heard, act, kept.value)
        except Misunderstood:
            return False
        return isinstance(again, Answered) and (not again.settled or again.value == kept.value)

    # What is written, sent or shared

    def _written(self) -> None:
        if self.heard.act is Act.CONTACT and self.scene.person_id is None and self.heard.contact:
            self._begin(
                self.repertoire.invitation,
                f"contact:{self.heard.contact.phone if self.heard.contact.own else ''}",
            )
            return
        if self.heard.act is Act.EDITED:
            self.scene.say(unasked(Act.EDITED))
            return
        if self.heard.reply_to is not None and self._answers_what_it_replies_to(self.heard.reply_to):
            return
        front = self.scene.front
        if front is not None:
            with self.performer.playing(front) as play:
                self._answer(front, play, "")
        elif self.scene.person_id is None:
            self._begin(self.repertoire.stranger)
        else:
            unexpected = unasked(self.heard.act)
            self.scene.say(self._put_off_or(unexpected) if self.heard.act is Act.TEXT else unexpected)

    def _answers_what_it_replies_to(self, message_id: int) -> bool:
        asked = self.stage.asked_in(self.scene, message_id)
        talk = self.scene.talk(asked.talk_id) if asked else None
        if asked is None or talk is None or talk.state not in UNFINISHED:
            return False
        self.performer.leave(self.heard.at, staying=talk)
        with self.performer.playing(talk) as play:
            earlier = next((q for q in play.talk.asked if q.key == asked.key and q.listed), None)
            if earlier is None or play.ended:
                self._answer(talk, play, "")
            else:
                self._correct(talk, earlier)
        return True

    def _correct(self, talk: OpenTalk, earlier: Question[Any]) -> None:
        if way := WAYS.get(folded(self.heard.text)):
            self._on_the_way(talk, way)
            return
        understood = self._understood(talk, earlier, "")
        if isinstance(understood, Answered) and understood.settled and self._allowed(earlier, understood):
            talk.keep(earlier.key, Kept(understood.value, self.heard.at))
            self.scene.say(_("Changed: {answer}.").format(answer=earlier.show(understood.value)))
        self.performer.resume(talk, self.heard.at)

    def _allowed(self, question: Question[Any], answered: Answered) -> bool:
        try:
            question.read(answered.value)
        except Misunderstood as hint:
            self._hint(hint)
            return False
        return True

    # Answers

    def _answer(self, talk: OpenTalk, play: Play[Any], act: str) -> None:
        question = play.waiting
        if question is None:  # time is up, or the script has changed
            self.performer.show(talk, play, self.heard.at)
            return
        self.scene.bring_forward(talk, self.heard.at)
        match self._understood(talk, question, act):
            case Answered(value, settled=True):
                self._settle(talk, play, question, Kept(value, self.heard.at))
            case Answered(value, page=page):
                talk.keep(question.key, Kept(value, self.heard.at, settled=False))
                self.performer.turn_to(talk, play, self.heard.at, page, self.replaces)
            case Paged(page):
                self.performer.turn_to(talk, play, self.heard.at, page, self.replaces)
            case Changed(key):
                self._reopen(talk, key)
            case None:
                pass  # misunderstood, and said so

    def _settle(self, talk: OpenTalk, play: Play[Any], question: Question[Any], kept: Kept) -> None:
        lead, asked_in = self.performer.lead(talk, play, question), talk.shown_in
        try:
            play.give(kept)
        except Misunderstood as hint:
            self._hint(hint)
            return
        talk.keep(question.key, kept)
        same_series = (
            bool(question.series) and play.waiting is not None and play.waiting.series == question.series
        )
        answered_in = self.replaces or asked_in
        if answered_in is not None and not (same_series and self.replaces):
            shown = question.show(kept.value)
            says_more = shown and folded(shown) != folded(self.heard.text)
            parts = [lead, question.text, f"✓ {shown}" if says_more else ""]
            chosen = "\n\n".join(part for part in parts if part)
            self.scene.effects.append(Message(chosen, replaces=answered_in))
        self.performer.show(talk, play, self.heard.at, replaces=self.replaces if same_series else None)

    def _understood(
        self, talk: OpenTalk, question: Question[Any], act: str
    ) -> Answered | Paged | Changed | None:
        before = talk.kept.get(question.key)
        if not act and question.optional and self._says_nothing():
            return Answered(None)
        if not act and isinstance(question.kind, Words) and folded(self.heard.text) in PLAIN_WAYS:
            self._on_the_way(talk, WAYS[folded(self.heard.text)])
            return None
        try:
            return question.kind.hear(self.heard, act, before.value if before else None)
        except Misunderstood as hint:
            way = WAYS.get(folded(self.heard.text)) if not act else None
            if way and talk is self.scene.front:
                self._on_the_way(talk, way)
            else:
                self._hint(hint)
            return None

    def _says_nothing(self) -> bool:
        return self.heard.text.strip() in {"-", "–"} or WAYS.get(folded(self.heard.text)) == "skip"

    def _hint(self, hint: Misunderstood) -> None:
        if self.heard.tap_id:
            self._acknowledge(str(hint), alert=True)
        else:
            self.scene.say(str(hint))

    # Ways back and out

    def _go_back(self, talk: OpenTalk) -> None:
        with self.performer.playing(talk) as play:
            if not play.talk.listed:
                self._tell(_("This is the first question."))
                return
            key = play.talk.listed[-1].key
        self._reopen(talk, key)

    def _reopen(self, talk: OpenTalk, key: str) -> None:
        kept = talk.kept[key]
        talk.keep(key, Kept(kept.value, kept.at, settled=False))
        self.performer.resume(talk, self.heard.at, replaces=self.replaces)

    def _skip(self, talk: OpenTalk) -> None:
        with self.performer.playing(talk) as play:
            if play.waiting is None or not play.waiting.optional:
                self._tell(_("This question needs an answer before we can go on."))
                return
            self.scene.bring_forward(talk, self.heard.at)
            self._settle(talk, play, play.waiting, Kept(None, self.heard.at))

    def _put_off(self, talk: OpenTalk) -> None:
        if talk.state == TalkState.RESTING:
            return
        if not self.repertoire[talk.script].rests:
            talk.become(TalkState.CANCELLED, self.heard.at)
            self.scene.say(_("All right. /menu shows what you can do."))
            self.performer.return_to_front(self.heard.at)
            return
        talk.become(TalkState.RESTING, self.heard.at)
        self.scene.say(
            _(
                "All right, later. What you answered is kept ({count}). Write /resume when you have time."
            ).format(count=talk.answered)
        )
        self.performer.return_to_front(self.heard.at)

    def _cancel(self, talk: OpenTalk) -> None:
        talk.become(TalkState.CANCELLED, self.heard.at)
        if self.repertoire[talk.script].rests:
            self.scene.effects.append(Undoing(talk, _("Cancelled. /menu shows what you can do."), _("Undo")))
        else:
            self.scene.say(_("All right. /menu shows what you can do."))
        self.performer.return_to_front(self.heard.at)

    def _undo(self, talk: OpenTalk) -> None:
        if talk.state != TalkState.CANCELLED:
            self._acknowledge(_("That has been undone already."))
            return
        self.performer.leave(self.heard.at)
        self.performer.resume(talk, self.heard.at)

    def _tell(self, text: str) -> None:
        if self.heard.tap_id:
            self._acknowledge(text)
        else:
            self.scene.say(text)

    def _acknowledge(self, text: str, *, alert: bool = False) -> None:
        if self.heard.tap_id:
            self.scene.effects.append(Acknowledgement(self.heard.tap_id, text, alert))
