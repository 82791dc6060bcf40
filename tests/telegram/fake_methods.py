"""What the fake Bot API server does, and what it refuses, for each method that the bot calls (Bot API 10.0).

It is as strict as Telegram, in Telegram's words, and stricter with what Telegram would quietly ignore: parameters and
fields that don't exist.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telegram.constants import (
    BotCommandLimit,
    BotDescriptionLimit,
    CallbackQueryLimit,
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    InlineQueryLimit,
    InlineQueryResultLimit,
    InlineQueryResultsButtonLimit,
    MessageLimit,
    ReactionEmoji,
)

from tests.telegram.tdlib import MarkupError, Parsed, is_link, parse_html

Json = dict[str, Any]

DATE = 1_760_000_000
GENERAL_TOPIC = 1
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)

PARAMETERS = {
    "getMe": "",
    "deleteWebhook": "drop_pending_updates",
    "getUpdates": "offset limit timeout allowed_updates",
    "sendMessage": (
        "business_connection_id chat_id message_thread_id direct_messages_topic_id text parse_mode entities"
        " link_preview_options disable_notification protect_content allow_paid_broadcast message_effect_id"
        " suggested_post_parameters reply_parameters reply_markup"
    ),
    "sendPhoto": (
        "business_connection_id chat_id message_thread_id direct_messages_topic_id photo caption parse_mode"
        " caption_entities show_caption_above_media has_spoiler disable_notification protect_content"
        " allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup"
    ),
    "editMessageText": (
        "business_connection_id chat_id message_id inline_message_id text parse_mode entities link_preview_options"
        " reply_markup"
    ),
    "editMessageReplyMarkup": "business_connection_id chat_id message_id inline_message_id reply_markup",
    "answerCallbackQuery": "callback_query_id text show_alert url cache_time",
    "setMessageReaction": "chat_id message_id reaction is_big",
    "getChatMember": "chat_id user_id",
    "answerInlineQuery": "inline_query_id results cache_time is_personal next_offset button",
    "answerGuestQuery": "guest_query_id result",
    "setMyCommands": "commands scope language_code",
    "deleteMyCommands": "scope language_code",
    "setMyDescription": "description language_code",
    "setMyShortDescription": "short_description language_code",
}
FIELDS = {
    "reply_parameters": (
        "message_id chat_id allow_sending_without_reply quote quote_parse_mode quote_entities quote_position"
        " checklist_task_id poll_option_id"
    ),
    "link_preview_options": "is_disabled url prefer_small_media prefer_large_media show_above_text",
    "reply_markup": "inline_keyboard",
    "scope": "type chat_id user_id",
    "button": "text web_app start_parameter",
    "result": (
        "type id title input_message_content reply_markup url description thumbnail_url thumbnail_width"
        " thumbnail_height"
    ),
}
RIGHTS = (
    "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members"
    " can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories"
)
CONTENT = "message_text parse_mode entities link_preview_options"
REACTIONS = {str(emoji.value) for emoji in ReactionEmoji}
JSON_PARAMETERS = {*FIELDS, "allowed_updates", "entities", "commands", "results", "reaction"}
BUTTON_ACTIONS = {"url", "callback_data"}
COMMAND = re.compile(rf"[a-z0-9_]{{{BotCommandLimit.MIN_COMMAND},{BotCommandLimit.MAX_COMMAND}}}")
DEEP_LINK = re.compile(rf"[A-Za-z0-9_-]{{1,{MessageLimit.DEEP_LINK_LENGTH}}}")
START_PARAMETER = re.compile(rf"[A-Za-z0-9_-]{{1,{InlineQueryResultsButtonLimit.MAX_START_PARAMETER_LENGTH}}}")
CALLBACK_DATA = range(InlineKeyboardButtonLimit.MIN_CALLBACK_DATA, InlineKeyboardButtonLimit.MAX_CALLBACK_DATA + 1)
RESULT_ID = range(InlineQueryResultLimit.MIN_ID_LENGTH, InlineQueryResultLimit.MAX_ID_LENGTH + 1)


@dataclass(eq=False)
class ApiError(Exception):
    """A request that Telegram answers with an error."""

    description: str
    status: int = 400
    parameters: Json = field(default_factory=dict)


class Chats:
    """What Telegram's servers know: chats, their messages and topics, presses of buttons, and the bot's profile."""

    def __init__(self, me: Json) -> None:
        self.me = me
        self.chats: dict[int, Json] = {}
        self.moved: dict[int, int] = {}
        self.members: dict[tuple[int, int], str] = {}
        self.reactions: dict[tuple[int, int], list[Json]] = {}
        self.topics: dict[int, set[int]] = {}
        self.messages: dict[tuple[int, int], Json] = {}
        self.ours: set[tuple[int, int]] = set()
        self.presses: set[str] = set()
        self.queries: set[str] = set()
        self.results: dict[str, Json] = {}
        self.sent: dict[str, Json] = {}
        self._last_message = 100

    def call(self, method: str, params: Json) -> Any:
        """The result of a call; raises ApiError."""
        _known(params, PARAMETERS[method], f"parameter of {method}")
        for name, fields in FIELDS.items():
            if name in params:
                _known(params[name], fields, f"field of {name}")
        moved = self.moved.get(int(params.get("chat_id", 0)))
        if moved:
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            raise ApiError(text, parameters={"migrate_to_chat_id": moved})
        act: Callable[[Json], Any] = getattr(self, f"_{method}")
        return act(params)

    def add(self, chat_id: int, **content: Any) -> Json:
        """A new message in a chat."""
        self._last_message += 1
        message = {"message_id": self._last_message, "chat": self.chats[chat_id], "date": DATE, **content}
        self.messages[chat_id, self._last_message] = message
        return message

    def _getMe(self, params: Json) -> Json:  # noqa: N802
        return self.me

    def _getUpdates(self, params: Json) -> None:  # noqa: N802
        """Nothing to refuse; the server itself keeps the updates."""

    def _deleteWebhook(self, params: Json) -> bool:  # noqa: N802
        return True

    def _sendMessage(self, params: Json) -> Json:  # noqa: N802
        chat_id = int(params["chat_id"])
        if chat_id not in self.chats:
            raise ApiError("Bad Request: chat not found")
        content = self._content(params)
        content.update(self._topic(chat_id, params))
        original = self._original(chat_id, params.get("reply_parameters"))
        if original:
            content["reply_to_message"] = {key: value for key, value in original.items() if key != "reply_to_message"}
        chat = self.chats[chat_id]
        self.ours.add((chat_id, self._last_message + 1))
        return self.add(
            chat_id, **({"sender_chat": chat} if chat["type"] == "channel" else {"from": self.me}), **content
        )

    def _sendPhoto(self, params: Json) -> Json:  # noqa: N802
        chat_id, caption = int(params["chat_id"]), params.get("caption", "")
        if chat_id not in self.chats:
            raise ApiError("Bad Request: chat not found")
        width, height = png_size(params["photo"])
        if width + height > 10_000 or not 1 / 20 <= width / height <= 20:
            raise ApiError("Bad Request: PHOTO_INVALID_DIMENSIONS")
        if len(caption.encode("utf-16-le")) // 2 > MessageLimit.CAPTION_LENGTH:
            raise ApiError("Bad Request: message caption is too long")
        photo = [{"file_id": "AgAC", "file_unique_id": "AQAD", "width": width, "height": height}]
        return self.add(chat_id, **{"from": self.me}, photo=photo, caption=caption, **self._topic(chat_id, params))

    def _editMessageText(self, params: Json) -> Json | bool:  # noqa: N802
        message = self._inserted(params) if "inline_message_id" in params else self._editable(params)
        content = self._content(params)
        if all(message.get(key) == content.get(key) for key in ("text", "entities", "reply_markup")):
            raise ApiError(NOT_MODIFIED)
        for replaced in ("entities", "reply_markup"):
            message.pop(replaced, None)
        message.update(content, edit_date=DATE + 1)
        return True if "inline_message_id" in params else message

    def _editMessageReplyMarkup(self, params: Json) -> Json:  # noqa: N802
        message = self._editable(params)
        wanted = params.get("reply_markup")
        if wanted:
            _check_keyboard(wanted["inline_keyboard"])
        if wanted == message.get("reply_markup"):
            raise ApiError(NOT_MODIFIED)
        message.pop("reply_markup", None)
        message.update({"reply_markup": wanted} if wanted else {}, edit_date=DATE + 1)
        return message

    def _setMessageReaction(self, params: Json) -> bool:  # noqa: N802
        place, reaction = (int(params["chat_id"]), int(params["message_id"])), params.get("reaction", [])
        if place not in self.messages:
            raise ApiError("Bad Request: message to react not found")
        if len(reaction) > 1 or not {each["emoji"] for each in reaction} <= REACTIONS:
            raise ApiError("Bad Request: REACTION_INVALID")
        self.reactions[place] = reaction
        return True

    def _getChatMember(self, params: Json) -> Json:  # noqa: N802
        chat_id, user_id = int(params["chat_id"]), int(params["user_id"])
        user = self.me if user_id == self.me["id"] else {"id": user_id, "is_bot": False, "first_name": "Somebody"}
        status = self.members.get((chat_id, user_id), "member")
        rights = dict.fromkeys(RIGHTS.split(), True) if status == "administrator" else {}
        owned = {"is_anonymous": False} if status == "creator" else {}
        return {"status": status, "user": user, **rights, **owned}

    def _answerCallbackQuery(self, params: Json) -> bool:  # noqa: N802
        if params["callback_query_id"] not in self.presses:
            raise ApiError("Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.presses.remove(params["callback_query_id"])
        if len(params.get("text", "")) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
            raise ApiError("Bad Request: MESSAGE_TOO_LONG")
        private, _, start = params.get("url", "").partition("?start=")
        if "url" in params and not (private == f"https://t.me/{self.me['username']}" and DEEP_LINK.fullmatch(start)):
            raise ApiError("Bad Request: URL_INVALID")
        return True

    def _answerInlineQuery(self, params: Json) -> bool:  # noqa: N802
        self._open(params["inline_query_id"])
        results = params["results"]
        ids = [result["id"] for result in results]
        if len(ids) > InlineQueryLimit.RESULTS:
            raise ApiError("Bad Request: RESULTS_TOO_MUCH")
        if len(set(ids)) < len(ids):
            raise ApiError("Bad Request: RESULT_ID_DUPLICATE")
        self.results |= {result["id"]: self._result(result) for result in results}
        button = params.get("button")
        if button and not (button["text"] and START_PARAMETER.fullmatch(button["start_parameter"])):
            raise ApiError("Bad Request: START_PARAM_INVALID")
        self.queries.remove(params["inline_query_id"])
        return True

    def _answerGuestQuery(self, params: Json) -> Json:  # noqa: N802
        self._open(params["guest_query_id"])
        content = self._result(params["result"])
        self.queries.remove(params["guest_query_id"])
        id = f"guest-{params['guest_query_id']}"
        self.sent[id] = content
        return {"inline_message_id": id}

    def _open(self, query: str) -> None:
        if query not in self.queries:
            raise ApiError("Bad Request: query is too old and response timeout expired or query ID is invalid")

    def _result(self, result: Json) -> Json:
        """The message that an article inserts."""
        _known(result, FIELDS["result"], "field of an article")
        content = result["input_message_content"]
        _known(content, CONTENT, "field of input_message_content")
        if result["type"] != "article" or not result["title"].strip() or len(result["id"].encode()) not in RESULT_ID:
            raise ApiError("Bad Request: can't parse inline query result")
        message = {"text": content["message_text"], **{key: content[key] for key in content if key != "message_text"}}
        if "reply_markup" in result:
            message["reply_markup"] = result["reply_markup"]
        return self._content(message)

    def _setMyCommands(self, params: Json) -> bool:  # noqa: N802
        self._scope(params)
        if len(params["commands"]) > BotCommandLimit.MAX_COMMAND_NUMBER:
            raise ApiError("Bad Request: BOT_COMMANDS_TOO_MUCH")
        for command in params["commands"]:
            _known(command, "command description", "field of a command")
            if not COMMAND.fullmatch(command["command"]):
                raise ApiError("Bad Request: BOT_COMMAND_INVALID")
            if not BotCommandLimit.MIN_DESCRIPTION <= len(command["description"]) <= BotCommandLimit.MAX_DESCRIPTION:
                raise ApiError("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        return True

    def _deleteMyCommands(self, params: Json) -> bool:  # noqa: N802
        self._scope(params)
        return True

    def _scope(self, params: Json) -> None:
        _language_code(params)
        scope = params.get("scope", {"type": "default"})
        if scope["type"] == "chat" and scope["chat_id"] not in self.chats:
            raise ApiError("Bad Request: chat not found")

    def _setMyDescription(self, params: Json) -> bool:  # noqa: N802
        return _description(params, "description", BotDescriptionLimit.MAX_DESCRIPTION_LENGTH)

    def _setMyShortDescription(self, params: Json) -> bool:  # noqa: N802
        return _description(params, "short_description", BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH)

    def _editable(self, params: Json) -> Json:
        message = self.messages.get((int(params["chat_id"]), int(params["message_id"])))
        if message is None:
            raise ApiError("Bad Request: message to edit not found")
        if (message["chat"]["id"], message["message_id"]) not in self.ours:
            raise ApiError("Bad Request: message can't be edited")
        return message

    def _inserted(self, params: Json) -> Json:
        if "chat_id" in params or "message_id" in params or params["inline_message_id"] not in self.sent:
            raise ApiError("Bad Request: MESSAGE_ID_INVALID")
        return self.sent[params["inline_message_id"]]

    def _content(self, params: Json) -> Json:
        parsed = _parsed(params)
        if not parsed.text.strip():
            raise ApiError("Bad Request: message text is empty")
        if parsed.units > MessageLimit.MAX_TEXT_LENGTH:
            raise ApiError("Bad Request: message is too long")
        if len(parsed.entities) > MessageLimit.MESSAGE_ENTITIES:
            raise ApiError("Bad Request: too many entities")
        content: Json = {"text": parsed.text.strip()}
        if parsed.entities:
            content["entities"] = [bot_api_entity(entity) for entity in parsed.entities]
        if "reply_markup" in params:
            _check_keyboard(params["reply_markup"]["inline_keyboard"])
            content["reply_markup"] = params["reply_markup"]
        return content

    def _topic(self, chat_id: int, params: Json) -> Json:
        if "message_thread_id" not in params:
            return {}
        topic = int(params["message_thread_id"])
        if topic == GENERAL_TOPIC or topic not in self.topics.get(chat_id, ()):
            raise ApiError("Bad Request: message thread not found")
        return {"message_thread_id": topic, "is_topic_message": True}

    def _original(self, chat_id: int, reply: Json | None) -> Json | None:
        if not reply:
            return None
        original = self.messages.get((chat_id, reply["message_id"]))
        if original is None and not reply.get("allow_sending_without_reply"):
            raise ApiError("Bad Request: message to be replied not found")
        return original


def _known(given: Json, names: str, kind: str) -> None:
    strays = sorted(set(given) - set(names.split()))
    if strays:
        raise ApiError(f"Bad Request: no {kind}: {', '.join(strays)}")


def _parsed(params: Json) -> Parsed:
    mode = params.get("parse_mode")
    if mode is None:
        return Parsed(params.get("text", ""), ())
    if mode != "HTML":
        raise ApiError("Bad Request: unsupported parse_mode")
    try:
        return parse_html(params.get("text", ""))
    except MarkupError as error:
        text = str(error)
        raise ApiError(f"Bad Request: {text[0].lower()}{text[1:]}") from None


def bot_api_entity(entity: Json) -> Json:
    kinds = {
        "textEntityTypeBold": "bold",
        "textEntityTypeItalic": "italic",
        "textEntityTypeBlockQuote": "blockquote",
        "textEntityTypeExpandableBlockQuote": "expandable_blockquote",
    }
    return {"type": kinds[entity["type"]["@type"]], "offset": entity["offset"], "length": entity["length"]}


def _check_keyboard(rows: list[list[Json]]) -> None:
    buttons = [button for row in rows for button in row]
    longest = max((len(row) for row in rows), default=0)
    most, widest = InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER, InlineKeyboardMarkupLimit.BUTTONS_PER_ROW
    if not buttons or not all(rows) or len(buttons) > most or longest > widest:
        raise ApiError("Bad Request: reply markup is too long")
    for button in buttons:
        _known(button, "text url callback_data", "field of a button")
        if not button["text"].strip() or len(BUTTON_ACTIONS & set(button)) != 1:
            raise ApiError("Bad Request: can't parse inline keyboard button: text buttons are unallowed")
        if "url" in button and not is_link(button["url"]):
            raise ApiError(f"Bad Request: inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
        if "callback_data" in button and len(button["callback_data"].encode()) not in CALLBACK_DATA:
            raise ApiError("Bad Request: BUTTON_DATA_INVALID")


def _description(params: Json, name: str, most: int) -> bool:
    _language_code(params)
    if len(params.get(name, "")) > most:
        raise ApiError("Bad Request: BOT_DESCRIPTION_TOO_LONG")
    return True


def _language_code(params: Json) -> None:
    if not re.fullmatch(r"([a-z]{2})?", params.get("language_code", "")):
        raise ApiError("Bad Request: LANG_CODE_INVALID")


def png_size(content: bytes) -> tuple[int, int]:
    """The width and height of a picture; raises ApiError for what is no PNG."""
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        raise ApiError("Bad Request: IMAGE_PROCESS_FAILED")
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def decoded(form: dict[str, Any]) -> Json:
    """The parameters of a form, with those that Telegram takes as JSON decoded."""
    return {name: json.loads(value) if name in JSON_PARAMETERS else value for name, value in form.items()}
