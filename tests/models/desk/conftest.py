"""What the desk's tests share with those of quick wins."""

from tests.models.quickwins.conftest import written

__all__ = ["written"]
