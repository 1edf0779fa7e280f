// What is shown for a moment, and what must be closed.
import { $, h } from "./dom.js";
import { t } from "./words.js";

export function toast(text) {
  const shown = h("div", { class: "toast" }, text);
  const all = $("toasts");
  all.append(shown);
  if (all.matches(":popover-open")) all.hidePopover();
  all.showPopover();
  setTimeout(() => { shown.remove(); if (!all.children.length) all.hidePopover(); }, Math.min(7000, 2600 + text.length * 40));
}

export function alert(text, title) {
  const box = openDialog(title, h("p", {}, text), h("div", { class: "acting" },
    h("button", { type: "button", class: "firm", autofocus: true, onclick: () => box.close() }, t("alert_close"))));
}

/** A dialog with a title; it removes itself when it is closed. */
export function openDialog(title, ...inside) {
  const heading = h("h2", { id: `dialog-${Date.now()}` }, title);
  const box = h("dialog", { "aria-labelledby": heading.id },
    h("div", { class: "head" }, heading, closeButton(() => box.close())),
    h("div", { class: "inside" }, inside));
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  document.body.append(box);
  box.showModal();
  return box;
}

function closeButton(onclick) {
  const button = h("button", { type: "button", class: "icon", "aria-label": t("close"), title: t("close"), onclick });
  button.append("✕");
  return button;
}
