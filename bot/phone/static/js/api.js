// The phone's control API.
import { toast } from "./toasts.js";
import { actor, chat } from "./store.js";

async function ask(path, options) {
  const answer = await fetch(`/phone/${path}`, options);
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error);
  return said;
}

export const get = (path) => ask(path);

export const post = (path, said = {}) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said) });

/** Let a person do something; what cannot be done is said in a toast. Gives null then. */
export async function act(doing, said = {}, person = actor()) {
  const open = chat();
  const where = open?.group && person !== open.id ? { group: open.id } : {};
  try {
    if (said instanceof FormData) {
      for (const [name, value] of Object.entries(where)) said.set(name, value);
      return await ask(`people/${person}/${doing}`, { method: "POST", body: said });
    }
    return await post(`people/${person}/${doing}`, { ...where, ...said });
  } catch (error) {
    toast(error.message);
    return null;
  }
}
