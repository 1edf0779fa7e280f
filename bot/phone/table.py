"""The methods and objects the phone serves, and what each may be given (Bot API 10.1).

``!`` is required; ``-`` is known to Telegram and refused here, because ignoring it would change what is meant
(business accounts, forum topics, paid posts).
"""

from bot.phone.parameters import Declaration

_TO_CHAT = (
    "business_connection_id:String- chat_id:Integer/String! message_thread_id:Integer- "
    "direct_messages_topic_id:Integer- disable_notification:Boolean protect_content:Boolean "
    "allow_paid_broadcast:Boolean- message_effect_id:String- "
    "suggested_post_parameters:SuggestedPostParameters- reply_parameters:ReplyParameters reply_markup:Markup "
)
_CAPTION = "caption:String parse_mode:String caption_entities:[]MessageEntity "
_AN_EDIT = (
    "business_connection_id:String- chat_id:Integer/String message_id:Integer inline_message_id:String- "
    "reply_markup:InlineKeyboardMarkup "
)
_BY_LANGUAGE = "language_code:String "
_BY_SCOPE = "scope:BotCommandScope language_code:String "

METHODS: dict[str, Declaration] = {
    name: Declaration(words)
    for name, words in {
        "getMe": "",
        "getUpdates": "offset:Integer limit:Integer timeout:Integer allowed_updates:[]String",
        "setWebhook": "url:String! certificate:InputFile- ip_address:String- max_connections:Integer "
        "allowed_updates:[]String drop_pending_updates:Boolean secret_token:String",
        "deleteWebhook": "drop_pending_updates:Boolean",
        "getWebhookInfo": "",
        "setMyCommands": "commands:[]BotCommand! " + _BY_SCOPE,
        "getMyCommands": _BY_SCOPE,
        "deleteMyCommands": _BY_SCOPE,
        "setMyName": "name:String " + _BY_LANGUAGE,
        "getMyName": _BY_LANGUAGE,
        "setMyDescription": "description:String " + _BY_LANGUAGE,
        "getMyDescription": _BY_LANGUAGE,
        "setMyShortDescription": "short_description:String " + _BY_LANGUAGE,
        "getMyShortDescription": _BY_LANGUAGE,
        "setChatMenuButton": "chat_id:Integer menu_button:MenuButton",
        "getChatMenuButton": "chat_id:Integer",
        "sendMessage": _TO_CHAT + "text:String! parse_mode:String entities:[]MessageEntity "
        "link_preview_options:LinkPreviewOptions",
        "sendPhoto": _TO_CHAT + _CAPTION + "photo:InputFile/String! show_caption_above_media:Boolean "
        "has_spoiler:Boolean",
        "sendDocument": _TO_CHAT + _CAPTION + "document:InputFile/String! thumbnail:InputFile/String "
        "disable_content_type_detection:Boolean",
        "sendAudio": _TO_CHAT
        + _CAPTION
        + "audio:InputFile/String! duration:Integer performer:String title:String "
        "thumbnail:InputFile/String",
        "sendVideo": _TO_CHAT
        + _CAPTION
        + "video:InputFile/String! duration:Integer width:Integer height:Integer "
        "thumbnail:InputFile/String cover:InputFile/String- start_timestamp:Integer- show_caption_above_media:Boolean "
        "has_spoiler:Boolean supports_streaming:Boolean",
        "sendVoice": _TO_CHAT + _CAPTION + "voice:InputFile/String! duration:Integer",
        "sendLocation": _TO_CHAT + "latitude:Float! longitude:Float! horizontal_accuracy:Float "
        "live_period:Integer- heading:Integer- proximity_alert_radius:Integer-",
        "sendContact": _TO_CHAT + "phone_number:String! first_name:String! last_name:String vcard:String",
        "sendChatAction": "business_connection_id:String- chat_id:Integer/String! message_thread_id:Integer- "
        "action:String!",
        "copyMessage": "chat_id:Integer/String! message_thread_id:Integer- direct_messages_topic_id:Integer- "
        "from_chat_id:Integer/String! message_id:Integer! video_start_timestamp:Integer- show_caption_above_media:Boolean "
        "disable_notification:Boolean protect_content:Boolean allow_paid_broadcast:Boolean- "
        "message_effect_id:String- suggested_post_parameters:SuggestedPostParameters- "
        "reply_parameters:ReplyParameters reply_markup:Markup " + _CAPTION,
        "forwardMessage": "chat_id:Integer/String! message_thread_id:Integer- direct_messages_topic_id:Integer- "
        "from_chat_id:Integer/String! video_start_timestamp:Integer- disable_notification:Boolean "
        "protect_content:Boolean message_effect_id:String- "
        "suggested_post_parameters:SuggestedPostParameters- message_id:Integer!",
        "editMessageText": _AN_EDIT + "text:String parse_mode:String entities:[]MessageEntity "
        "link_preview_options:LinkPreviewOptions rich_message:InputRichMessage-",
        "editMessageReplyMarkup": _AN_EDIT,
        "editMessageCaption": _AN_EDIT + _CAPTION + "show_caption_above_media:Boolean",
        "deleteMessage": "chat_id:Integer/String! message_id:Integer!",
        "deleteMessages": "chat_id:Integer/String! message_ids:[]Integer!",
        "answerCallbackQuery": "callback_query_id:String! text:String show_alert:Boolean url:String "
        "cache_time:Integer",
        "getFile": "file_id:String!",
        "getChat": "chat_id:Integer/String!",
        "getChatMember": "chat_id:Integer/String! user_id:Integer!",
        "getChatMemberCount": "chat_id:Integer/String!",
        "leaveChat": "chat_id:Integer/String!",
        "setMessageReaction": "chat_id:Integer/String! message_id:Integer! reaction:[]ReactionType is_big:Boolean",
    }.items()
}

OBJECTS: dict[str, Declaration] = {
    name: Declaration(words)
    for name, words in {
        "BotCommand": "command:String! description:String!",
        "ReplyParameters": "message_id:Integer! chat_id:Integer/String- allow_sending_without_reply:Boolean "
        "quote:String- quote_parse_mode:String- quote_entities:[]MessageEntity- quote_position:Integer- "
        "checklist_task_id:Integer- poll_option_id:String-",
        "InlineKeyboardMarkup": "inline_keyboard:[][]InlineKeyboardButton!",
        "InlineKeyboardButton": "text:String! icon_custom_emoji_id:String- style:String url:String "
        "callback_data:String web_app:WebAppInfo- login_url:LoginUrl- switch_inline_query:String- "
        "switch_inline_query_current_chat:String- "
        "switch_inline_query_chosen_chat:SwitchInlineQueryChosenChat- copy_text:CopyTextButton "
        "callback_game:CallbackGame- pay:Boolean-",
        "ReplyKeyboardMarkup": "keyboard:[][]KeyboardButton! is_persistent:Boolean resize_keyboard:Boolean "
        "one_time_keyboard:Boolean input_field_placeholder:String selective:Boolean",
        "KeyboardButton": "text:String! icon_custom_emoji_id:String- style:String "
        "request_users:KeyboardButtonRequestUsers- request_chat:KeyboardButtonRequestChat- "
        "request_managed_bot:KeyboardButtonRequestManagedBot- request_contact:Boolean "
        "request_location:Boolean request_poll:KeyboardButtonPollType- web_app:WebAppInfo-",
        "ReplyKeyboardRemove": "remove_keyboard:Boolean! selective:Boolean",
        "ForceReply": "force_reply:Boolean! input_field_placeholder:String selective:Boolean",
        "LinkPreviewOptions": "is_disabled:Boolean url:String prefer_small_media:Boolean "
        "prefer_large_media:Boolean show_above_text:Boolean",
    }.items()
}
