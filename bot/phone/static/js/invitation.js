// An invitation is opened: from the list the demo hands in, from a link, or from a picture of a QR code.
import { h, iconButton } from "./dom.js";
import { act } from "./api.js";
import { pickFile } from "./attachments.js";
import { leadsToBot } from "./format.js";
import { store } from "./store.js";
import { openDialog } from "./toasts.js";
import { t } from "./words.js";

/** Open the dialog; `as` is the person who opens it unless somebody else is chosen. */
export function openInvitation(as) {
  const people = [...store.chats.values()].filter((line) => !line.group).sort((a, b) => a.name.localeCompare(b.name));
  const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
  const link = h("input", { type: "url", id: "invitation-link", autocomplete: "off", placeholder: `https://t.me/${store.settings.bot.username}?start=…`, oninput: () => { wrong.hidden = true; choosePerson(link.value); } });
  const person = h("select", { id: "invitation-person" }, people.map((one) => h("option", { value: one.id, selected: one.id === as }, one.name)));
  const complain = (key) => { wrong.textContent = t(key); wrong.hidden = false; };

  const choosePerson = (wanted) => {
    const invited = store.settings.invitations.find((one) => one.link === wanted.trim());
    const known = invited && people.find((one) => one.name === invited.name);
    if (known) person.value = known.id;
  };
  const take = (found) => { link.value = found; wrong.hidden = true; choosePerson(found); link.focus(); };
  const open = async (event) => {
    event?.preventDefault();
    const wanted = link.value.trim();
    if (!leadsToBot(wanted.includes("://") ? wanted : `https://${wanted}`, store.settings.bot.username)) return complain("not_a_link");
    const id = Number(person.value);
    if (!(await act("open", { link: wanted, group: null }, id))) return undefined;
    box.close();
    location.hash = `#/${id}`;
    return undefined;
  };
  const read = async (file) => {
    const found = await readCode(file).catch(() => null);
    if (found) take(found);
    else complain("no_code");
  };
  const drop = h("button", { type: "button", class: "drop", onclick: () => pickFile("image/*", read),
    ondragover: (event) => { event.preventDefault(); drop.classList.add("over"); },
    ondragleave: () => drop.classList.remove("over"),
    ondrop: (event) => { event.preventDefault(); drop.classList.remove("over"); if (event.dataTransfer.files[0]) read(event.dataTransfer.files[0]); },
  }, t("drop_qr"));

  const box = openDialog(t("invitation"),
    ready(take),
    h("form", { onsubmit: open, novalidate: true },
      h("label", {}, t("enter_link"), link), drop, wrong,
      h("h3", {}, t("open_as")), h("label", { class: "unseen", for: "invitation-person" }, t("open_as")), person,
      h("div", { class: "acting" }, h("button", { class: "firm", id: "invitation-open" }, t("open")))));
  link.focus();
}

function ready(take) {
  const { invitations } = store.settings;
  if (!invitations.length) return null;
  return h("div", {}, h("h3", {}, t("invitations")), h("ul", { class: "invitations" }, invitations.map((one, index) =>
    h("li", {}, h("button", { type: "button", class: "pick", onclick: () => take(one.link) }, h("b", {}, one.name), h("small", {}, one.link)),
      iconButton("qr", t("show_code"), () => showCode(one, index))))));
}

function showCode(invitation, index) {
  openDialog(invitation.name, h("img", { class: "code", src: `/phone/invitations/${index}.svg`, alt: t("code_of", invitation.name) }), h("p", { class: "note" }, invitation.link));
}

async function readCode(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, 1400 / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const { data, width, height } = paper.getImageData(0, 0, canvas.width, canvas.height);
  return window.jsQR(data, width, height)?.data ?? null;
}
