"""A form with every kind of question, what everybody means to answer, and how that is kept and stored."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from tests.fuzz.doings import Doing, Sends, Writes

CODE, TITLE = "kerja", "Di tempat kerja"
LIST = "\n".join(f"| dinas | d{n} | Dinas {n} |" for n in range(1, 31))
FORM = f"""
survey
| type                   | name   | label                            | required | constraint         | appearance | relevant     | parameters | calculation |
| text                   | kantor | Apa nama kantor Anda?            | yes      |                    |            |              |            |             |
| note                   | tentang | Berikut ini tentang ${{kantor}}. |          |                    |            |              |            |             |
| integer                | besar  | Berapa orang di sana?            | yes      | . > 0 and . <= 500 |            |              |            |             |
| decimal                | jarak  | Berapa kilometer dari rumah?     |          |                    |            |              |            |             |
| range                  | nilai  | Seberapa nyaman?                 | yes      |                    |            |              | start=1 end=5 step=1 | |
| range                  | persen | Berapa persen?                   |          |                    |            |              | start=0 end=100 step=5 | |
| date                   | mulai  | Sejak kapan?                     | yes      |                    |            |              |            |             |
| time                   | jam    | Pukul berapa buka?               | yes      |                    |            |              |            |             |
| dateTime               | rapat  | Kapan rapat berikut?             |          |                    |            |              |            |             |
| select_one yn          | tim    | Anda memimpin tim?               | yes      |                    |            |              |            |             |
| text                   | siapa  | Siapa di tim Anda di ${{kantor}}? | yes     |                    |            | ${{tim}} = 'y' |          |             |
| select_one dinas       | dinas  | Dinas yang mana?                 | yes      |                    |            |              |            |             |
| select_one layanan or_other | satu | Layanan apa?                    | yes      |                    | columns-2  |              |            |             |
| select_multiple urusan | banyak | Urusan apa saja di ${{kantor}}?  |          |                    |            |              |            |             |
| rank urusan            | urut   | Mana yang lebih dulu?            | yes      |                    |            |              |            |             |
| acknowledge            | tahu   | Jawaban disimpan.                | yes      |                    |            |              |            |             |
| begin_group            | suasana | Suasana                         |          |                    |            |              |            |             |
| select_one setuju      | buka   | Kami berbicara terbuka.          | yes      |                    | likert     |              |            |             |
| select_one setuju      | bantu  | Kami saling membantu.            |          |                    | likert     |              |            |             |
| end_group              | suasana |                                 |          |                    |            |              |            |             |
| image                  | foto   | Foto loket?                      | yes      |                    |            |              |            |             |
| audio                  | suara  | Ucapan salam?                    |          |                    |            |              |            |             |
| video                  | rekam  | Rekaman loket?                   |          |                    |            |              |            |             |
| file                   | surat  | Surat tugas?                     | yes      |                    |            |              |            |             |
| geopoint               | letak  | Di mana letaknya?                | yes      |                    |            |              |            |             |
| begin_repeat           | anggota | Anggota                         |          |                    |            |              |            |             |
| text                   | nama   | Siapa namanya?                   | yes      |                    |            |              |            |             |
| end_repeat             | anggota |                                 |          |                    |            |              |            |             |
| calculate              | jumlah |                                  |          |                    |            |              |            | count(${{anggota}}) |
| text                   | akhir  | Ada lagi tentang ${{kantor}} dan ${{siapa}}? |  |                |            |              |            |             |
choices
| list_name | name | label |
| yn        | y    | Ya |
| yn        | n    | Tidak |
| urusan    | air  | Air |
| urusan    | jln  | Jalan |
| urusan    | smp  | Sampah |
| layanan   | ktp  | KTP |
| layanan   | kk   | KK |
| setuju    | 1    | Tidak setuju |
| setuju    | 2    | Netral |
| setuju    | 3    | Setuju |
{LIST}
settings
| form_title | form_id |
| {TITLE}    | {CODE} |
"""

SHORT_TITLE = "Kilat"
SHORT_FORM = f"""
survey
| type    | name | label | required |
| text    | a    | Apa?  | yes      |
| integer | b    | Berapa? |        |
| text    | c    | Lalu? | yes      |
settings
| form_title    | form_id |
| {SHORT_TITLE} | kilat   |
"""

JAKARTA = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class Wish:
    """What somebody wants to answer to the question at a place of the form, and what is kept of it in a talk."""

    place: str
    does: Doing
    keeps: JsonValue

    @property
    def key(self) -> str:
        """The key under which it is asked."""
        return f"/{self.place}"


WISHES = (
    Wish("kantor", Writes("Dinas Sosial"), "Dinas Sosial"),
    Wish("besar", Writes("12"), "12"),
    Wish("jarak", Writes("2,5"), "2.5"),
    Wish("nilai", Writes("4"), "4"),
    Wish("persen", Writes("35"), "35"),
    Wish("mulai", Writes("5-10-2026"), "2026-10-05"),
    Wish("jam", Writes("jam 8"), "08:00"),
    Wish("rapat", Writes("5-10-2026 09.30"), "2026-10-05T09:30"),
    Wish("tim", Writes("y"), "y"),
    Wish("siapa", Writes("Ayu & Bima <2>"), "Ayu & Bima <2>"),
    Wish("dinas", Writes("Dinas 17"), "d17"),
    Wish("satu", Writes("KK"), "kk"),
    Wish("banyak", Writes("air, sampah"), ["air", "smp"]),
    Wish("urut", Writes("3, 1, 2"), ["smp", "air", "jln"]),
    Wish("tahu", Writes("1"), "OK"),
    Wish("suasana/buka", Writes("Setuju"), "3"),
    Wish("suasana/bantu", Writes("Netral"), "2"),
    Wish("foto", Sends("photo"), "photo.jpg"),
    Wish("suara", Sends("voice"), "voice.ogg"),
    Wish("rekam", Sends("video"), "rekaman.mp4"),
    Wish("surat", Sends("document"), "surat.pdf"),
    Wish("letak", Sends("location"), [-6.175392, 106.827153]),
    Wish("anggota[1]/nama", Writes("Wati"), "Wati"),
    Wish("anggota[1]+", Writes("tidak"), "no"),
    Wish("akhir", Writes("Terima kasih"), "Terima kasih"),
)
BY_KEY = {wish.key: wish for wish in WISHES}
ORDER = tuple(BY_KEY)


def as_kept(value: JsonValue) -> JsonValue:
    """What a talk has kept, as wishes have it: of a file the name."""
    return value["name"] if isinstance(value, dict) else value


def as_stored(place: str, kept: JsonValue) -> str:
    """How an answer that a talk kept is stored with the response, as ODK writes it."""
    match as_kept(kept):
        case [float() as latitude, float() as longitude]:
            return f"{latitude:f} {longitude:f} 0 0"
        case list() as codes:
            return " ".join(map(str, codes))
        case str() as at if place == "jam":
            return f"{time.fromisoformat(at).isoformat('milliseconds')}+07:00"
        case str() as at if place == "rapat":
            return f"{datetime.fromisoformat(at).isoformat(timespec='milliseconds')}+07:00"
        case other:
            return str(other)


def wished() -> dict[str, str]:
    """What is stored of somebody who answered as everybody means to."""
    stored = {w.place: as_stored(w.place, w.keeps) for w in WISHES if not w.place.endswith("+")}
    return {**stored, "jumlah": "1"}


def wrong(kept: dict[str, Any]) -> list[str]:
    """Keys of answers that stand and are not as wished."""
    return [key for key, value in kept.items() if key in BY_KEY and as_kept(value) != BY_KEY[key].keeps]
