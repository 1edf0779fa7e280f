"""Writing quick wins, changing them and giving them up; asking to join one and letting somebody in; a push."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC

from sqlmodel import col, select

from bot.sample.scene import Scene, said, story_of
from bot.sample.stories import Event, Story
from models.desk.pushes import Push, keep_push
from models.quickwins.cards import Act, Changed, Wish, keep_act, keep_change
from models.quickwins.content import FIELDS, Content
from models.quickwins.drafts import Written, keep_draft
from models.quickwins.evidence import Given
from models.quickwins.join_requests import JoinRequest, RequestState
from models.quickwins.joining import JoinAnswer, JoinWish, keep_answer, keep_wish
from models.quickwins.quickwin import QuickWin


def write(scene: Scene, event: Event) -> None:
    """Write it up to one field, or to its end."""
    story, at, writer = story_of(event), event.at.astimezone(UTC), scene.doer(event)
    until = said(event, "until", FIELDS[-1])
    content = _as_far_as(until, story)
    begun = scene.begun.get(story.name)
    subject = scene.quickwin(event).begun_as if begun else f"new:{at:%Y%m%d%H%M%S}"
    written = Written(
        id=begun,
        writer=writer,
        content=content,
        evidence=_evidence(story, content),
        met_neighbours=content.source is not None,
        finished=content.is_complete,
    )
    asker = scene.asker(event, subject)
    if begun is None:  # the problem is jotted down first, then the rest is written
        keep_draft(scene.session, asker, replace(written, content=_as_far_as("problem", story)), at)
        row = select(QuickWin).where(QuickWin.begun_by == writer.member_id, col(QuickWin.begun_as) == subject)
        scene.begun[story.name] = scene.session.exec(row).one().id or 0
        written = replace(written, id=scene.begun[story.name])
    keep_draft(scene.session, asker, written, at)
    scene.session.flush()


def change(scene: Scene, event: Event) -> None:
    """Let it say something else from now on."""
    row = scene.quickwin(event)
    now = scene.calendar.all_dated(event.said["now"])
    changed = Changed(row.id or 0, scene.doer(event).member_id, row.content, replace(row.content, **now))
    keep_change(scene.session, scene.asker(event), changed, event.at.astimezone(UTC))


def drop(scene: Scene, event: Event) -> None:
    """Give it up."""
    _act(scene, event, Wish.DROP)


def ask_to_be_let_through(scene: Scene, event: Event) -> None:
    """Ask the facilitators to let it be reviewed though it is no quick win by its figures."""
    _act(scene, event, Wish.ASK)


def ask_to_join(scene: Scene, event: Event) -> None:
    """Ask to work on another quick win; where the story has begun, it would go into that one."""
    story = story_of(event)
    target, own = scene.named(said(event, "quick_win", story.name)), scene.begun.get(story.name)
    merging = own if own != target.id else None
    wish = JoinWish(target.id or 0, scene.doer(event), merging, event.said["words"])
    keep_wish(scene.session, scene.asker(event), wish, event.at.astimezone(UTC))


def let_in(scene: Scene, event: Event) -> None:
    """An owner says yes to whoever asked last."""
    own = scene.begun[story_of(event).name]
    asked = select(JoinRequest).where(
        JoinRequest.state == RequestState.ASKED,
        (col(JoinRequest.merging) == own) | (col(JoinRequest.quickwin_id) == own),
    )
    request = scene.session.exec(asked.order_by(col(JoinRequest.id).desc())).first()
    if request is None:
        raise LookupError("nobody has asked to join")
    answer = JoinAnswer(request.id or 0, accepted=True, member_id=scene.doer(event).member_id)
    keep_answer(scene.session, scene.asker(event), answer, event.at.astimezone(UTC))


def push(scene: Scene, event: Event) -> None:
    """A facilitator gives its owner a gentle push."""
    pushed = scene.cast.members[story_of(event).owner]
    wish = Push(pushed, scene.doer(event), event.at.date())
    keep_push(scene.session, scene.asker(event), wish, event.at.astimezone(UTC))


def _act(scene: Scene, event: Event, wish: Wish) -> None:
    act = Act(scene.quickwin(event).id or 0, wish)
    keep_act(scene.session, scene.asker(event), act, event.at.astimezone(UTC), rules=scene.rules)


def _as_far_as(until: str, story: Story) -> Content:
    names = FIELDS[: FIELDS.index(until) + 1]
    return Content(**{name: getattr(story.says, name) for name in names})


def _evidence(story: Story, content: Content) -> Mapping[str, Given]:
    """What was handed over by then: it is asked for once it is said whose complaint it is."""
    given = story.evidence if content.source is not None else ()
    return {f"evidence.{place}": piece for place, piece in enumerate(given, 1)}


WRITING: Mapping[str, Callable[[Scene, Event], None]] = {
    "write": write,
    "change": change,
    "drop": drop,
    "ask": ask_to_be_let_through,
    "ask_to_join": ask_to_join,
    "let_in": let_in,
    "push": push,
}
"""What can be done with quick wins, by its word."""
