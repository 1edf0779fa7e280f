// The people and groups on the left: the latest first, found by any part of the name.
import { $, h, icon, initials } from "./dom.js";
import { lastAt, store } from "./store.js";
import { shortWhen } from "./time.js";
import { language, t } from "./words.js";

const lines = new Map();
const order = (a, b) => lastAt(b) - lastAt(a) || a.name.localeCompare(b.name);

export function preview(message) {
  if (!message) return t("started_not");
  if (message.joined) return t("joined", message.joined.join(", "), message.from.name);
  const kind = message.file?.kind ?? (message.location ? "location" : message.contact ? "contact" : null);
  const sign = kind === "sticker" ? message.file.name : kind ? `${t(kind)}${message.text ? ": " : ""}` : "";
  return `${message.from.bot ? "" : `${t("you")}: `}${sign}${message.text.replace(/\s+/g, " ")}`;
}

export const avatarOf = (line) => (line.group ? icon("group") : initials(line.name));

function fill(line) {
  let item = lines.get(line.id);
  if (!item) {
    item = h("a", { class: "person", href: `#/${line.id}`, data: { chat: line.id } });
    lines.set(line.id, item);
  }
  const said = line.group && line.last ? `${line.last.from.name}: ${line.last.text}` : preview(line.last);
  item.replaceChildren(
    h("span", { class: "avatar", "aria-hidden": "true" }, avatarOf(line)),
    h("span", { class: "name" }, line.name),
    h("span", { class: "when" }, line.last ? shortWhen(line.last.at) : ""),
    h("span", { class: "line" }, said),
    line.unread
      ? h("span", { class: "badge", "aria-label": t("unread", line.unread) }, line.unread > 99 ? "99+" : String(line.unread))
      : h("span", {}),
    ...(line.note ? [h("span", { class: "note" }, line.note[language])] : []));
  if (line.id === store.open) item.setAttribute("aria-current", "true");
  else item.removeAttribute("aria-current");
  return item;
}

/** Draw the whole list: when the page opens, the language changes, or somebody searches. */
export function showList() {
  const wanted = $("search").value.trim().toLowerCase();
  const found = [...store.chats.values()].filter((line) => line.name.toLowerCase().includes(wanted)).sort(order);
  $("people").replaceChildren(...(found.length ? found.map(fill) : [h("p", { class: "none" }, t("none_found"))]));
}

/** One chat changed: redraw its line and put it where it belongs. */
export function showLine(line) {
  if ($("search").value.trim()) return showList();
  const item = fill(line);
  const focused = document.activeElement === item;
  const place = [...$("people").children].find(
    (other) => other !== item && store.chats.has(Number(other.dataset.chat)) && order(line, store.chats.get(Number(other.dataset.chat))) < 0);
  if (item.nextElementSibling !== (place ?? null) || !item.isConnected) $("people").insertBefore(item, place ?? null);
  if (focused) item.focus();
}

export function watchList() {
  $("search").addEventListener("input", showList);
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); $("people").querySelector("a")?.focus(); }
    if (event.key === "Enter") $("people").querySelector("a")?.click();
  });
  $("people").addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!step) return;
    event.preventDefault();
    (document.activeElement[step] ?? (event.key === "ArrowUp" ? $("search") : null))?.focus();
  });
}
