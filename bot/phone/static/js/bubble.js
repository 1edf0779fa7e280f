// One message as a bubble, with its buttons.
import { h, icon, iconButton } from "./dom.js";
import { formatted } from "./format.js";
import { openMenu } from "./menus.js";
import { clockTime } from "./time.js";
import { t } from "./words.js";

/** `on` says what happens: tap, command, link, reply, edit, quote. `follows`: the same person wrote just before. */
export function bubble(message, { mine, group, follows, on }) {
  if (message.joined) return h("p", { class: "service", data: { id: message.id } }, t("joined", message.joined.join(", "), message.from.name));
  const bare = message.file?.kind === "sticker";
  const classes = ["message", mine && "mine", follows && "follows", bare && "bare"].filter(Boolean).join(" ");
  return h("article", { class: classes, data: { id: message.id }, "aria-label": message.from.name },
    h("div", { class: "bubble", ondblclick: () => on.reply(message) },
      group && !mine && !follows && h("p", { class: "author" }, message.from.name),
      message.forwarded && h("p", { class: "forwarded" }, t("forwarded", message.forwarded)),
      message.reply && h("button", { type: "button", class: "quote", onclick: () => on.quote(message.reply.id) },
        h("b", {}, message.reply.name), h("span", {}, message.reply.text || "…")),
      enclosure(message),
      message.text && h("span", { class: "text" }, formatted(message.text, message.entities, on)),
      meta(message, mine),
      message.reactions?.map((sign) => h("div", { class: "reaction" }, sign))),
    message.buttons && buttons(message, on),
    iconButton("more", t("about_message"), (event) => openMenu(event.currentTarget, [
      { icon: "reply", text: t("reply"), do: () => on.reply(message) },
      message.text && { icon: "copy", text: t("copy"), do: () => on.copy(message) },
      mine && message.text && !message.forwarded && { icon: "edit", text: t("edit"), do: () => on.edit(message) },
    ].filter(Boolean)), { class: "icon acts", "aria-haspopup": "menu" }));
}

function meta(message, mine) {
  return h("span", { class: "meta" }, message.edited && t("edited"), h("time", {}, clockTime(message.at)), mine && icon("ticks"));
}

function buttons(message, on) {
  return h("div", { class: "buttons" }, message.buttons.map((row, y) =>
    h("div", { class: "row" }, row.map((button, x) => h("button", {
      type: "button", class: `key ${button.style ?? ""}`, onclick: (event) => on.tap(message, button, y, x, event.currentTarget),
    }, button.text, (button.url || button.copies) && h("span", { class: "leads" }, icon("leads")))))));
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

const sign = (name) => h("span", { class: "sign", "aria-hidden": "true" }, icon(name));

function enclosure(message) {
  const { file, location, contact } = message;
  if (file?.kind === "photo") {
    return h("a", { href: file.url, target: "_blank", "aria-label": t("photo") },
      h("img", { class: "photo", src: file.url, alt: message.text || t("photo"), width: file.width, height: file.height, loading: "lazy" }));
  }
  if (file?.kind === "sticker") return h("span", { class: "sticker", role: "img", "aria-label": t("sticker") }, file.name);
  if (file?.kind === "voice") {
    return h("div", { class: "enclosure" }, sign("voice"), h("span", {}, h("b", {}, t("voice")), h("small", {}, `0:${String(file.duration).padStart(2, "0")}`)));
  }
  if (file?.kind === "audio") return h("audio", { class: "player", src: file.url, controls: true, preload: "none", "aria-label": file.name || t("audio") });
  if (file?.kind === "video") return h("video", { class: "photo", src: file.url, controls: true, preload: "metadata", "aria-label": file.name || t("video") });
  if (file) {
    return h("a", { class: "enclosure", href: file.url, download: file.name, title: t("download") }, sign("file"),
      h("span", {}, h("b", {}, file.name || t(file.kind)), h("small", {}, size(file.size))));
  }
  if (contact) {
    return h("div", { class: "enclosure" }, sign("contact"),
      h("span", {}, h("b", {}, [contact.first_name, contact.last_name].filter(Boolean).join(" ")), h("small", {}, `+${contact.phone_number.replace(/^\+/, "")}`)));
  }
  if (location) {
    return h("div", { class: "enclosure" }, sign("location"),
      h("span", {}, h("b", {}, t("location")), h("small", {}, `${location.latitude.toFixed(4)}, ${location.longitude.toFixed(4)}`)));
  }
  return null;
}
