"""Links that lead to the bot."""

from urllib.parse import parse_qs, urlsplit


def start_payload(link: str, username: str) -> str | None:
    """What ``/start`` is sent with when this link is opened ("" for nothing); None when it leads elsewhere."""
    parts = urlsplit(link if "://" in link else f"https://{link}")
    query = parse_qs(parts.query)
    if parts.scheme == "tg" and parts.netloc == "resolve":
        led_to = query.get("domain", [""])[0]
    elif parts.netloc.lower() in {"t.me", "telegram.me"}:
        led_to = parts.path.strip("/")
    else:
        return None
    return query.get("start", [""])[0] if led_to.lower() == username.lower() else None
