// Where one writes: the text, what it replies to or changes, attachments, commands, and the bot's keyboard.
import { $, h, icon, iconButton } from "./dom.js";
import { act } from "./api.js";
import { attach, chooseSticker, sendFile } from "./attachments.js";
import { openMenu } from "./menus.js";
import { preview } from "./list.js";
import { actor, chat, store } from "./store.js";
import { t } from "./words.js";

const drafts = new Map();
let about = null;
let keysShown = true;
let keysOf = "";

const textField = () => $("composer-text");
export const focusComposer = () => textField()?.focus({ preventScroll: true });

export function composeReply(message) {
  about = { message, edits: false };
  showComposer();
  focusComposer();
}

export function composeEdit(message) {
  about = { message, edits: true };
  drafts.set(store.open, message.text);
  showComposer();
  focusComposer();
}

function forget() {
  if (about?.edits) drafts.delete(store.open);
  about = null;
  showComposer();
  focusComposer();
}

/** Draw what stands below the messages; the text being written stays. */
export function showComposer() {
  const open = chat();
  if (!open) return;
  if (about && !store.messages.has(about.message.id)) about = null;
  const forced = store.messages.get(open.force_reply);
  if (forced && !about) about = { message: forced, edits: false };
  const keys = JSON.stringify(open.keyboard);
  if (keys !== keysOf) { keysOf = keys; keysShown = true; }
  const focused = document.activeElement === textField();
  const caret = textField()?.selectionStart;
  $("below").replaceChildren(...parts(open));
  if (textField()) {
    fit();
    if (focused) { focusComposer(); textField().setSelectionRange(caret, caret); }
  }
}

function parts(open) {
  if (open.blocked && !open.group) {
    return [h("p", { class: "blocked" }, t("blocked")), h("button", { type: "button", class: "wide", onclick: () => act("unblock") }, t("unblock"))];
  }
  if (!open.started) return beginning(open);
  return [h("form", { class: "composer", onsubmit: submit }, about && aboutLine(), writingLine(open)), keysShown && open.keyboard && keyboard(open.keyboard)].filter(Boolean);
}

/** Somebody who has not written yet: they open their invitation if they were given one, or just start. */
function beginning(open) {
  const invited = store.settings.invitations.find((one) => one.name === open.name);
  const start = (kind) => h("button", { type: "button", class: kind, onclick: () => act("write", { text: "/start" }) }, t("start"));
  if (!invited) return [start("wide")];
  return [h("button", { type: "button", class: "wide", onclick: () => act("open", { link: invited.link }) }, t("open_own")), start("quiet")];
}

function aboutLine() {
  const { message, edits } = about;
  return h("div", { class: "about" },
    h("span", { class: "quote" }, h("b", {}, edits ? t("editing") : `${t("reply")} · ${message.from.name}`), h("span", {}, preview(message))),
    iconButton("close", t("cancel"), forget));
}

function writingLine(open) {
  const field = h("textarea", {
    id: "composer-text", rows: "1", placeholder: open.keyboard?.placeholder || t("write"), "aria-label": t("write"),
    enterkeyhint: "send", oninput: typed, onkeydown: keyed, onpaste: pasted,
  });
  field.value = drafts.get(open.id) ?? "";
  return h("div", { class: "line" },
    iconButton("attach", t("attach"), (event) => openAttachments(event.currentTarget), { "aria-haspopup": "menu" }),
    open.group && h("select", { class: "as", "aria-label": t("write_as"), onchange: (event) => writeAs(open, Number(event.target.value)) },
      open.members.map((member) => h("option", { value: member.id, selected: member.id === actor() }, member.name))),
    field,
    open.keyboard && iconButton("keyboard", t("keyboard"), () => { keysShown = !keysShown; showComposer(); }, { "aria-pressed": String(keysShown) }),
    open.commands?.length ? iconButton("commands", t("commands"), (event) => openCommands(event.currentTarget), { "aria-haspopup": "menu", id: "commands" }) : null,
    h("button", { class: "icon send", "aria-label": t("send"), title: t("send") }, icon("send")));
}

function writeAs(open, person) {
  store.writingAs.set(open.id, person);
  document.dispatchEvent(new Event("phone:redraw"));
}

function fit() {
  const field = textField();
  field.style.height = "42px";
  field.style.height = `${Math.min(168, field.scrollHeight)}px`;
}

function typed() {
  drafts.set(store.open, textField().value);
  fit();
  if (textField().value === "/" && chat().commands?.length) openCommands(textField());
}

function keyed(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(event); }
  if (event.key === "Escape" && about) forget();
  if (event.key === "ArrowUp" && !textField().value) {
    const own = [...store.messages.values()].filter((message) => message.from.id === actor() && message.text).at(-1);
    if (own) { event.preventDefault(); composeEdit(own); }
  }
}

function pasted(event) {
  const [file] = event.clipboardData.files;
  if (file) { event.preventDefault(); sendFile(file, replyTo()); }
}

const replyTo = () => (about && !about.edits ? about.message.id : null);

async function submit(event) {
  event.preventDefault();
  const text = textField().value.trim();
  if (!text) return;
  const { message, edits } = about ?? {};
  drafts.delete(store.open);
  about = null;
  if (chat()) chat().force_reply = null;
  textField().value = "";
  showComposer();
  const done = edits ? await act("edit", { message: message.id, text }) : await act("write", { text, reply_to: message?.id ?? null });
  if (!done) { drafts.set(store.open, text); showComposer(); }
}

function openAttachments(anchor) {
  const reply = replyTo();
  openMenu(anchor, [
    { icon: "photo", text: t("photo"), do: () => attach("image/*", reply) },
    { icon: "file", text: t("document"), do: () => attach("", reply) },
    !chat().group && { icon: "contact", text: t("contact"), do: () => act("contact") },
    !chat().group && { icon: "location", text: t("location"), do: () => act("location", { latitude: -6.1754, longitude: 106.8272 }) },
    { icon: "sticker", text: t("sticker"), do: chooseSticker },
    { icon: "voice", text: t("voice"), do: () => act("voice", { seconds: 4 }) },
  ].filter(Boolean));
}

function openCommands(anchor) {
  openMenu(anchor, chat().commands.map(({ command, description }) => ({
    code: `/${command}`, text: description,
    do: () => { drafts.delete(store.open); if (textField()) textField().value = ""; act("write", { text: `/${command}` }); },
  })));
}

function keyboard({ rows, one_time: once }) {
  return h("div", { class: "keys", role: "group", "aria-label": t("keyboard") }, rows.map((row) =>
    h("div", { class: "row" }, row.map((button) => h("button", {
      type: "button", class: `key ${button.style ?? ""}`,
      onclick: () => { if (once) { keysShown = false; showComposer(); } press(button); },
    }, button.text)))));
}

function press(button) {
  if (button.shares === "contact") act("contact");
  else if (button.shares === "location") act("location", { latitude: -6.1754, longitude: 106.8272 });
  else act("write", { text: button.text, reply_to: replyTo() });
}

