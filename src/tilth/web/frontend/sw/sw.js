// The worker: the shell from its own cache, today's list from the network and, without one, as it was last seen.
import { forget, PAGES } from "../js/offline/kept.js";
import { all } from "../js/offline/queue.js";
import { sync } from "../js/offline/sync.js";

const { version, files, alone, today, form, signOut, ticket } = self.TILTH;
const SHELL = `tilth-shell-${version}`;
const LONGEST = 12 * 3600 * 1000;
const PATIENCE = 6000;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(SHELL);
  await cache.addAll([...files, alone].map((file) => new Request(file, { cache: "reload" })));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("tilth-shell-") && name !== SHELL) await caches.delete(name);
  }
  await self.clients.claim();
})()));

let keeping = Promise.resolve();

// Kept with the hour, under the name of the reader; another reader's pages go.
async function keep(path, response) {
  const reader = response.headers.get("Tilth-Reader");
  const copy = new Response(await response.blob(), { status: 200, headers: response.headers });
  await forget(reader);
  const request = new Request(path, { headers: { "Tilth-Kept": String(Date.now()) } });
  await (await caches.open(PAGES + reader)).put(request, copy);
}

// One after the other: who waits for the last has all.
function keepNext(path, response) {
  keeping = keeping.then(() => keep(path, response)).catch(() => {});
  return keeping;
}

// The cache that holds a page young enough. Asked by its name and hour: a body looked up and left unread stays on disk.
async function holder(path) {
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES));
  if (names.length !== 1) return null;
  const cache = await caches.open(names[0]);
  const [request] = await cache.keys(path);
  const age = Date.now() - Number(request?.headers.get("Tilth-Kept"));
  return request && age >= 0 && age < LONGEST ? cache : null;
}

function inTime(request) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  return fetch(request, { signal: stop.signal }).finally(() => clearTimeout(timer));
}

async function networkFirst(event, path) {
  const { request } = event;
  try {
    const there = await holder(path);
    const response = there ? await inTime(request) : await fetch(request);
    const down = response.status >= 502 && response.status <= 504;
    if (down && there) return (await there.match(path)) || response;
    const whole = response.status === 200 && !response.redirected && response.headers.has("Tilth-Reader");
    if (whole) event.waitUntil(keepNext(path, response.clone()));
    if (request.headers.has("Tilth-Keep")) await keeping;
    return response;
  } catch (error) {
    const found = await (await holder(path))?.match(path);
    if (found) return found;
    if (request.mode === "navigate") return caches.match(alone);
    throw error;
  }
}

async function page(event) {
  try {
    return await fetch(event.request);
  } catch {
    return (await caches.match(alone)) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method !== "GET") {
    if (url.pathname === signOut) event.waitUntil(forget());
    return;
  }
  if (files.includes(url.pathname)) {
    event.respondWith(caches.open(SHELL).then((cache) => cache.match(url.pathname))
      .then((found) => found || fetch(request)));
  } else if (url.pathname === form || (url.pathname === today && !request.headers.has("HX-Request"))) {
    event.respondWith(networkFirst(event, url.pathname));
  } else if (request.mode === "navigate") {
    event.respondWith(page(event));
  }
});

async function bringAll() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES));
  for (const name of names) {
    const reader = name.slice(PAGES.length);
    const done = (await all(reader)).length ? await sync(reader, ticket) : null;
    if (done?.state === "away") throw new Error("away"); // the browser tries again later
  }
}

self.addEventListener("sync", (event) => {
  if (event.tag === "tilth-queue") event.waitUntil(bringAll());
});
