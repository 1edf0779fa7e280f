"""The people of the sample, each with a phone, and their invitations."""

from sqlmodel import Session, col, select

from bot.demo.home import Home
from bot.phone.people import Person as Owner
from bot.phone.phone import Invitation, Phone
from bot.sample.cast import address_of, called
from models.invitations import invitations_of
from models.members import Member
from models.people import Chat, Person
from models.programmes import batch_with_code

STRANGERS = (("Rahmat Hidayat", "id", "+6286011000190"), ("Grace Wijaya", "en", "+6286011000191"))


def move_in(phone: Phone, home: Home) -> dict[str, Owner]:
    """Give everybody in the batch a phone, the same one each time, and two strangers one; by their short name."""
    with Session(home.engine) as session, session.begin():
        batch = batch_with_code(session, home.sample.batch_code)
        people = session.exec(
            select(Person, Chat)
            .join(Member, col(Member.person_id) == Person.id)
            .join(Chat, col(Chat.person_id) == Person.id, isouter=True)
            .where(Member.batch_id == batch.id, col(Person.erased_at).is_(None))
            .order_by(col(Member.id))
        ).all()
        owners = {}
        for person, chat in people:
            owner = owners[called(person.name)] = phone.add_person(
                called(person.name),
                language_code=person.language or "id",
                phone_number=person.phone or "",
                user_id=chat.address if chat else address_of(person.id or 0),
            )
            owner.conversation.chat.started = chat is not None
        for invited in invitations_of(session, batch.code, home.clock.now()):
            phone.invitations.append(Invitation(called(invited.name), phone.link(invited.token)))
    for place, (name, language, number) in enumerate(STRANGERS):
        user_id = address_of(900_000 + place)
        phone.add_person(name, language_code=language, phone_number=number, user_id=user_id)
    home.connect(phone)
    return owners
