"""One thing heard, in the scene in which it was heard: what every part of working it out needs."""

from bot.messages import Acknowledgement, Act, Heard
from bot.performing import Performer
from bot.questions.kind import Misunderstood
from bot.repertoire import Repertoire
from bot.scene import Scene
from bot.stage import Stage
from bot.talk import Begin


class Moment:
    """Who did what, and the ways to answer at once."""

    def __init__(self, repertoire: Repertoire, stage: Stage, scene: Scene, heard: Heard) -> None:
        self.repertoire = repertoire
        self.stage = stage
        self.scene = scene
        self.heard = heard
        self.at = heard.at
        self.performer = Performer(repertoire, stage, scene, heard.at)
        self.tapped_in = heard.message_id if heard.act is Act.TAP else None  # the message to change in place

    def begin(self, script: str, subject: str = "") -> None:
        """Open a conversation."""
        self.performer.begin(Begin(script, subject), self.at)

    def tell(self, text: str) -> None:
        """Say something in passing: as a note to a tap, else as a message."""
        if self.heard.tap_id:
            self.acknowledge(text)
        else:
            self.scene.say(text)

    def hint(self, hint: Misunderstood) -> None:
        """Say what would have been an answer."""
        if self.heard.tap_id:
            self.acknowledge(str(hint), alert=True)
        else:
            self.scene.say(str(hint))

    def acknowledge(self, text: str, *, alert: bool = False) -> None:
        """Answer the tap, if it was one."""
        if self.heard.tap_id:
            self.scene.effects.append(Acknowledgement(self.heard.tap_id, text, alert))
