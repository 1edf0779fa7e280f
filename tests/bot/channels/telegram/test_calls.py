"""What is said, as calls of the Bot API."""

import orjson
import pytest

from bot.channels.channel import Call
from bot.channels.telegram.calls import acknowledge, anew, compose
from bot.markup import bold
from bot.messages import Acknowledgement, Attachment, Button, Message
from bot.phone.pictures import sample_picture

SITI = 6_210_000_001
YES = Button("Setuju", "12:consent:yes")
KEYBOARD = {"inline_keyboard": [[{"text": "Setuju", "callback_data": "12:consent:yes"}]]}


def test_a_text_is_sent_escaped_and_without_a_preview_of_links() -> None:
    call = compose(SITI, Message(f"Halo, {bold('Siti & <Ani>')}"))
    assert call == Call(
        "sendMessage",
        {
            "chat_id": SITI,
            "text": "Halo, <b>Siti &amp; &lt;Ani&gt;</b>",
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        },
    )


def test_buttons_stand_under_the_message_in_plain_words() -> None:
    call = compose(SITI, Message("Mulai?", buttons=[[Button(bold("Setuju"), YES.data)]]))
    assert call.payload["reply_markup"] == KEYBOARD


@pytest.mark.parametrize("data", ["", "x" * 65, "é" * 33])
def test_a_button_that_carries_too_much_is_a_mistake_of_whoever_made_it(data: str) -> None:
    with pytest.raises(ValueError, match="1 to 64 bytes"):
        compose(SITI, Message("Mulai?", buttons=[[Button("Ya", data)]]))


def test_a_message_that_replaces_another_changes_it_in_place() -> None:
    call = compose(SITI, Message("4 dari 12", buttons=[[YES]], replaces=77))
    assert (call.method, call.payload["message_id"]) == ("editMessageText", 77)
    assert call.payload["reply_markup"] == KEYBOARD


def test_without_buttons_the_old_ones_go() -> None:
    call = compose(SITI, Message("Terima kasih", replaces=77))
    assert call.method == "editMessageText"
    assert "reply_markup" not in call.payload


def test_what_cannot_be_changed_is_sent_anew() -> None:
    call = compose(SITI, Message("4 dari 12", buttons=[[YES]], replaces=77))
    assert anew(call) == compose(SITI, Message("4 dari 12", buttons=[[YES]]))
    assert anew(anew(call)) == anew(call)


def test_the_key_that_shares_a_contact_fits_the_phone_and_goes_after_use() -> None:
    call = compose(SITI, Message("Bagikan kontak Anda", contact_button="Bagikan", replaces=77))
    assert call.method == "sendMessage"
    assert "message_id" not in call.payload
    assert call.payload["reply_markup"] == {
        "keyboard": [[{"text": "Bagikan", "request_contact": True}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }


def test_a_key_is_put_away_by_a_new_message() -> None:
    call = compose(SITI, Message("Terima kasih", closes_keyboard=True, replaces=77))
    assert (call.method, call.payload["reply_markup"]) == ("sendMessage", {"remove_keyboard": True})


def test_buttons_go_before_putting_a_key_away() -> None:
    call = compose(SITI, Message("Lanjut?", buttons=[[YES]], closes_keyboard=True, replaces=77))
    assert (call.method, call.payload["reply_markup"]) == ("editMessageText", KEYBOARD)


def test_a_file_goes_with_what_is_said_of_it() -> None:
    file = Attachment("hasil.xlsx", b"PK")
    call = compose(SITI, Message(bold("Hasil"), attachment=file, buttons=[[YES]], replaces=77))
    assert call == Call(
        "sendDocument",
        {"chat_id": SITI, "caption": "<b>Hasil</b>", "parse_mode": "HTML", "reply_markup": KEYBOARD},
        file,
    )


def test_what_phones_can_show_is_sent_as_what_it_is() -> None:
    picture = Attachment("grafik.png", sample_picture())
    call = compose(SITI, Message("Grafik", attachment=picture, buttons=[[YES]]))
    assert (call.method, call.payload["caption"], call.payload["reply_markup"]) == (
        "sendPhoto",
        "Grafik",
        KEYBOARD,
    )
    assert anew(call) == Call("sendDocument", call.payload, picture)


def test_a_file_may_come_without_a_word() -> None:
    call = compose(SITI, Message("", attachment=Attachment("hasil.xlsx", b"PK")))
    assert call.payload == {"chat_id": SITI}


def test_a_tap_is_acknowledged_with_or_without_a_note() -> None:
    assert acknowledge(Acknowledgement("4711")) == Call("answerCallbackQuery", {"callback_query_id": "4711"})
    call = acknowledge(Acknowledgement("4711", bold("Tersimpan"), alert=True))
    assert call.payload == {"callback_query_id": "4711", "text": "Tersimpan", "show_alert": True}


def test_a_long_note_is_cut() -> None:
    note: str = acknowledge(Acknowledgement("4711", "kata " * 60)).payload["text"]
    assert len(note) <= 200
    assert note.endswith("kata…")


def test_calls_survive_being_stored() -> None:
    call = compose(SITI, Message("Halo \ud83d", buttons=[[YES], [YES, YES]]))
    assert orjson.loads(orjson.dumps(call.payload)) == call.payload
