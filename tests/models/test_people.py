"""The language somebody chose is theirs from then on."""

from typing import TYPE_CHECKING

from models.people import keep_language

if TYPE_CHECKING:
    from tests.models.conftest import City


def test_it_is_kept_on_the_person_and_their_chat(city: "City") -> None:
    wagiman, dewi = city.person("Wagiman", language="id"), city.person("Dewi", language="id")
    own, other = city.chat(70, wagiman), city.chat(71, dewi)
    keep_language(city.session, city.asker(70, person=wagiman), "en", city.now)
    city.session.expire_all()
    assert (wagiman.language, own.language) == ("en", "en")
    assert (dewi.language, other.language) == ("id", "id")
