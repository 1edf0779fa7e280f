// The open chat: its messages in order, kept at the end while one is there.
import { $, h } from "./dom.js";
import { act, get } from "./api.js";
import { bubble } from "./bubble.js";
import { composeEdit, composeReply, focusComposer, showComposer } from "./composer.js";
import { leadsToBot } from "./format.js";
import { avatarOf, showLine } from "./list.js";
import { actor, chat, store } from "./store.js";
import { dayKey, dayName } from "./time.js";
import { alert, toast } from "./toasts.js";
import { language, t } from "./words.js";

const TOGETHER = 300;
let typing = null;
let pinned = true;

export async function openChat(id) {
  store.open = id;
  document.body.dataset.screen = id === null ? "list" : "chat";
  for (const item of document.querySelectorAll(".person")) {
    if (Number(item.dataset.chat) === id) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
  $("nobody").hidden = id !== null;
  $("conversation").hidden = id === null;
  document.title = chat() ? `${chat().name} · ${store.settings.bot.name}` : store.settings.bot.name;
  if (id === null) return;
  const said = await get(`chats/${id}`);
  if (store.open !== id) return;
  store.chats.set(id, said.chat);
  store.messages = new Map(said.messages.map((message) => [message.id, message]));
  store.earlier = said.earlier;
  showHead();
  showMessages();
  showComposer();
  toEnd();
  look();
  if (matchMedia("(hover: hover)").matches) focusComposer();
}

/** With whom one could begin, while no chat is open. */
export function showLeads() {
  $("leads").replaceChildren(...(store.settings.leads ?? []).map((lead) => h("li", {}, h("a", { href: `#/${lead.chat}` }, lead.words[language]))));
}

export function showHead() {
  const open = chat();
  if (!open) return;
  $("chat-menu").hidden = open.group;
  $("chat-avatar").replaceChildren(avatarOf(open));
  $("chat-name").textContent = open.name;
  $("chat-under").className = typing ? "typing" : "";
  $("chat-under").textContent = typing ? `${store.settings.bot.name} ${t("typing")}`
    : open.group ? t("group", open.members.length) : open.note?.[language] ?? t("chatting", store.settings.bot.name);
}

export function showTyping() {
  clearTimeout(typing);
  typing = setTimeout(stopTyping, 5000);
  showHead();
}

function stopTyping() {
  clearTimeout(typing);
  typing = null;
  showHead();
}

const atEnd = () => $("messages").scrollHeight - $("messages").scrollTop - $("messages").clientHeight < 90;

export function toEnd() {
  pinned = true;
  $("messages").scrollTop = $("messages").scrollHeight;
  $("to-end").hidden = true;
}

function drawn(message, before) {
  const open = chat();
  const mine = open.group ? message.from.id === actor() : !message.from.bot;
  const follows = before && before.from.id === message.from.id && message.at - before.at < TOGETHER && !before.joined && sameDay(before, message);
  return bubble(message, { mine, group: open.group, follows, on });
}

const sameDay = (one, other) => dayKey(one.at) === dayKey(other.at);
const dayLine = (at) => h("p", { class: "day" }, dayName(at));

export function showMessages() {
  const all = [...store.messages.values()];
  const made = [];
  if (store.earlier) made.push(h("button", { type: "button", class: "quiet earlier", onclick: loadEarlier }, t("earlier")));
  all.forEach((message, index) => {
    if (!index || !sameDay(all[index - 1], message)) made.push(dayLine(message.at));
    made.push(drawn(message, all[index - 1]));
  });
  if (!all.length) made.push(welcome());
  $("log").replaceChildren(...made);
}

function welcome() {
  const { description } = store.settings.bot;
  const said = description[chat().language] || description[language] || description[""];
  return h("div", { class: "welcome" }, h("b", {}, said ? t("about_bot") : store.settings.bot.name), said || t("started_not"));
}

async function loadEarlier() {
  const first = store.messages.keys().next().value;
  const said = await get(`chats/${store.open}?before=${first}`);
  const height = $("messages").scrollHeight;
  store.messages = new Map([...said.messages.map((message) => [message.id, message]), ...store.messages]);
  store.earlier = said.earlier;
  showMessages();
  $("messages").scrollTop += $("messages").scrollHeight - height;
}

/** A message of the open chat is new, changed or gone. */
export function showMessage(message) {
  const known = store.messages.has(message.id);
  const stay = pinned;
  if (message.deleted) {
    store.messages.delete(message.id);
    showMessages();
  } else if (known) {
    const all = [...store.messages.keys()];
    store.messages.set(message.id, message);
    const before = store.messages.get(all[all.indexOf(message.id) - 1]);
    element(message.id)?.replaceWith(drawn(message, before));
  } else {
    append(message);
  }
  if (message.from.bot) stopTyping();
  if (stay || (!known && !message.from.bot)) toEnd();
  else if (!known) $("to-end").hidden = false;
  look();
}

function append(message) {
  const before = [...store.messages.values()].at(-1);
  if (!before) $("log").replaceChildren();
  if (!before || !sameDay(before, message)) $("log").append(dayLine(message.at));
  store.messages.set(message.id, message);
  $("log").append(drawn(message, before));
}

const element = (id) => $("log").querySelector(`[data-id="${id}"]`);

function look() {
  const open = chat();
  if (!open || !open.unread || document.hidden) return;
  open.unread = 0;
  showLine(open);
  act("look");
}

export function watchConversation() {
  $("to-end").addEventListener("click", toEnd);
  $("messages").addEventListener("scroll", () => { pinned = atEnd(); if (pinned) $("to-end").hidden = true; }, { passive: true });
  const grown = new ResizeObserver(() => { if (pinned) toEnd(); });
  grown.observe($("messages"));
  grown.observe($("log"));
  document.addEventListener("visibilitychange", look);
}

/** How a tap was answered: the button is quiet again, and what was said is shown. */
export function showToast(said) {
  for (const busy of element(said.message)?.querySelectorAll(".busy") ?? []) busy.classList.remove("busy");
  if (said.text) (said.alert ? alert(said.text, store.settings.bot.name) : toast(said.text));
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("copied"));
  } catch (error) {
    toast(error.message);
  }
}

const on = {
  command: (text) => act("write", { text }),
  reply: composeReply,
  edit: composeEdit,
  copy: (message) => copy(message.text),
  link(url) {
    if (!leadsToBot(url, store.settings.bot.username) || chat().group) return false;
    act("open", { link: url });
    return true;
  },
  quote(id) {
    const found = element(id);
    if (!found) return;
    found.scrollIntoView({ block: "center", behavior: "smooth" });
    found.classList.remove("found");
    requestAnimationFrame(() => found.classList.add("found"));
  },
  tap(message, button, row, column, key) {
    if (button.copies) return copy(button.copies);
    if (button.url && !button.opens_bot) return window.open(button.url, "_blank", "noopener");
    key.classList.add("busy");
    setTimeout(() => key.classList.remove("busy"), 4000);
    return act("tap", { message: message.id, row, column });
  },
};
