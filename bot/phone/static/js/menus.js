// A small menu beside what opened it: arrows move, Escape closes.
import { h, icon } from "./dom.js";

export function openMenu(anchor, choices, { focus = true } = {}) {
  document.querySelector(".menu")?.hidePopover();
  const menu = h("div", { class: "menu", popover: "auto", role: "menu" },
    choices.map((choice) => h("button", {
      type: "button", role: "menuitem", class: choice.danger ? "danger" : null,
      onclick: () => { menu.hidePopover(); choice.do(); },
    }, choice.icon && icon(choice.icon), choice.code && h("code", {}, choice.code),
    choice.code ? h("small", {}, choice.text) : choice.text)));
  menu.addEventListener("toggle", (event) => { if (event.newState === "closed") menu.remove(); });
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    items.at((items.indexOf(document.activeElement) + step + items.length) % items.length).focus();
  });
  document.body.append(menu);
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  if (focus) menu.firstElementChild?.focus();
  return menu;
}

function place(menu, beside) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = beside.bottom + 6 + height < innerHeight;
  menu.style.top = `${Math.max(8, below ? beside.bottom + 6 : beside.top - height - 6)}px`;
  const fromRight = beside.left + width > innerWidth - 8;
  menu.style.left = `${Math.max(8, fromRight ? Math.min(beside.right, innerWidth - 8) - width : beside.left)}px`;
}
