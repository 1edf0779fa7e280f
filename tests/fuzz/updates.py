"""Updates of every kind, and the same bent in every way, as hypothesis chooses them."""

from hypothesis import strategies as st

from bot.tapping import pack
from tests.fuzz.bending import Added, Becomes, Copied, Gone, Nested
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
from tests.fuzz.questionnaire import ORDER
from tests.fuzz.words import LONG, ODD, texts

ACTS = "! ? < z - u + ~ =1 =y =n =air #air =~1 >0 >1 >99999 @0 @-1"
FIELDS = """
    message edited_message callback_query my_chat_member channel_post update_id data
    chat from sender_chat via_bot is_bot forward_origin reply_to_message id type date message_thread_id
    text caption entities location photo contact sticker document voice poll web_app_data
"""

_small = st.integers(0, 40)
_talks = st.integers(0, 60) | st.sampled_from([2**31 - 1, 2**31, 2**40])
_acts = st.sampled_from(ACTS.split())
forged = (
    st.builds(pack, _talks, st.sampled_from(["begin", "review", "which", "what", *ORDER]), _acts)
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
names = st.sampled_from(FIELDS.split())
_places = st.integers(0, 60)
bends = st.one_of(
    st.builds(Gone, _places),
    st.builds(Becomes, _places, values),
    st.builds(Becomes, _places, values),
    st.builds(Copied, _places, _places),
    st.builds(Added, _places, names, values),
)
few_bends = st.sampled_from([0, 0, 0, 1, 1, 2, 3]).flatmap(
    lambda count: st.lists(bends, min_size=count, max_size=count).map(tuple)
)


@st.composite
def dids(draw: st.DrawFn) -> Did:
    """Somebody who does something, and how it is bent on its way."""
    return Did(draw(st.sampled_from(NAMES)), draw(doings), draw(few_bends))
