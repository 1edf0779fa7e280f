// The quiet panel: the clock, and what is to go wrong.
import { h } from "./dom.js";
import { post } from "./api.js";
import { store } from "./store.js";
import { longNow } from "./time.js";
import { openDialog, toast } from "./toasts.js";
import { t } from "./words.js";

let redraw = () => {};

export function openPanel() {
  const present = h("p", { class: "now" });
  const plans = h("ul", { class: "plans" });
  const delay = h("input", { type: "number", id: "delay", min: "0", step: "50", onchange: () => send({ delay_ms: Number(delay.value) }) });
  const throttle = h("input", { type: "checkbox", onchange: () => send({ throttle: throttle.checked }) });
  const fault = h("select", { id: "fault", "aria-label": t("fault_next") }, Object.entries(t("fault")).map(([value, text]) => h("option", { value }, text)));
  const times = h("input", { type: "number", id: "times", min: "1", value: "1", "aria-label": t("count") });

  redraw = () => {
    const { faults } = store.settings;
    present.textContent = longNow();
    if (document.activeElement !== delay) delay.value = faults.delay_ms;
    throttle.checked = faults.throttle;
    plans.replaceChildren(...faults.plans.map((plan) => h("li", {}, `${t("fault")[plan.fault]}${plan.times ? ` × ${plan.times}` : ` · ${Math.round(plan.probability * 100)} %`}`)));
  };
  const move = (said) => h("button", { type: "button", class: "soft", onclick: () => moveClock(said) }, t(said.name));
  const box = openDialog(t("panel"),
    h("h3", {}, t("clock")), present, h("p", { class: "note" }, t("clock_hint")),
    h("div", { class: "choices" }, move({ name: "hour", seconds: 3600 }), move({ name: "evening", to: "evening" }), move({ name: "tomorrow", to: "tomorrow" }), move({ name: "week", seconds: 604800 })),
    h("h3", {}, t("faults")), h("p", { class: "note" }, t("faults_hint")),
    h("label", { class: "check" }, throttle, h("span", {}, t("throttle"))),
    h("label", {}, t("delay"), delay),
    h("h3", {}, t("fault_next")), h("div", { class: "fields" }, fault, times), plans,
    h("div", { class: "acting spread" },
      h("button", { type: "button", class: "soft", onclick: () => send({ clear: true }) }, t("clear")),
      h("button", { type: "button", class: "soft", onclick: () => send({ next: { fault: fault.value, times: Number(times.value) } }) }, t("set"))));
  box.addEventListener("close", () => { redraw = () => {}; });
  redraw();
}

export const showPanel = () => redraw();

async function send(said) {
  try {
    store.settings.faults = await post("faults", said);
    redraw();
  } catch (error) {
    toast(error.message);
  }
}

async function moveClock({ seconds, to }) {
  try {
    await post("clock", to ? { to } : { seconds });
  } catch (error) {
    toast(error.message);
  }
}
