"""What a message can carry besides words, and kinds of update that the bot does not ask for. Shapes: Bot API 10."""

from typing import Any

Content = dict[str, Any]

_FILE = {"file_id": "AgACAgUAAxkBAAI", "file_unique_id": "AQADuLkxG1"}
_SIZES = [
    {**_FILE, "width": 90, "height": 60, "file_size": 1_024},
    {**_FILE, "file_id": "AgACAgUAAxkBAAJ", "width": 1280, "height": 853, "file_size": 102_400},
]
_ALBUM = {"media_group_id": "13579"}
_PLACE = {"latitude": -6.175392, "longitude": 106.827153}
_POLL = {
    "id": "53",
    "question": "Kapan?",
    "options": [
        {"persistent_id": "a", "text": "Senin", "voter_count": 0},
        {"persistent_id": "b", "text": "Selasa", "voter_count": 0},
    ],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": True,
    "members_only": False,
}
_STICKER = {
    **_FILE,
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
    "emoji": "👍",
}
_DOCUMENT = {**_FILE, "file_name": "surat.pdf", "mime_type": "application/pdf", "file_size": 40_960}
_FILM = {**_FILE, "width": 640, "height": 360, "duration": 5}

CONTENTS: dict[str, tuple[Content, ...]] = {
    "photo": ({"photo": _SIZES},),
    "photo with a caption": ({"photo": _SIZES, "caption": "Loket 3"},),
    "album": tuple({**_ALBUM, "photo": _SIZES} for _ in range(3)),
    "album of documents": tuple({**_ALBUM, "document": _DOCUMENT, "caption": "/menu"} for _ in range(2)),
    "document": ({"document": _DOCUMENT},),
    "picture as a document": ({"document": {**_FILE, "file_name": "peta.png", "mime_type": "image/png"}},),
    "nameless document": ({"document": _FILE},),
    "voice": ({"voice": {**_FILE, "duration": 4, "mime_type": "audio/ogg", "file_size": 8_192}},),
    "audio": ({"audio": {**_FILE, "duration": 60, "title": "Padamu Negeri", "file_name": "lagu.mp3"}},),
    "video": ({"video": {**_FILM, "file_name": "rekaman.mp4", "mime_type": "video/mp4"}},),
    "video note": ({"video_note": {**_FILE, "length": 240, "duration": 5}},),
    "animation": ({"animation": _FILM, "document": {**_FILE, "mime_type": "video/mp4"}},),
    "paid media": ({"paid_media": {"star_count": 1, "paid_media": [{"type": "preview"}]}},),
    "sticker": ({"sticker": _STICKER},),
    "location": ({"location": _PLACE},),
    "live location": ({"location": {**_PLACE, "live_period": 900, "heading": 90}},),
    "venue": (
        {"location": _PLACE, "venue": {"location": _PLACE, "title": "Balai Kota", "address": "Jl. 1"}},
    ),
    "contact without an account": ({"contact": {"phone_number": "622150000000", "first_name": "Kantor"}},),
    "poll": ({"poll": _POLL},),
    "dice": ({"dice": {"emoji": "🎲", "value": 3}},),
    "game": ({"game": {"title": "Lumba", "description": "…", "photo": _SIZES}},),
    "story": ({"story": {"chat": {"id": -100123, "type": "channel", "title": "Berita"}, "id": 7}},),
    "checklist": ({"checklist": {"title": "Hari ini", "tasks": [{"id": 1, "text": "Rapat"}]}},),
    "through another bot": (
        {"text": "/menu", "via_bot": {"id": 99, "is_bot": True, "first_name": "Gif", "username": "gif"}},
    ),
    "forwarded": (
        {
            "text": "Pengumuman: rapat pindah ke aula.",
            "forward_origin": {"type": "hidden_user", "date": 1_790_000_000, "sender_user_name": "Humas"},
        },
    ),
    "quoting another chat": (
        {
            "text": "Setuju",
            "external_reply": {
                "origin": {
                    "type": "channel",
                    "date": 1_790_000_000,
                    "chat": {"id": -100123, "type": "channel", "title": "Berita"},
                    "message_id": 4,
                }
            },
            "quote": {"text": "libur", "position": 0},
        },
    ),
    "effect": ({"text": "🎉", "effect_id": "5046509860389126442"},),
    "timer": ({"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}},),
    "write access": ({"write_access_allowed": {"from_request": True}},),
    "web app data": ({"web_app_data": {"data": "{}", "button_text": "Buka"}},),
    "chosen people": ({"users_shared": {"request_id": 1, "users": [{"user_id": 6_210_000_008}]}},),
    "pinned": ({"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}}},),
    "something newer": ({"hologram": {"depth": 3, **_FILE}},),
    "nothing at all": ({},),
}
"""Messages by what they are called here; an album is several."""

_CHANNEL = {
    "chat": {"id": -1_002_000_000_009, "type": "channel", "title": "Berita Kota"},
    "date": 1_790_000_000,
}

ELSEWHERE: dict[str, Content] = {
    "channel_post": {**_CHANNEL, "message_id": 3, "text": "/menu"},
    "edited_channel_post": {**_CHANNEL, "message_id": 3, "text": "Libur", "edit_date": 1_790_000_001},
    "inline_query": {"id": "9", "query": "menu", "offset": ""},
    "chosen_inline_result": {"result_id": "1", "query": "menu"},
    "poll": _POLL,
    "poll_answer": {"poll_id": "53", "option_ids": [1]},
    "message_reaction": {**_CHANNEL, "message_id": 3, "old_reaction": [], "new_reaction": []},
    "chat_member": {
        **_CHANNEL,
        "old_chat_member": {"status": "left"},
        "new_chat_member": {"status": "member"},
    },
    "chat_join_request": {**_CHANNEL, "user_chat_id": 6_210_000_001},
    "pre_checkout_query": {"id": "1", "currency": "IDR", "total_amount": 1, "invoice_payload": "x"},
    "business_connection": {"id": "b", "user_chat_id": 6_210_000_001, "date": 0, "is_enabled": True},
    "business_message": {**_CHANNEL, "message_id": 3, "text": "Halo"},
    "hologram_projected": {"depth": 3},
}
"""Updates of other kinds by the Bot API's name for them, the last one a kind that there is not."""
