// The page's beginning: load what there is, then listen to what changes.
import { $, icon } from "./dom.js";
import { act, get } from "./api.js";
import { watchDrops } from "./attachments.js";
import { showComposer } from "./composer.js";
import { openChat, showHead, showLeads, showMessage, showMessages, showToast, showTyping, watchConversation } from "./conversation.js";
import { openInvitation } from "./invitation.js";
import { showLine, showList, watchList } from "./list.js";
import { openMenu } from "./menus.js";
import { openPanel, showPanel } from "./panel.js";
import { chat, store } from "./store.js";
import { dayKey, fullNow, now, setNow } from "./time.js";
import { toast } from "./toasts.js";
import { language, t, translatePage, useLanguage } from "./words.js";

async function load() {
  const said = await get("state");
  takeSettings(said);
  store.chats = new Map(said.chats.map((line) => [line.id, line]));
  redraw();
  await route();
}

function takeSettings(said) {
  store.settings = said;
  setNow(said.now);
  showClock();
  showPanel();
  showLeads();
}

let shownDay = "";
function showClock() {
  $("now").textContent = fullNow();
  const day = dayKey(now());
  if (shownDay && day !== shownDay) redraw();
  shownDay = day;
}

const route = () => {
  const id = Number(/^#\/(-?\d+)$/.exec(location.hash)?.[1] ?? NaN);
  return openChat(store.chats.has(id) ? id : null);
};

function redraw() {
  translatePage();
  $("language").textContent = language === "id" ? "EN" : "ID";
  $("language").title = t("language");
  showList();
  showLeads();
  if (!chat()) return;
  showHead();
  showMessages();
  showComposer();
}

const TAKE = {
  settings: ({ settings }) => takeSettings(settings),
  chat({ chat: line }) {
    store.chats.set(line.id, line);
    showLine(line);
    if (line.id === store.open) { showHead(); showComposer(); }
  },
  message: ({ message }) => { if (message.chat === store.open) showMessage(message); },
  toast: ({ toast: said }) => { if (said.chat === store.open) showToast(said); },
  typing: ({ chat: id }) => { if (id === store.open) showTyping(); },
};

/** Load all when the stream opens, then take what it tells, one after the other: nothing falls between the two. */
function listen() {
  const events = new EventSource("/phone/events");
  let lost = false;
  let taken = Promise.resolve();
  const then = (next) => { taken = taken.then(next).catch((error) => toast(error.message)); };
  events.addEventListener("open", () => then(async () => {
    await load();
    if (lost) toast(t("online"));
    lost = false;
    document.documentElement.dataset.live = "true";
  }));
  events.addEventListener("message", ({ data }) => then(() => { for (const event of JSON.parse(data)) TAKE[event.kind](event); }));
  events.addEventListener("error", () => { if (!lost) toast(t("offline")); lost = true; delete document.documentElement.dataset.live; });
}

function turnTheme() {
  const dark = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const next = dark === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  localStorage.setItem("phone.theme", next);
}

function openChatMenu(event) {
  const open = chat();
  openMenu(event.currentTarget, [
    { icon: "qr", text: t("invitation"), do: () => openInvitation(open.id) },
    open.blocked ? { icon: "block", text: t("unblock"), do: () => act("unblock") } : { icon: "block", text: t("block"), danger: true, do: () => act("block") },
  ]);
}

function watch() {
  for (const element of document.querySelectorAll("[data-icon]")) element.prepend(icon(element.dataset.icon));
  watchList();
  watchConversation();
  watchDrops();
  $("open-invitation").addEventListener("click", () => openInvitation(chat()?.group ? null : store.open));
  $("open-panel").addEventListener("click", openPanel);
  $("clock").addEventListener("click", openPanel);
  $("theme").addEventListener("click", turnTheme);
  $("language").addEventListener("click", () => { useLanguage(language === "id" ? "en" : "id"); redraw(); showClock(); });
  $("chat-menu").addEventListener("click", openChatMenu);
  document.addEventListener("phone:redraw", redraw);
  window.addEventListener("hashchange", route);
  setInterval(() => { showClock(); showPanel(); }, 15000);
}

watch();
listen();
