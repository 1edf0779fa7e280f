// The phone's own clock, shown in its own zone. Instants are seconds since 1970.
import { store } from "./store.js";
import { language, t } from "./words.js";

let ahead = 0;
const zoneName = { "Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" };

export const setNow = (now) => { ahead = now - Date.now() / 1000; };
export const now = () => Date.now() / 1000 + ahead;

const formats = new Map();
function format(at, options) {
  const key = `${language} ${store.settings.zone} ${JSON.stringify(options)}`;
  if (!formats.has(key)) {
    const place = language === "en" ? "en-GB" : "id-ID";
    formats.set(key, new Intl.DateTimeFormat(place, { timeZone: store.settings.zone, ...options }));
  }
  return formats.get(key).format(at * 1000);
}

export const clockTime = (at) => format(at, { hour: "2-digit", minute: "2-digit" });
export const dayKey = (at) => format(at, { year: "numeric", month: "2-digit", day: "2-digit" });

export function dayName(at) {
  if (dayKey(at) === dayKey(now())) return t("today");
  if (dayKey(at) === dayKey(now() - 86400)) return t("yesterday");
  return format(at, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

export function shortWhen(at) {
  if (dayKey(at) === dayKey(now())) return clockTime(at);
  if (now() - at < 6 * 86400) return format(at, { weekday: "short" });
  return format(at, { day: "numeric", month: "short" });
}

export const fullNow = () =>
  `${format(now(), { weekday: "short", day: "numeric", month: "short" })}, ${clockTime(now())} ${zoneName[store.settings.zone] ?? ""}`;
export const longNow = () =>
  `${format(now(), { weekday: "long", day: "numeric", month: "long", year: "numeric" })}, ${clockTime(now())} ${zoneName[store.settings.zone] ?? ""}`;
