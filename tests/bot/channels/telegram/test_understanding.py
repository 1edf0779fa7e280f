"""What people do on their phones, as the shell hears it: every update here is one the phone made."""

from typing import Any

import pytest

from bot.channels.channel import Incomprehensible
from bot.channels.telegram.understanding import Me, understand
from bot.channels.telegram.updates import address_of, received
from bot.clock import StoppedClock
from bot.messages import Act, Heard, SentFile, SharedContact
from bot.phone.groups import Group
from bot.phone.people import Person
from bot.phone.phone import Phone

ME = Me(7_200_000_001, "penggerak_bot")


@pytest.fixture
def phone(clock: StoppedClock) -> Phone:
    return Phone(token="7200000001:AAfor-tests_only", clock=clock)


@pytest.fixture
def group(phone: Phone, siti: Person) -> Group:
    group = phone.add_group("Angkatan 3", [siti])
    phone.world.updates.clear()
    return group


def newest(phone: Phone) -> dict[str, Any]:
    return phone.pending[-1].as_json()


def heard(phone: Phone) -> Heard:
    payload = newest(phone)
    heard = understand(payload, phone.clock.now(), ME)
    assert heard.address == address_of(payload) == received(payload).address
    return heard


def test_a_text(phone: Phone, siti: Person) -> None:
    sent = siti.write("sangat\u202e setuju")
    assert heard(phone) == Heard(
        "telegram",
        siti.id,
        Act.TEXT,
        phone.clock.now(),
        text="sangat setuju",
        message_id=sent.id,
        sender_name="Siti Aminah",
        sender_language="id",
    )


def test_a_text_means_the_same_with_something_beside_it(phone: Phone, siti: Person) -> None:
    siti.write("/menu@penggerak_bot lagi")
    plain = newest(phone)
    boosted = {**plain, "message": plain["message"] | {"sender_boost_count": 1}}
    assert understand(boosted, phone.clock.now(), ME) == understand(plain, phone.clock.now(), ME)


def test_an_invitation_that_is_opened(phone: Phone, siti: Person) -> None:
    siti.open(phone.link("T0KEN-1"))
    assert (heard(phone).act, heard(phone).text) == (Act.TEXT, "/start T0KEN-1")


def test_a_command_with_the_bots_name_is_the_command(phone: Phone, siti: Person) -> None:
    siti.write("/menu@Penggerak_Bot 3")
    assert heard(phone).text == "/menu 3"


def test_a_reply_says_to_what(phone: Phone, siti: Person) -> None:
    first = siti.write("Mengapa?")
    siti.write("Karena perlu", reply_to=first)
    assert heard(phone).reply_to == first.id


def test_a_photo_is_the_largest_there_is(phone: Phone, siti: Person) -> None:
    siti.send_photo(caption="Papan antrean")
    photo = heard(phone)
    sizes = newest(phone)["message"]["photo"]
    assert (photo.act, photo.text) == (Act.PHOTO, "Papan antrean")
    assert photo.file is not None
    assert photo.file.file_id == max(sizes, key=lambda size: size["width"])["file_id"]
    assert (photo.file.name, photo.file.media_type) == ("photo.jpg", "image/jpeg")


def test_a_document(phone: Phone, siti: Person) -> None:
    siti.send_document("rencana aksi.pdf", b"%PDF-1.7", mime_type="application/pdf", caption="Rencana")
    document = heard(phone)
    assert (document.act, document.text) == (Act.DOCUMENT, "Rencana")
    assert document.file == SentFile(
        newest(phone)["message"]["document"]["file_id"], "rencana aksi.pdf", "application/pdf", 8
    )


def test_voice_music_and_film(phone: Phone, siti: Person) -> None:
    siti.send_voice()
    assert (heard(phone).act, heard(phone).file is not None) == (Act.VOICE, True)
    siti.send_audio()
    assert (heard(phone).act, heard(phone).file is not None) == (Act.VOICE, True)
    siti.send_video()
    assert (heard(phone).act, heard(phone).file is not None) == (Act.VIDEO, True)


def test_a_sticker(phone: Phone, siti: Person) -> None:
    siti.send_sticker()
    assert heard(phone).act is Act.STICKER


def test_ones_own_contact_and_somebody_elses(phone: Phone, siti: Person) -> None:
    siti.send_contact()
    assert heard(phone).contact == SharedContact("6281200000001", own=True)
    budi = phone.add_person("Budi", phone_number="+62 812 0000 0002")
    siti.send_contact(own=False, of=budi.account)
    assert heard(phone).contact == SharedContact("6281200000002", own=False)
    siti.send_contact(own=False, phone_number="6281200000001", name="Siti")
    assert heard(phone).contact == SharedContact("6281200000001", own=False)


def test_a_place(phone: Phone, siti: Person) -> None:
    siti.send_location(-6.1754, 106.8272)
    assert (heard(phone).act, heard(phone).location) == (Act.LOCATION, (-6.1754, 106.8272))


def test_a_venue_is_a_place(phone: Phone, siti: Person) -> None:
    siti.send_location(-6.1754, 106.8272)
    payload = newest(phone)
    place = payload["message"]["location"]
    payload["message"]["venue"] = {"location": place, "title": "Balai Kota", "address": "Jalan 1"}
    assert understand(payload, phone.clock.now(), ME).location == (-6.1754, 106.8272)


def test_a_message_that_was_changed(phone: Phone, siti: Person) -> None:
    sent = siti.write("setujuu")
    siti.edit(sent, "setuju")
    assert (heard(phone).act, heard(phone).text, heard(phone).message_id) == (Act.EDITED, "setuju", sent.id)


def test_somebody_shuts_the_bot_out_and_lets_it_in_again(phone: Phone, siti: Person) -> None:
    siti.block()
    assert (heard(phone).act, heard(phone).address) == (Act.BLOCKED, siti.id)
    siti.unblock()
    assert (heard(phone).act, heard(phone).address) == (Act.UNBLOCKED, siti.id)


def tap(siti: Person, message: dict[str, Any] | None) -> dict[str, Any]:
    query = {"id": "4711", "from": siti.account.as_json(), "chat_instance": "1", "data": "12:q1:yes"}
    return {"update_id": 1, "callback_query": query | ({"message": message} if message else {})}


@pytest.mark.parametrize("date", [1_764_000_000, 0])  # 0: too old to be looked at
def test_a_tap(phone: Phone, siti: Person, date: int) -> None:
    message = {"message_id": 77, "date": date, "chat": {"id": siti.id, "type": "private"}}
    tapped = understand(tap(siti, message), phone.clock.now(), ME)
    assert (tapped.act, tapped.address, tapped.message_id) == (Act.TAP, siti.id, 77)
    assert (tapped.tap_id, tapped.data, tapped.sender_name) == ("4711", "12:q1:yes", "Siti Aminah")


def test_a_tap_on_a_message_that_is_gone_belongs_to_who_tapped(phone: Phone, siti: Person) -> None:
    payload = tap(siti, None)
    tapped = understand(payload, phone.clock.now(), ME)
    assert (tapped.address, tapped.message_id) == (address_of(payload), None) == (siti.id, None)


def test_something_we_have_no_use_for(phone: Phone, siti: Person) -> None:
    siti.write("?")
    payload = newest(phone)
    del payload["message"]["text"]
    payload["message"]["dice"] = {"emoji": "🎲", "value": 3}
    assert understand(payload, phone.clock.now(), ME).act is Act.OTHER


def test_a_group_the_bot_is_added_to_and_thrown_out_of(phone: Phone, group: Group, siti: Person) -> None:
    group.remove_bot(siti.account)
    assert heard(phone).act is Act.GROUP_CHATTER
    group.add_bot(siti.account)
    joined = next(update.as_json() for update in reversed(phone.pending) if update.kind == "my_chat_member")
    assert understand(joined, phone.clock.now(), ME).act is Act.GROUP_JOINED
    assert heard(phone).act is Act.GROUP_CHATTER  # Telegram says it a second time, as a message


@pytest.mark.parametrize("text", ["/menu", "/menu@penggerak_bot", "Tolong, @PENGGERAK_bot!"])
def test_what_is_meant_for_the_bot_in_a_group(phone: Phone, group: Group, siti: Person, text: str) -> None:
    siti.write(text, group)
    assert (heard(phone).act, heard(phone).address) == (Act.GROUP_ADDRESSED, group.id)


async def test_a_reply_to_the_bot_in_a_group_is_meant_for_it(
    phone: Phone, group: Group, siti: Person
) -> None:
    theirs = siti.write("Halo semua /menu", group)
    payload = theirs.as_json()
    payload["reply_to_message"] = {**theirs.as_json(), "from": phone.world.bot.as_json()}
    payload["text"] = "Baik"
    told = understand({"update_id": 1, "message": payload}, phone.clock.now(), ME)
    assert (told.act, told.reply_to) == (Act.GROUP_ADDRESSED, theirs.id)


@pytest.mark.parametrize("text", ["Selamat pagi", "/menu@bot_lain", "surel: a@penggerak_botani", "/ menu"])
def test_what_people_say_to_each_other_is_chatter(
    phone: Phone, group: Group, siti: Person, text: str
) -> None:
    message = siti.write("x", group).as_json() | {"text": text}
    told = understand({"update_id": 1, "message": message}, phone.clock.now(), ME)
    assert told.act is Act.GROUP_CHATTER


def test_a_post_in_a_channel_is_chatter(phone: Phone) -> None:
    chat = {"id": -1_002_000_000_009, "type": "channel", "title": "Pengumuman"}
    post = {"message_id": 5, "date": 1_764_000_000, "chat": chat, "text": "/menu"}
    told = understand({"update_id": 1, "channel_post": post}, phone.clock.now(), ME)
    assert (told.act, told.address, told.sender_name) == (Act.GROUP_CHATTER, chat["id"], "")


@pytest.mark.parametrize(
    "payload", [{}, {"update_id": 1}, {"update_id": 1, "poll": {"id": "1"}}, {"message": []}]
)
def test_what_we_never_asked_for_is_incomprehensible(phone: Phone, payload: dict[str, Any]) -> None:
    with pytest.raises(Incomprehensible):
        understand(payload, phone.clock.now(), ME)


@pytest.mark.parametrize(
    "raw", [None, [], "update", {}, {"update_id": "1"}, {"update_id": True}, {"update_id": 2**63}]
)
def test_an_update_without_a_number_cannot_be_kept(raw: object) -> None:
    with pytest.raises(Incomprehensible):
        received(raw)
