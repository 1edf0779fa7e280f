"""What can be done now, and where it leads."""

from datetime import timedelta

from bot.talk import Begin
from handlers.assessments import assessments
from handlers.help import help_out
from handlers.menu import menu
from models.assessments import Offered, Standing
from models.facilitators import Guide
from models.menu import Menu
from tests.handlers.conftest import NINE, Player


def offered(window: int, title: str, standing: Standing) -> Offered:
    return Offered(
        window, 1, window * 10, title, NINE + timedelta(days=1), None, None, "Asia/Jakarta", standing
    )


READY = offered(1, "Kesiapan", Standing.OPEN)
BEGUN = offered(2, "Sembilan kompetensi", Standing.UNDER_WAY)
COMING = offered(3, "IPIP", Standing.NOT_YET)
SENT = offered(4, "Suasana kerja", Standing.ANSWERED)
CLOSED = offered(5, "Lama", Standing.CLOSED)


def labels(play: Player, facts: Menu, **answers: str) -> list[str]:
    """The buttons of the question that is put."""
    waiting = play(menu, facts, **answers).waiting
    assert waiting is not None
    return [option.label for row in waiting.kind.offer().rows for option in row]


def test_the_menu_shows_what_is_open_first(play: Player) -> None:
    assert labels(play, Menu([READY, BEGUN, COMING, SENT, CLOSED])) == [
        "📝 Kesiapan",
        "📝 Go on: Sembilan kompetensi",
        "Language",
        "My data",
        "Help",
    ]


def test_the_menu_shows_what_concerns_somebody_and_how_much_of_it_waits(play: Player) -> None:
    parts = ("quickwins", "reviews", "plans", "lookback")
    assert labels(play, Menu([], parts, reviews=2, plans=1)) == [
        "⚡ My quick wins",
        "👥 Reviews (2)",
        "🗓 Action plans (1)",
        "🔎 Looking back",
        "Language",
        "My data",
        "Help",
    ]
    assert play(menu, Menu([], parts), what="lookback").talk.next == Begin("lookback", "")


def test_a_full_menu_stays_short(play: Player) -> None:
    full = Menu([READY], ("quickwins", "reviews", "plans", "lookback"), 2, 1)
    assert len(labels(play, full)) == 6
    assert labels(play, full)[-1] == "More …"
    assert labels(play, full, what="more") == ["Language", "My data", "Help"]
    assert play(menu, full, what="more", more="help").talk.next == Begin("help", "")


def test_the_menu_leads_to_the_assessment_or_to_ones_own_things(play: Player) -> None:
    assert play(menu, Menu([READY]), what="window:1").talk.next == Begin("assess", "1:10")
    assert play(menu, Menu([]), what="my_data").talk.next == Begin("my_data", "")


def test_what_has_closed_since_is_asked_about_again(play: Player) -> None:
    assert play(menu, Menu([]), what="window:1").waiting is not None


def test_the_only_assessment_is_gone_straight_into(play: Player) -> None:
    assert play(assessments, [READY, SENT]).talk.next == Begin("assess", "1:10")


def test_of_several_one_is_chosen(play: Player) -> None:
    assert play(assessments, [READY, BEGUN]).waiting is not None
    assert play(assessments, [READY, BEGUN], which="2").talk.next == Begin("assess", "2:20")


def test_where_there_is_none_it_says_what_will_be(play: Player) -> None:
    for offers, begin in (
        ([], "No assessment is open now. I will write"),
        ([SENT, CLOSED], "You have answered every"),
        ([SENT, COMING], "No assessment is open now. IPIP opens on Tuesday, 24 November 2026"),
    ):
        [said] = play(assessments, offers).talk.said
        assert said.text.startswith(begin)


def test_help_names_the_ways_and_who_to_turn_to(play: Player) -> None:
    ways, who = play(help_out, Guide(("Rina Wulandari", "Bagus Prakoso"))).talk.said
    assert "/back – the question before" in ways.text
    assert "Rina Wulandari, Bagus Prakoso" in who.text
    assert len(play(help_out, Guide()).talk.said) == 1
