"""What people may write: what is meant for the bot, what means something else, what hardly is writing at all."""

from hypothesis import strategies as st

from bot.ways import WAYS
from handlers.conversations import REPERTOIRE
from tests.fuzz.bending import Repeated
from tests.fuzz.doings import Writes
from tests.fuzz.questionnaire import WISHES

_OTHER_COMMANDS = "/entah /menu@penggerak_bot /menu@another_bot /MENU /start@penggerak_bot / // /asesmen@"
COMMANDS = [*(f"/{word}" for word in (*REPERTOIRE.by_word, *WAYS, "start")), *_OTHER_COMMANDS.split()]
_WORDS = """
    ya tidak kirim ubah lewati kembali batal nanti selesai tetap English d1 air jln other none
    - + ! ? > >1 <z =1 ~ a,b,c 3,1,2 1,1,1 -5.1,119.4 91,181
    0 1 2 3 9 12 007 1.250 2,5 -3 1/0 ½ １２ 09.30 25.61 besok kemarin 5-10-2026 31-2-2026
"""
WORDS = _WORDS.split()
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
