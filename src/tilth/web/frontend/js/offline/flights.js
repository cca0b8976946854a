// An act on its way: the row says at once what it will be; without an answer it waits like any other.
import { close, entryOf, put } from "./acts.js";
import * as queue from "./queue.js";
import { paint } from "./rows.js";
import { keeps, known, look, place, show, toast } from "./state.js";

const LOST = new Set([0, 502, 503, 504]);
let several = false;

const isDoor = (xhr) => Boolean(xhr.getResponseHeader("HX-Redirect")?.startsWith(place.dataset.door));

// An answer whose form is gone finds no place to stand in, for its row was drawn anew meanwhile: told here.
function told(flight, xhr) {
  const holder = document.createElement("template");
  if (flight.lost) holder.innerHTML = xhr.responseText;
  return holder.content;
}

// What stays of the act once its answer is there, or is known not to come.
function after(entry, flight, xhr) {
  const { flying, ...waiting } = entry;
  if (LOST.has(xhr.status) || isDoor(xhr)) return waiting;
  const errors = xhr.status === 422 ? [...told(flight, xhr).querySelectorAll(".t-error")] : [];
  const words = errors.map((one) => one.textContent.trim()).join(" ");
  return words ? { ...waiting, state: "refused", why: "errors", errors: { act: [words] } } : null;
}

async function land(entry, flight, xhr, then) {
  const { form } = flight;
  await flight.written;
  const left = after(entry, flight, xhr);
  if (keeps) await queue.change(entry, (now) => left && { ...left, undone: now.undone });
  known.flights.delete(entry.key);
  if (isDoor(xhr)) return location.assign(xhr.getResponseHeader("HX-Redirect"));
  if (left?.state === "waiting") {
    close(form);
    toast(keeps ? "kept" : "broken");
  } else form.hidden = false;
  await look();
  paint();
  if (left) return then();
  const [toasted] = told(flight, xhr).querySelectorAll("#toast > *");
  if (toasted) show(toasted);
  several = several || Boolean(toasted);
  if (!several || known.flights.size) return;
  several = false;
  then({ fresh: true }); // answers came beside each other, perhaps in another order
}

function goOn() {
  const next = document.querySelector("[data-row][data-now]");
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

// Kept before it is sent: a browser that is closed meanwhile sends it again, and it is done once.
export function takeOff(event, then) {
  const { elt: form, requestConfig } = event.detail;
  const entry = { ...entryOf(form, requestConfig.formData), tried: true, flying: Date.now() };
  several = several || known.flights.size > 0;
  known.flights.set(entry.key, entry);
  const flight = { form, lost: false, written: keeps ? put(entry).catch(() => {}) : Promise.resolve() };
  form.hidden = true;
  paint();
  goOn();
  form.addEventListener("htmx:beforeOnLoad", () => { flight.lost = !form.isConnected; }, { once: true });
  form.addEventListener("htmx:afterRequest", ({ detail }) => land(entry, flight, detail.xhr, then), { once: true });
}

export const mark = (event) => {
  const form = event.detail.elt;
  form.dataset.key = queue.key();
  event.detail.parameters.key = form.dataset.key;
};
