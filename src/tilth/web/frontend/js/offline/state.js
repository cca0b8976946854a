// What the page knows: whose it is, what waits, whether there is a network, the server's time last heard.
import * as queue from "./queue.js";

const SERVED = "tilth.served";
export const place = document.getElementById("offline");
export const reader = place?.dataset.writer || "";
export const keeps = Boolean(place?.dataset.reader);
export const known = { entries: [], flights: new Map(), away: false, out: false };

export const isAway = () => !navigator.onLine || known.away;

export async function look() {
  known.entries = await queue.all(reader).catch(() => []);
  return known.entries;
}

// What waits and what is on its way, the newest first; what was undone in between shows nowhere.
export function shown() {
  const kept = known.entries.filter((entry) => !known.flights.has(entry.key));
  return [...kept, ...known.flights.values()].filter((entry) => !entry.undone).sort((a, b) => b.place - a.place);
}

export const waitsFor = (address) => known.entries.find((entry) => entry.address === address);

export function heard(now) {
  sessionStorage.setItem(SERVED, String(now));
}

export const served = () => Number(sessionStorage.getItem(SERVED)) || 0;

// One of the server's sentences, ready to stand somewhere; what is given is filled in as text.
export function say(name, given = {}) {
  const part = document.getElementById(`say-${name}`).content.firstElementChild.cloneNode(true);
  for (const [key, text] of Object.entries({ count: "", errors: "", ...given })) {
    const spot = part.querySelector(`[data-${key}]`);
    if (spot) spot.textContent = text;
  }
  return part;
}

export function show(part) {
  document.getElementById("toast")?.replaceChildren(part);
}

export const toast = (name, more) => show(say(name, more));

export function note(form, name, more) {
  form.querySelectorAll("[data-offline-note]").forEach((old) => old.remove());
  const part = say(name, more);
  part.dataset.offlineNote = "";
  const body = form.querySelector(".bd") || form;
  body.prepend(part);
  part.scrollIntoView({ block: "nearest" });
}
