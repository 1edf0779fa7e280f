// Telegram's entities become elements. Offsets count UTF-16 units, as JavaScript's do.
import { h } from "./dom.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", blockquote: "blockquote", expandable_blockquote: "blockquote" };

export function formatted(text, entities = [], on) {
  return pieces(text, 0, text.length, [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length), on);
}

function pieces(text, start, end, entities, on) {
  const made = [];
  let at = start;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    if (entity.offset < at) continue;
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset > at) made.push(text.slice(at, entity.offset));
    const inner = entities.slice(index + 1).filter((other) => other.offset >= entity.offset && other.offset < stop);
    made.push(element(entity, text.slice(entity.offset, stop), pieces(text, entity.offset, stop, inner, on), on));
    at = stop;
  }
  if (at < end) made.push(text.slice(at, end));
  return made;
}

function element(entity, said, inside, on) {
  switch (entity.type) {
    case "text_link": return link(entity.url, inside, on);
    case "url": return link(/^[a-z]+:\/\//i.test(said) ? said : `https://${said}`, inside, on);
    case "email": return h("a", { href: `mailto:${said}` }, inside);
    case "phone_number": return h("a", { href: `tel:${said.replace(/[^\d+]/g, "")}` }, inside);
    case "bot_command": return h("button", { type: "button", class: "command", onclick: () => on.command(said) }, inside);
    case "pre": return h("pre", { tabindex: "0" }, h("code", {}, inside));
    case "spoiler": {
      const hidden = h("span", { class: "spoiler", role: "button", tabindex: "0", onclick: () => hidden.classList.add("shown") }, h("span", {}, inside));
      hidden.addEventListener("keydown", (event) => { if (event.key === "Enter") hidden.classList.add("shown"); });
      return hidden;
    }
    default: return TAGS[entity.type] ? h(TAGS[entity.type], {}, inside) : h("span", {}, inside);
  }
}

function link(url, inside, on) {
  const safe = /^(https?|tg|mailto|tel):/i.test(url) ? url : "#";
  const anchor = h("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, inside);
  anchor.addEventListener("click", (event) => { if (on.link(url)) event.preventDefault(); });
  return anchor;
}

export function leadsToBot(url, username) {
  try {
    const { hostname, pathname, searchParams } = new URL(url);
    return ["t.me", "telegram.me"].includes(hostname) && pathname.slice(1).toLowerCase() === username.toLowerCase() && searchParams.has("start");
  } catch {
    return false;
  }
}
