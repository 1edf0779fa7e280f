"""Playing a talk in a scene: replay it, say what it says, put its question, or keep what it came to."""

import contextlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import structlog
from pydantic import JsonValue

from bot.courtesy import gone_wrong
from bot.i18n import _, speaking
from bot.markup import tidy
from bot.messages import Message
from bot.play import Above, Play
from bot.prompts import in_few_messages, led_by, prompt, shared_lead
from bot.questions.kind import Offer
from bot.questions.visit import BEEN_THERE, Visit
from bot.repertoire import Repertoire
from bot.scene import OpenTalk, Prompt, Scene
from bot.stage import Stage
from bot.talk import Begin, Kept, Question, Talk
from models.asking import FactsChanged
from models.database import is_passing
from models.talks import CAN_GO_ON, TalkState

log = structlog.get_logger()


MOST_TRIES = 3  # to keep what a script came to, on facts that change meanwhile


class ScriptFailed(Exception):
    """A script, its loader or its keeper raised; its talk has been parked and the person told."""


class Performer:
    """Plays the talks of one scene."""

    def __init__(self, repertoire: Repertoire, stage: Stage, scene: Scene, at: datetime) -> None:
        """`at` (aware, UTC): when that came in which is played for; what came in time is in time, however late it is played."""
        self.repertoire = repertoire
        self.stage = stage
        self.scene = scene
        self.at = at

    def begin(self, wanted: Begin, at: datetime) -> None:
        """Open a conversation, or go on with the one that was begun on the same matter."""
        conversation = self.repertoire[wanted.script]
        talk = self.scene.unfinished(wanted.script, wanted.subject)
        if talk is not None and not conversation.rests:
            talk.become(TalkState.CANCELLED, at)
            talk = None
        self.leave(at, staying=talk)
        if talk is None:
            talk = OpenTalk(wanted.script, wanted.subject, opened_at=at, touched_at=at, moved=True)
            self.scene.talks.append(talk)
        self.resume(talk, at)

    def resume(self, talk: OpenTalk, at: datetime) -> None:
        """Put the talk's open question again, or bring it to its end where nothing is open."""
        self.scene.bring_forward(talk, at)
        with self.playing(talk) as play:
            self.show(talk, play, at)

    def resume_in_place(self, talk: OpenTalk, at: datetime, replaces: int | None, above: Above) -> None:
        """The same in the message `replaces`, which has this above it; in a new one where it would be misread there."""
        self.scene.bring_forward(talk, at)
        with self.playing(talk) as play:
            self.show(talk, play, at, replaces=replaces if play.can_stand_below(above) else None)

    def leave(self, at: datetime, staying: OpenTalk | None = None) -> None:
        """Turn away from the talk in front: what does not rest goes on only when one of its buttons is tapped."""
        front = self.scene.front
        if front is not None and front is not staying and not self.repertoire[front.script].rests:
            front.become(TalkState.LEFT, at)

    @contextlib.contextmanager
    def playing(self, talk: OpenTalk) -> Iterator[Play[Any]]:
        """The talk, replayed, in the person's language. Parks it and raises ScriptFailed where that fails."""
        with speaking(self.scene.language):
            play: Play[Any] | None = None
            try:
                play = self._replayed(talk)
                yield play
            except ScriptFailed:
                raise  # of another talk, or of this one and dealt with
            except Exception as error:
                if is_passing(error):
                    raise  # nothing is wrong with the script: the turn is taken again
                self._park(talk, error)
                raise ScriptFailed(talk.script) from error
            finally:
                if play:
                    play.close()

    def show(self, talk: OpenTalk, play: Play[Any], at: datetime, replaces: int | None = None) -> None:
        """Say what the replay said and put its question, or bring the talk to its end.

        Files go before a question that is put in a new message. One that takes another's place brings none: see
        Play.can_stand_below.
        """
        if play.talk.jotted is not None and play.waiting is not None:
            play = self._jotted(talk, play)
        talk.deadline = play.talk.deadline
        talk.moved = True
        if play.waiting is None:
            self._finish(talk, play, at)
            return
        if isinstance(play.waiting.kind, Visit):
            self._visit(talk, play, play.waiting.key, play.waiting.kind, at)
            return
        talk.waiting = play.waiting.key
        talk.shown_in = replaces
        asked = self._prompt(talk, play, play.waiting, replaces=replaces)
        self.scene.orders += play.talk.orders
        said = play.talk.said if replaces is None else [s for s in play.talk.said if not s.shows]
        self.scene.effects += in_few_messages(said, asked)

    def tell(self, wanted: Begin, at: datetime) -> str:
        """Say a conversation that only tells, to its end. One that asks is not begun: what it would put is given back."""
        talk = OpenTalk(wanted.script, wanted.subject, opened_at=at, touched_at=at, moved=True)
        with self.playing(talk) as play:
            if play.waiting is not None:
                return "\n\n".join(
                    [*(tidy(saying.text) for saying in play.talk.said), tidy(play.waiting.text)]
                )
            self.scene.talks.append(talk)
            if self._keep_result(talk, play, at) is not None and play.talk.next:
                self.begin(play.talk.next, at)
        return ""

    def begin_with(self, wanted: Begin, brought: Mapping[str, JsonValue], at: datetime) -> None:
        """Open a conversation that is given what it will not find anywhere else."""
        talk = OpenTalk(wanted.script, wanted.subject, opened_at=at, touched_at=at, moved=True)
        for key, value in brought.items():
            talk.keep(key, Kept(value, at, settled=False))  # nobody has answered it
        self.leave(at)
        self.scene.talks.append(talk)
        self.resume(talk, at)

    def turn_to(
        self, talk: OpenTalk, play: Play[Any], at: datetime, offer: Offer, replaces: int | None = None
    ) -> None:
        """Put the question that is open once more with this offer; what was said before it is not said again."""
        if play.waiting is None:
            self.show(talk, play, at)
            return
        talk.deadline = play.talk.deadline
        talk.moved = True
        talk.shown_in = replaces
        asked = self._prompt(talk, play, play.waiting, offer=offer, replaces=replaces)
        lead = self.lead(talk, play, play.waiting) if replaces is not None else ""
        self.scene.effects.append(led_by(lead, asked))

    def lead(self, talk: OpenTalk, play: Play[Any], question: Question[Any]) -> str:
        """What stands before the open question in the same message."""
        said = play.talk.said
        return shared_lead(said, self._prompt(talk, play, question).text) if said else ""

    def _prompt(
        self,
        talk: OpenTalk,
        play: Play[Any],
        question: Question[Any],
        offer: Offer | None = None,
        replaces: int | None = None,
    ) -> Prompt:
        return prompt(
            talk,
            question,
            first=not play.talk.listed,
            may_rest=self.repertoire[talk.script].rests and self.scene.person_id is not None,
            offer=offer,
            replaces=replaces,
        )

    def _replayed(self, talk: OpenTalk) -> Play[Any]:
        conversation = self.repertoire[talk.script]
        facts = self.stage.facts(conversation, self.scene, talk)
        seen = Talk(
            name=self.scene.name,
            subject=talk.subject,
            opened_at=talk.opened_at,
            zone=self.scene.zone,
            kept=talk.kept,
        )
        return Play(conversation.script, seen, facts, self.at)

    def _jotted(self, talk: OpenTalk, play: Play[Any]) -> Play[Any]:
        """Keep what the script jotted down, and play it on what is now known."""
        with contextlib.suppress(
            FactsChanged
        ):  # then the script is played on what they are now, and jots anew
            self.stage.keep(self.repertoire[talk.script], self.scene, talk, play.talk.jotted)
        play.close()
        return self._replayed(talk)

    def _visit(self, talk: OpenTalk, play: Play[Any], key: str, there: Visit, at: datetime) -> None:
        talk.keep(key, Kept(BEEN_THERE, at))
        self.scene.orders += play.talk.orders
        self.scene.effects += in_few_messages(play.talk.said, None)
        self.begin(Begin(there.script, there.subject), at)

    def _finish(self, talk: OpenTalk, play: Play[Any], at: datetime) -> None:
        done = self._keep_result(talk, play, at)
        if done is not None and (done.talk.said or done.talk.asked or done.talk.next):
            self._go_on(done.talk.next, at)

    def _keep_result(self, talk: OpenTalk, play: Play[Any], at: datetime) -> Play[Any] | None:
        """Keep what it came to and say what it said; the play it ended with, or None where it asks on."""
        for tries_left in reversed(range(MOST_TRIES)):
            if play.result is None:
                break
            try:
                self.stage.keep(self.repertoire[talk.script], self.scene, talk, play.result)
                break
            except FactsChanged:
                if not tries_left:
                    raise
                play = self._replayed(talk)
                if play.waiting is not None:
                    self.show(talk, play, at)
                    return None
        talk.waiting, talk.deadline = None, None
        talk.become(TalkState.DONE, at)
        self.scene.orders += play.talk.orders
        self.scene.effects += in_few_messages(play.talk.said, None)
        return play

    def _go_on(self, wanted: Begin | None, at: datetime) -> None:
        if wanted is not None:
            self.begin(wanted, at)
        else:
            self.return_to_front(at)

    def return_to_front(self, at: datetime) -> None:
        """Ask again what another talk has interrupted."""
        self.leave(at)
        interrupted = self.scene.front
        if interrupted is None:
            return
        with speaking(self.scene.language):
            title = self.repertoire[interrupted.script].title
            self.scene.effects.append(
                Message(
                    _("Back to: {title}.").format(title=_(title)) if title else _("Back to where we were.")
                )
            )
        self.resume(interrupted, at)

    def _park(self, talk: OpenTalk, error: Exception) -> None:
        if talk.state in CAN_GO_ON:
            talk.become(TalkState.PARKED, self.stage.now)
        answers = {key: kept.value for key, kept in talk.kept.items()}
        log.error(
            "talk parked",
            script=talk.script,
            subject=talk.subject if self.scene.person_id is not None else "",  # a stranger's number or token
            talk=talk.id,
            answers=answers,
            exc_info=error,
        )
        self.scene.say(gone_wrong())
