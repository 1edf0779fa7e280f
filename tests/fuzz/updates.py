"""Updates of every kind, and the same bent in every way, as hypothesis chooses them."""

from hypothesis import strategies as st

from bot.tapping import pack
from tests.fuzz.bending import Added, Becomes, Copied, Gone, Nested, Repeated
from tests.fuzz.contents import CONTENTS, ELSEWHERE
from tests.fuzz.doings import (
    Blocks,
    Did,
    Doing,
    Edits,
    Elsewhere,
    InTheGroup,
    Moves,
    Opens,
    Sends,
    Shares,
    Taps,
    TapsWhatIsSomebodyElses,
    Writes,
)
from tests.fuzz.people import AT, NAMES, STRANGERS_AT
from tests.fuzz.questionnaire import WISHES

COMMANDS = [
    "/start",
    "/menu",
    "/asesmen",
    "/assessments",
    "/bahasa",
    "/language",
    "/dataku",
    "/mydata",
    "/hapus",
    "/erase",
    "/bantuan",
    "/help",
    "/kembali",
    "/back",
    "/nanti",
    "/later",
    "/lanjut",
    "/resume",
    "/batal",
    "/cancel",
    "/lewati",
    "/skip",
    "/entah",
    "/menu@penggerak_bot",
    "/menu@another_bot",
    "/MENU",
    "/start@penggerak_bot",
    "/",
    "//",
    "/Menu_",
    "/asesmen@",
]
WORDS = [
    "ya",
    "tidak",
    "kirim",
    "ubah",
    "lewati",
    "kembali",
    "batal",
    "nanti",
    "-",
    "+",
    "!",
    "?",
    ">",
    ">1",
    "<z",
    "=1",
    "~",
    "0",
    "1",
    "2",
    "3",
    "9",
    "12",
    "007",
    "1.250",
    "2,5",
    "-3",
    "1/0",
    "½",
    "１２",
    "besok",
    "kemarin",
    "5-10-2026",
    "31-2-2026",
    "09.30",
    "25.61",
    "d1",
    "air",
    "jln",
    "other",
    "none",
    "selesai",
    "tetap",
    "English",
    "a,b,c",
    "3,1,2",
    "1,1,1",
    "-5.1,119.4",
    "91,181",
]
ODD = (
    "\u202eterbalik",
    "شركة",
    "\u200b\u200d\ufeff",
    "a\u0300\u0301\u0302\u0489" * 9,
    "\ud83d",
    "dua \udc00 belah",
    "nol\x00di tengah",
    "\x02tebal\x0f\x1d",
    "<b>tebal</b> &amp; <script>",
    "{name} %s {0} \\ \" ' `",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    " ",
    "\n\n\n",
    "\r\n\t",
    "\ufffe\uffff",
    "https://t.me/penggerak_bot?start=x @penggerak_bot #tag +62812",
    "Ａｇｅｎ　ｐｅｒｕｂａｈａｎ",
    "ı İ ß ﬁ ǅ",
)
LONG = (
    Repeated("panjang ", 512),
    Repeated("a", 4096),
    Repeated("a", 4097),
    Repeated("😀", 2048),
    Repeated("😀", 4096),
    Repeated("<&>", 1400),
    Repeated("\n", 4096),
    Repeated("1", 4096),
    Repeated("/menu ", 700),
    Repeated("\u0301", 1000),
    Repeated("x" * 100 + " ", 19),
    Repeated("a, ", 1300),
)
texts = (
    st.sampled_from(COMMANDS)
    | st.sampled_from(WORDS)
    | st.sampled_from([wish.does.text for wish in WISHES if isinstance(wish.does, Writes)])
    | st.sampled_from(ODD)
    | st.sampled_from(LONG)
    | st.text(st.characters(codec=None), min_size=1, max_size=40)
    | st.builds("{} {}".format, st.sampled_from(COMMANDS), st.sampled_from([*WORDS, *ODD]))
)

_small = st.integers(0, 40)
_talks = st.integers(0, 60) | st.sampled_from([2**31 - 1, 2**31, 2**40])
_acts = st.sampled_from(
    [
        "!",
        "?",
        "<",
        "z",
        "-",
        "u",
        "+",
        "=1",
        "=y",
        "=air",
        "#air",
        ">0",
        ">1",
        ">99999",
        "=n",
        "@0",
        "@-1",
        "=send",
        "~",
        "=~1",
        "=OK",
    ]
)
forged = (
    st.builds(
        pack, _talks, st.sampled_from(["begin", "review", "which", "what", *(w.key for w in WISHES)]), _acts
    )
    | st.builds(
        "{}.{}.{}".format,
        st.sampled_from(["1", "z", "zzzzzz", "zzzzzzz", "½", "-1", "01"]),
        st.just("12345678"),
        _acts,
    )
    | st.sampled_from([".", "..", "1..", "x", "", "1.12345678.", *ODD, *LONG[:3]])
)

doings: st.SearchStrategy[Doing] = st.one_of(
    st.builds(Writes, texts),
    st.builds(Writes, texts),
    st.builds(Writes, texts, st.integers(0, 12)),
    st.builds(Taps, _small),
    st.builds(Taps, _small),
    st.builds(Taps, _small, forged),
    st.builds(TapsWhatIsSomebodyElses, st.sampled_from(NAMES), _small),
    st.builds(Sends, st.sampled_from(sorted(CONTENTS))),
    st.builds(Sends, st.sampled_from(sorted(CONTENTS))),
    st.builds(Edits, st.integers(0, 9), texts),
    st.builds(Shares, st.sampled_from(["own", *NAMES])),
    st.builds(Opens, st.sampled_from(["own", "Nur", "nobody's"])),
    st.builds(InTheGroup, st.just("") | texts),
    st.builds(Elsewhere, st.sampled_from(sorted(ELSEWHERE))),
    st.just(Moves()),
    st.just(Blocks()),
)

numbers = st.sampled_from(
    [0, -1, 1, 7, 2**31, -(2**31), 2**53 + 1, 2**63 - 1, 2**63, 2**64, -(2**63), 10**30, 10**309]
) | st.sampled_from([*AT.values(), STRANGERS_AT, 7_200_000_001, -1_002_110_000_001, 777_000])
values = st.one_of(
    st.none(),
    st.booleans(),
    numbers,
    st.sampled_from([0.0, -0.5, 1e-300, 1.7e308, 106.8]),
    texts,
    st.sampled_from(
        ["private", "group", "supergroup", "channel", "member", "kicked", "left", "", "id", "en-GB"]
    ),
    st.just([]),
    st.just({}),
    st.builds(Nested, st.sampled_from([2, 120, 260, 500]), st.sampled_from(["", "reply_to_message", "x"])),
    st.sampled_from(
        [*CONTENTS["photo"], *CONTENTS["location"], *CONTENTS["venue"], *CONTENTS["through another bot"]]
    ),
    st.lists(st.none() | st.integers(0, 3) | st.just({}), max_size=3),
)
names = st.sampled_from(
    [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "channel_post",
        "chat",
        "from",
        "text",
        "data",
        "id",
        "location",
        "photo",
        "contact",
        "caption",
        "reply_to_message",
        "entities",
        "sticker",
        "document",
        "voice",
        "update_id",
        "date",
        "type",
        "via_bot",
        "is_bot",
        "message_thread_id",
        "sender_chat",
        "forward_origin",
        "poll",
        "web_app_data",
    ]
)
_places = st.integers(0, 60)
bends = st.one_of(
    st.builds(Gone, _places),
    st.builds(Becomes, _places, values),
    st.builds(Becomes, _places, values),
    st.builds(Copied, _places, _places),
    st.builds(Added, _places, names, values),
)
few_bends = st.just(()) | st.tuples(bends) | st.tuples(bends, bends) | st.tuples(bends, bends, bends)


@st.composite
def dids(draw: st.DrawFn) -> Did:
    """Somebody who does something, and how it is bent on its way."""
    return Did(draw(st.sampled_from(NAMES)), draw(doings), draw(few_bends))
