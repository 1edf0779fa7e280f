// What the page knows: settings, a line for every chat, and the messages of the open one.
export const store = {
  settings: null,
  chats: new Map(),
  open: null,
  messages: new Map(),
  earlier: false,
  writingAs: new Map(),
};

export const chat = () => (store.open === null ? null : store.chats.get(store.open) ?? null);

/** Whose phone acts in the open chat: the person themselves, or the one chosen in a group. */
export function actor() {
  const open = chat();
  if (!open) return null;
  return open.group ? store.writingAs.get(open.id) ?? open.members[0].id : open.id;
}

export const lastAt = (line) => line.last?.at ?? 0;
