"""Pictures and files go both ways."""

from datetime import timedelta
from pathlib import Path

import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest

from bot.phone.files import DOWNLOAD_LIMIT
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.pictures import sample_picture
from bot.phone.server import serve
from bot.phone.viewers import CannotDo
from bot.pictures import picture_size


async def test_a_persons_picture_comes_in_several_sizes(bot: Bot, siti: Person) -> None:
    siti.send_photo(sample_picture(1280, 800), "Ruang rapat")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.caption == "Ruang rapat"
    assert [(size.width, size.height) for size in message.photo] == [(90, 56), (320, 200), (1280, 800)]
    assert len({size.file_id for size in message.photo}) == 3
    file = await message.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == sample_picture(1280, 800)


async def test_a_persons_file_can_be_fetched(bot: Bot, siti: Person) -> None:
    siti.send_document("Laporan minggu 3.pdf", b"%PDF-1.7", "Laporan")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.document is not None
    assert (message.document.file_name, message.document.mime_type) == (
        "Laporan minggu 3.pdf",
        "application/pdf",
    )
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"%PDF-1.7"


async def test_a_file_over_twenty_megabytes_cannot_be_fetched(bot: Bot, siti: Person) -> None:
    siti.send_document("film.bin", bytes(DOWNLOAD_LIMIT + 1))
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.document is not None
    with pytest.raises(BadRequest, match=r"^File is too big$"):
        await message.document.get_file()


async def test_the_bots_files_are_shown_and_can_be_sent_again(bot: Bot, siti: Person) -> None:
    siti.write("halo")
    sent = await bot.send_photo(siti.id, sample_picture(), caption="<b>Grafik</b>", parse_mode="HTML")
    assert siti.messages[-1].file is not None
    assert (siti.messages[-1].file.width, siti.messages[-1].text) == (320, "Grafik")
    again = await bot.send_photo(siti.id, sent.photo[-1].file_id)
    assert again.photo == sent.photo
    with pytest.raises(BadRequest, match="Can't use file of type photo as document"):
        await bot.send_document(siti.id, sent.photo[-1].file_id)


async def test_documents_voices_and_captions(bot: Bot, siti: Person) -> None:
    siti.write("halo")
    document = await bot.send_document(siti.id, InputFile(b"a;b", "nilai.csv"), thumbnail=sample_picture())
    assert document.document is not None
    assert (document.document.file_name, document.document.mime_type) == ("nilai.csv", "text/csv")
    voice = await bot.send_voice(siti.id, b"OggS", duration=4)
    assert voice.voice is not None
    assert voice.voice.duration == timedelta(seconds=4)


async def test_the_bots_sounds_and_films_are_shown_and_can_be_sent_again(bot: Bot, siti: Person) -> None:
    siti.write("halo")
    audio = (
        await bot.send_audio(siti.id, InputFile(b"ID3", "sambutan.mp3"), duration=61, title="Sambutan")
    ).audio
    assert audio is not None
    assert (audio.file_name, audio.mime_type, audio.duration) == (
        "sambutan.mp3",
        "audio/mpeg",
        timedelta(seconds=61),
    )
    video = (await bot.send_video(siti.id, InputFile(b"ftyp", "keliling.mp4"), supports_streaming=True)).video
    assert video is not None
    assert (video.file_name, video.mime_type) == ("keliling.mp4", "video/mp4")
    assert (await bot.send_audio(siti.id, audio.file_id)).audio == audio
    with pytest.raises(BadRequest, match="Can't use file of type audio as video"):
        await bot.send_video(siti.id, audio.file_id)
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_video(siti.id, b"")


async def test_other_things_people_send(bot: Bot, siti: Person, budi: Person) -> None:
    siti.send_voice(seconds=7)
    siti.send_audio()
    siti.send_video()
    siti.send_sticker("🎉")
    siti.send_location(-6.9, 107.6)
    siti.send_contact()
    siti.send_contact(own=False, of=budi.account)
    siti.send_contact(own=False, phone_number="+62 811 000", name="Warung")
    siti.forward("kata orang", budi.account)
    siti.forward("kata seseorang", "Orang Tersembunyi")
    messages = [update.message for update in await bot.get_updates() if update.message]
    voice, audio, video, sticker, location, own, other, number, forwarded, hidden = messages
    assert voice.voice is not None
    assert voice.voice.duration == timedelta(seconds=7)
    assert audio.audio is not None
    assert video.video is not None
    assert sticker.sticker is not None
    assert sticker.sticker.emoji == "🎉"
    assert location.location is not None
    assert location.location.longitude == 107.6
    assert own.contact is not None
    assert own.contact.user_id == siti.id
    assert other.contact is not None
    assert other.contact.user_id == budi.id
    assert number.contact is not None
    assert (number.contact.user_id, number.contact.phone_number) == (None, "62811000")
    assert forwarded.forward_origin is not None
    assert forwarded.forward_origin.type == "user"
    assert hidden.forward_origin is not None
    assert hidden.forward_origin.type == "hidden_user"


async def test_a_caption_can_be_changed(bot: Bot, siti: Person) -> None:
    siti.edit(siti.send_photo(caption="sebelum"), "sesudah")
    edited = (await bot.get_updates())[-1].edited_message
    assert edited is not None
    assert edited.caption == "sesudah"
    assert edited.photo


async def test_nobody_shares_a_number_they_do_not_have(phone: Phone) -> None:
    with pytest.raises(CannotDo, match="no phone number"):
        phone.add_person("Wayan").send_contact()


def bytes_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*.txt")]


async def test_files_can_be_kept_in_a_folder(tmp_path: Path) -> None:
    phone = Phone(files=tmp_path)
    siti = phone.add_person("Siti Aminah")
    async with (
        serve(phone) as address,
        Bot(phone.token, base_url=address.base_url, base_file_url=address.base_file_url) as bot,
    ):
        siti.send_document("a.txt", b"isi")
        message = (await bot.get_updates())[-1].message
        assert message is not None
        assert message.document is not None
        assert bytes(await (await message.document.get_file()).download_as_bytearray()) == b"isi"
    assert bytes_in(tmp_path) == [b"isi"]


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (sample_picture(12, 7), (12, 7)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x07\x00\x0c" + bytes(9), (12, 7)),
        (b"GIF89a\x0c\x00\x07\x00", (12, 7)),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x0b\0\0\x06\0\0", (12, 7)),
        (b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + (11 | 6 << 14).to_bytes(4, "little"), (12, 7)),
        (b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + b"\x0c\0\x07\0", (12, 7)),
        (b"hello", None),
        (b"", None),
    ],
)
def test_the_size_of_a_picture(data: bytes, size: tuple[int, int] | None) -> None:
    assert picture_size(data) == size
