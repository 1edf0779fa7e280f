"""What one thing that a person did means: a command, a tap, an answer, or nothing that was asked for."""

import contextlib

from bot.answering import answer, correct
from bot.courtesy import in_a_group, unasked
from bot.i18n import _, speaking
from bot.messages import Acknowledgement, Act, Heard
from bot.moment import Moment
from bot.performing import ScriptFailed
from bot.repertoire import Repertoire
from bot.scene import Scene
from bot.stage import Stage
from bot.taps import tapped
from bot.ways import WAYS, go_on, take_way
from models.talks import CAN_GO_ON


def hear(repertoire: Repertoire, stage: Stage, scene: Scene, heard: Heard) -> None:
    """Work out what was meant and let the scene say what follows. Whatever a script raises parks its talk only."""
    with speaking(scene.language), contextlib.suppress(ScriptFailed):  # parked, logged and said
        _take(Moment(repertoire, stage, scene, heard))
    if heard.tap_id and not any(
        isinstance(e, Acknowledgement) and e.tap_id == heard.tap_id for e in scene.effects
    ):
        scene.effects.append(Acknowledgement(heard.tap_id, beside=True))


def _take(moment: Moment) -> None:
    said = len(moment.scene.effects)
    match moment.heard.act:
        case Act.BLOCKED:
            moment.scene.set_reachable(False)
            return
        case Act.GROUP_JOINED | Act.GROUP_ADDRESSED:
            moment.scene.say(in_a_group())
            return
        case Act.GROUP_CHATTER | Act.MOVED:
            return  # not meant for us, or answered when it began
    moment.scene.set_reachable(True)
    if moment.heard.act is Act.UNBLOCKED:
        return
    match moment.heard.act:
        case Act.TAP:
            tapped(moment)
        case Act.TEXT if moment.heard.text.startswith("/"):
            _commanded(moment)
        case _:
            _written(moment)
    if len(moment.scene.effects) == said:
        _after_nothing(moment)


def _after_nothing(moment: Moment) -> None:
    """What was answered has become void, as a reminder of what has been done meanwhile: the talk ended without a word."""
    moment.tell(_("This conversation has come to its end. /menu shows what you can do."))
    moment.performer.return_to_front(moment.at)


def _commanded(moment: Moment) -> None:
    word, _space, argument = moment.heard.text[1:].partition(" ")
    word = word.partition("@")[0].casefold()
    repertoire = moment.repertoire
    conversation = repertoire.by_word.get(word)
    link, _dash, rest = argument.strip().partition("-")
    if word == "start" and link in repertoire.links and moment.scene.person_id is not None:
        moment.begin(repertoire.links[link], rest)
    elif word == "start" and link in repertoire.links:
        moment.begin(repertoire.stranger)
    elif word == "start" and argument.strip():
        moment.begin(repertoire.invitation, f"token:{argument.strip()}")
    elif word in WAYS:
        _way(moment, WAYS[word])
    elif moment.scene.person_id is None and not (conversation and conversation.strangers):
        moment.begin(repertoire.stranger)
    elif word == "start":
        moment.begin(repertoire.home)
    elif conversation is not None:
        moment.begin(conversation.name)
    else:
        moment.scene.say(_("I do not know /{word}. /menu shows what you can do.").format(word=word[:32]))


def _way(moment: Moment, way: str) -> None:
    front, resting = moment.scene.front, moment.scene.resting
    if way == "resume" and resting:
        go_on(moment, resting)
    elif front is not None:
        take_way(moment, front, way)
    elif moment.scene.person_id is None:
        moment.begin(moment.repertoire.stranger)
    else:
        nothing = _("Nothing is under way at the moment. /menu shows what you can do.")
        moment.scene.say(_what_was_put_off(moment) or nothing)


def _written(moment: Moment) -> None:
    heard, scene = moment.heard, moment.scene
    if heard.act is Act.CONTACT and scene.person_id is None and heard.contact:
        moment.begin(
            moment.repertoire.invitation, f"contact:{heard.contact.phone if heard.contact.own else ''}"
        )
    elif heard.act is Act.EDITED:
        scene.say(unasked(Act.EDITED))
    elif heard.reply_to is not None and _answers_what_it_replies_to(moment, heard.reply_to):
        pass
    elif (front := scene.front) is not None:
        with moment.performer.playing(front) as play:
            answer(moment, front, play, "")
    elif scene.person_id is None:
        moment.begin(moment.repertoire.stranger)
    else:
        put_off = _what_was_put_off(moment) if heard.act is Act.TEXT else ""
        scene.say(put_off or unasked(heard.act))


def _answers_what_it_replies_to(moment: Moment, message_id: int) -> bool:
    asked = moment.stage.asked_in(moment.scene, message_id)
    talk = moment.scene.talk(asked.talk_id) if asked else None
    if asked is None or talk is None or talk.state not in CAN_GO_ON:
        return False
    moment.performer.leave(moment.at, staying=talk)
    with moment.performer.playing(talk) as play:
        earlier = next((q for q in play.talk.asked if q.key == asked.key and q.listed), None)
        if earlier is None or play.ended:
            answer(moment, talk, play, "")
        else:
            correct(moment, talk, earlier)
    return True


def _what_was_put_off(moment: Moment) -> str:
    resting = moment.scene.resting
    title = moment.repertoire[resting.script].title if resting else ""
    if not title:
        return ""
    told = _("You have put off: {title}. /resume goes on with it; /menu shows what else you can do.")
    return told.format(title=_(title))
