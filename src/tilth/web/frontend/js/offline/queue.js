// Records and acts that wait for the network: one IndexedDB store, shared by the pages and the worker, by reader.
const NAME = "tilth";
const STORE = "queue";
const HOUR = 3600;
const WEEK = 168 * HOUR;
const PATIENCE = 20000;
export const document_id = `${Math.round(performance.timeOrigin)}-${Math.random().toString(36).slice(2)}`;

// A mark of one sending: the moment and chance, as the server numbers its rows (UUID 7).
export function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${Date.now().toString(16).padStart(12, "0")}7${hex.slice(13, 16)}8${hex.slice(17)}`;
}

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: ["reader", "key"] });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function run(mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const change = database.transaction(STORE, mode, { durability: "strict" });
      const asked = work(change.objectStore(STORE));
      change.oncomplete = () => resolve(asked?.result);
      change.onerror = change.onabort = () => reject(change.error);
    });
  } finally {
    database.close();
  }
}

export async function all(reader) {
  if (!reader) return [];
  const found = await run("readonly", (store) => store.getAll());
  return found.filter((entry) => entry.reader === reader).sort((a, b) => a.place - b.place);
}

// What is on its way is left to its answer for a while; a page that went away meanwhile leaves it to be sent again.
export const isFlying = (entry) => Boolean(entry.flying) && Math.abs(Date.now() - entry.flying) < PATIENCE;
export const isDue = (entry) => entry.state === "waiting" && !isFlying(entry);

export const put = (entry) => run("readwrite", (store) => store.put(entry));

export const drop = (entry) => run("readwrite", (store) => store.delete([entry.reader, entry.key]));

// Changes one entry as it stands now and returns what stood: `work` gives what stays, null to drop it, nothing to
// leave it.
export function change({ reader, key }, work) {
  return run("readwrite", (store) => {
    const asked = store.get([reader, key]);
    asked.onsuccess = () => {
      const next = asked.result && work(asked.result);
      if (next) store.put(next);
      else if (next === null) store.delete([reader, key]);
    };
    return asked;
  });
}

// A clock of the browser may be wrong, or be set right in between; the server's clock stands at both ends.
export function made(served) {
  return { wall: Date.now(), ticks: performance.now(), document: document_id, served: served || 0 };
}

export function age(moment, now) {
  const { wall, ticks, document, served } = moment;
  const most = served ? Math.max(0, now - served) : WEEK;
  const here = document === document_id ? (performance.now() - ticks) / 1000 : 0;
  const past = (Date.now() - wall) / 1000;
  return Math.round(past >= here && past <= most ? past : Math.min(here, most));
}
