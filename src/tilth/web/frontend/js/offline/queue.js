// Records that wait for the network: one IndexedDB store, shared by the pages and the worker, by reader.
const NAME = "tilth";
const STORE = "queue";
const HOUR = 3600;
const WEEK = 168 * HOUR;
export const document_id = `${Math.round(performance.timeOrigin)}-${Math.random().toString(36).slice(2)}`;

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

export const put = (entry) => run("readwrite", (store) => store.put(entry));

export const drop = (entry) => run("readwrite", (store) => store.delete([entry.reader, entry.key]));

// A clock of the browser may be wrong, or be set right in between; the server's clock stands at both ends.
export function made(served) {
  return { wall: Date.now(), ticks: performance.now(), document: document_id, served: served || 0 };
}

export function age(entry, now) {
  const { wall, ticks, document, served } = entry.made;
  const most = served ? Math.max(0, now - served) : WEEK;
  const here = document === document_id ? (performance.now() - ticks) / 1000 : 0;
  const past = (Date.now() - wall) / 1000;
  return Math.round(past >= here && past <= most ? past : Math.min(here, most));
}
