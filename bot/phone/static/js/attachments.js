// Pictures, files and stickers.
import { $, h } from "./dom.js";
import { act } from "./api.js";
import { chat } from "./store.js";
import { openDialog } from "./toasts.js";
import { t } from "./words.js";

const STICKERS = ["👍", "🙏", "🎉", "😂", "❤️", "💪", "🤔", "👋"];

export function pickFile(accept, then) {
  const input = h("input", { type: "file", accept: accept || null, hidden: true, "aria-label": t("attach") });
  input.addEventListener("change", () => { if (input.files[0]) then(input.files[0]); input.remove(); });
  document.body.append(input);
  input.click();
}

export const attach = (accept, replyTo) => pickFile(accept, (file) => sendFile(file, replyTo));

/** Show what is to be sent, ask for a caption, send it: a picture as a photo, anything else as a file. */
export function sendFile(file, replyTo = null) {
  const picture = /^image\/(png|jpeg|webp|gif)$/.test(file.type);
  const shown = picture ? URL.createObjectURL(file) : null;
  const caption = h("input", { type: "text", maxlength: "1024", "aria-label": t("caption"), placeholder: t("caption"), autofocus: true });
  const send = async (event) => {
    event.preventDefault();
    box.close();
    const form = new FormData();
    form.set("file", file);
    form.set("as", picture ? "photo" : "document");
    form.set("caption", caption.value.trim());
    if (replyTo) form.set("reply_to", replyTo);
    await act("file", form);
  };
  const box = openDialog(picture ? t("photo") : t("document"), h("form", { onsubmit: send },
    picture ? h("img", { class: "preview", src: shown, alt: file.name }) : h("p", {}, file.name), caption,
    h("div", { class: "acting" }, h("button", { type: "button", class: "soft", onclick: () => box.close() }, t("cancel")), h("button", { class: "firm" }, t("send")))));
  box.addEventListener("close", () => { if (shown) URL.revokeObjectURL(shown); });
}

export function chooseSticker() {
  const box = openDialog(t("sticker"), h("div", { class: "stickers" }, STICKERS.map((emoji) =>
    h("button", { type: "button", "aria-label": emoji, onclick: () => { box.close(); act("sticker", { emoji }); } }, emoji))));
}

export function watchDrops() {
  const place = $("conversation");
  place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("dropping"); });
  place.addEventListener("dragleave", () => place.classList.remove("dropping"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("dropping");
    const [file] = event.dataTransfer.files;
    if (file && chat()?.started && !chat().blocked) sendFile(file);
  });
}
