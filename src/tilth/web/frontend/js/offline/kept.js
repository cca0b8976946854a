// The pages kept for work without a network, one cache per reader; the page and the worker forget them alike.
export const PAGES = "tilth-pages-";

// Emptied first: a browser removes a cache only when nobody holds it any more, but what it holds at once.
async function drop(name) {
  const cache = await caches.open(name);
  for (const request of await cache.keys()) await cache.delete(request);
  await caches.delete(name);
}

export async function forget(except = "") {
  if (!("caches" in self)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== PAGES + except) await drop(name);
  }
}
