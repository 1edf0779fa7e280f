"""Whatever shape an update has, it is understood or said to be incomprehensible, and its chat is found or not."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.channel import Incomprehensible
from bot.channels.telegram.understanding import Me, understand
from bot.channels.telegram.updates import address_of, received
from bot.messages import Heard
from bot.phone.phone import Phone

ME = Me(7_200_000_001, "penggerak_bot")
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)

Path = tuple[str | int, ...]


def everything_people_do() -> list[dict[str, Any]]:
    """One real update of each kind."""
    phone = Phone(token="7200000001:AAfor-tests_only")
    siti = phone.add_person("Siti Aminah", phone_number="6281200000001", username="siti")
    first = siti.write("Halo *semua* https://example.org @penggerak_bot")
    siti.write("/menu", reply_to=first)
    siti.edit(first, "Halo")
    siti.send_photo(caption="Papan")
    siti.send_document("a.pdf", b"%PDF")
    siti.send_voice()
    siti.send_audio()
    siti.send_video()
    siti.send_sticker()
    siti.send_contact()
    siti.send_location(-6.2, 106.8)
    group = phone.add_group("Angkatan 3", [siti])
    siti.write("/menu@penggerak_bot", group)
    siti.forward("Pengumuman", "Kepala Bagian")
    siti.block()
    updates = [update.as_json() for update in phone.pending]
    tap = {
        "id": "1",
        "from": siti.account.as_json(),
        "chat_instance": "1",
        "data": "x",
        "message": first.as_json(),
    }
    return [*updates, {"update_id": 99, "callback_query": tap}]


REAL = everything_people_do()

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["private", "supergroup", "channel", "member", "kicked", "", "/start@penggerak_bot"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", "x"]), inner),
    max_leaves=4,
)


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The way to every value within a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inner:
        yield (*path, name)
        yield from places(part, (*path, name))


@st.composite
def bent(draw: st.DrawFn) -> dict[str, Any]:
    """A real update in which a few values are gone or something else."""
    update: dict[str, Any] = deepcopy(draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(list(places(update)) or [("update_id",)]))
        parent: Any = update
        for step in way:
            parent = parent[step]
        if draw(st.booleans()) or last not in (parent if isinstance(parent, dict) else range(len(parent))):
            parent[last] = draw(ANYTHING)
        else:
            del parent[last]
    return update


def is_sound(heard: Heard) -> bool:
    """Whether everything heard can be kept and read on."""
    numbers = [
        heard.address,
        heard.message_id or 0,
        heard.reply_to or 0,
        heard.file.size if heard.file else 0,
    ]
    texts = [heard.text, heard.data, heard.tap_id or "", heard.sender_name, heard.sender_language]
    texts += [heard.file.file_id, heard.file.name, heard.file.media_type] if heard.file else []
    texts += [heard.contact.phone] if heard.contact else []
    places = heard.location or ()
    return (
        all(type(number) is int and abs(number) < 2**63 for number in numbers)
        and all(isinstance(text, str) for text in texts)
        and all(isinstance(place, float) for place in places)
    )


@given(bent())
def test_a_bent_update_is_sound_or_incomprehensible(update: dict[str, Any]) -> None:
    before = json.dumps(update)
    address = address_of(update)
    assert address is None or type(address) is int
    try:
        heard = understand(update, NOW, ME)
    except Incomprehensible:
        heard = None
    assert heard is None or (is_sound(heard) and heard.address == address)
    assert json.dumps(update) == before


@given(ANYTHING)
def test_anything_at_all_is_received_or_incomprehensible(raw: Any) -> None:
    try:
        update = received(raw)
    except Incomprehensible:
        return
    assert update.payload is raw


def test_every_real_update_is_understood() -> None:
    for update in REAL:
        stored = orjson.loads(orjson.dumps(update))
        assert is_sound(understand(stored, NOW, ME))
