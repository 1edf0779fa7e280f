"""Where a meeting is, as people write it."""

import pytest

from models.meetings.where import parted


@pytest.mark.parametrize(
    ("written", "place", "link"),
    [
        ("Aula Bappeda", "Aula Bappeda", ""),
        ("https://zoom.us/j/1?pwd=a.b", "", "https://zoom.us/j/1?pwd=a.b"),
        ("Aula, zoom.us/j/123", "Aula", "https://zoom.us/j/123"),
        ("meet.google.com/abc-defg-hij", "", "https://meet.google.com/abc-defg-hij"),
        ("Daring (bit.ly/sesi3).", "Daring", "https://bit.ly/sesi3"),
        ("<https://contoh.go.id/a>", "", "https://contoh.go.id/a"),
        ("Balai Kota Lt.3/R.2", "Balai Kota Lt.3/R.2", ""),
        ("Jl. Sudirman/depan pasar", "Jl. Sudirman/depan pasar", ""),
        ("tulis ke ani@contoh.go.id/humas", "tulis ke ani@contoh.go.id/humas", ""),
    ],
)
def test_a_place_and_a_link_are_told_apart_also_without_https(written: str, place: str, link: str) -> None:
    assert parted(written) == (place, link)
