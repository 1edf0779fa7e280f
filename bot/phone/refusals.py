"""What Telegram says when it refuses a call."""

from typing import Any


class Refusal(Exception):
    """A call that is refused: an HTTP status, Telegram's own text, and sometimes how long to wait.

    Texts are those of the public Bot API server (telegram-bot-api and TDLib).
    """

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The answer's body, as the Bot API gives it."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class BadRequest(Refusal):
    """400: the call is wrong and will be wrong again."""

    def __init__(self, why: str) -> None:
        super().__init__(400, f"Bad Request: {why}")


class Forbidden(Refusal):
    """403: the chat does not want this bot."""

    def __init__(self, why: str) -> None:
        super().__init__(403, f"Forbidden: {why}")


class Conflict(Refusal):
    """409: two are fetching updates where only one may."""

    def __init__(self, why: str) -> None:
        super().__init__(409, f"Conflict: {why}")


class TooManyRequests(Refusal):
    """429: wait so many whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            429, f"Too Many Requests: retry after {retry_after}", parameters={"retry_after": retry_after}
        )
