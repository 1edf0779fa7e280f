"""An instrument opened to the batch at the desk, and what was stored of somebody's answers."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.instruments.versions import Workbook, add_version
from models.instruments.windows import Window, Wish, open_window
from models.instruments.workbook import read_workbook
from models.people import Chat
from models.responses import Answer, Response
from models.talks import Reply, Talk
from tests.bot.desk import Desk, Somebody
from tests.models.instruments.workbooks import workbook

SHORT = """
survey
| type                 | name   | label                        | relevant                 | required | constraint         | appearance |
| note                 | awal   | This is about your office.   |                          |          |                    |            |
| text                 | kantor | What is your office called?  |                          | yes      |                    |            |
| select_one yn        | tim    | Do you lead a team?          |                          | yes      |                    |            |
| integer              | besar  | How big is it?               | ${tim} = 'y'             | yes      | . > 0 and . <= 500 |            |
| begin_group          | kerja  | Work                         |                          |          |                    |            |
| select_multiple alat | alat   | What do you use?             |                          |          |                    |            |
| text                 | lain   | Which other?                 | selected(${alat}, 'etc') | yes      |                    |            |
| select_one setuju    | buka   | We speak openly.             |                          | yes      |                    | likert     |
| select_one setuju    | bantu  | We help one another.         |                          |          |                    | likert     |
| end_group            | kerja  |                              |                          |          |                    |            |
choices
| list_name | name | label     |
| yn        | y    | I do      |
| yn        | n    | I do not  |
| alat      | wa   | WhatsApp  |
| alat      | xls  | Sheets    |
| alat      | etc  | Something |
| setuju    | 1    | Disagree  |
| setuju    | 2    | Neutral   |
| setuju    | 3    | Agree     |
settings
| form_title    | form_id | version |
| At work       | kerja   | 1       |
"""
CODE = "kerja"


def open_form(
    desk: Desk,
    tables: str = SHORT,
    *,
    opens: datetime | None = None,
    closes: datetime | None = None,
    minutes: int | None = None,
    code: str = CODE,
) -> Window:
    """Add the form as the newest version of the instrument and open it to the batch, or change its window."""
    now = desk.clock.now()
    content = workbook(tables)
    with Session(desk.engine, expire_on_commit=False) as session, session.begin():
        added = add_version(
            session, code, Workbook(f"{code}.xlsx", content), read_workbook(content, f"{code}.xlsx"), now
        )
        wish = Wish(opens, closes, minutes)
        return open_window(session, added.version.instrument_id, desk.batch_id, wish, now)


@dataclass(frozen=True)
class Stored:
    """A stored response."""

    complete: bool
    values: dict[str, str]


def stored(desk: Desk, somebody: Somebody) -> Stored | None:
    """What is stored of somebody's answers; None where nothing is."""
    with Session(desk.engine) as session:
        response = session.exec(
            select(Response).where(Response.member_id == somebody.member_id)
        ).one_or_none()
        if response is None:
            return None
        answers = session.exec(select(Answer).where(Answer.response_id == response.id)).all()
        return Stored(response.complete, {answer.path: answer.value for answer in answers})


def asked(desk: Desk, somebody: Somebody) -> str | None:
    """The key of the question that somebody's assessment waits for."""
    with Session(desk.engine) as session:
        waiting = (
            select(Talk.waiting)
            .join(Chat, col(Chat.id) == Talk.chat_id)
            .where(Chat.address == somebody.address, Talk.script == "assess")
            .order_by(col(Talk.id).desc())
        )
        return session.exec(waiting).first()


def kept(desk: Desk, somebody: Somebody) -> dict[str, object]:
    """What somebody's talks have kept and what stands, by key."""
    with Session(desk.engine) as session:
        replies = (
            select(Reply.key, Reply.value)
            .join(Talk, col(Talk.id) == Reply.talk_id)
            .join(Chat, col(Chat.id) == Talk.chat_id)
            .where(Chat.address == somebody.address, col(Reply.settled))
        )
        return dict(session.exec(replies).all())


def answer(somebody: Somebody, *texts: str) -> None:
    """Let somebody write these, one after the other."""
    for text in texts:
        somebody.writes(text)
