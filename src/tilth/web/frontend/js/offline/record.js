// Recording without a network: the form goes into the queue instead, and stays open where that fails.
import { dropDraft } from "../drafts.js";
import { asksFor, isAct, keepAct, openMenu, openRefused, unsend } from "./acts.js";
import { openBlank } from "./blank.js";
import { mark, takeOff } from "./flights.js";
import * as queue from "./queue.js";
import { keeps, known, look, note, place, reader, served, toast, waitsFor } from "./state.js";
import { paint } from "./rows.js";

const LOST = new Set([502, 503, 504]);
const SENTENCES = { 403: "expired", 404: "gone" };
const path = (address) => new URL(address, location.href).pathname;
const records = (form) => form.matches("form[data-record]") && path(form.action).endsWith("/record/");

function lacks(form) {
  const given = new FormData(form);
  const spoke = form.querySelector("[name=intention]:enabled");
  return !given.get("outcome") || !given.get("purpose") || !(given.get("step") || given.get("next_step"))
    || Boolean(spoke && !given.get("intention"))
    || Boolean(given.get("step") && given.get("step") !== "none" && !given.get("next_step_on"))
    || (given.get("step") === "other" && !given.get("next_step"))
    || (given.get("outcome") === "appointment" && !(given.get("next_step_at") && given.get("place")));
}

function entryOf(form) {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "key");
  const earlier = known.entries.find((entry) => entry.key === form.elements.key.value);
  return {
    reader,
    key: form.elements.key.value,
    address: path(form.action),
    fields,
    name: form.querySelector(".t-title")?.firstChild?.textContent.trim() || "",
    place: earlier?.place || Date.now(),
    made: earlier?.made || queue.made(served()),
    state: "waiting",
  };
}

export async function keep(form) {
  delete form.dataset.sent;
  if (lacks(form)) {
    form.querySelectorAll("details").forEach((part) => { part.open = true; });
    note(form, "choose");
    return false;
  }
  try {
    await queue.put(entryOf(form));
  } catch {
    note(form, "full");
    return false;
  }
  dropDraft(form);
  navigator.storage?.persist?.();
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("tilth-queue")).catch(() => {});
  return true;
}

async function kept(form, then) {
  const beside = document.getElementById("drawer")?.contains(form);
  if (!(await keep(form))) return;
  await look();
  paint();
  form.dispatchEvent(new CustomEvent("tilth:saved", { bubbles: true, detail: { kept: true } }));
  toast("kept");
  if (beside) then();
  else location.assign(place.dataset.today);
}

// What cannot reach the server: a form is kept, a drawer is built here, anything else says that it cannot.
function instead(element, then) {
  if (element.matches("[data-quiet]")) return; // what only helps to write is missed without a word
  if (isAct(element)) return; // its flight ends by itself
  const link = element.closest("[data-opens-drawer]");
  if (element.matches("form") && records(element)) {
    if (keeps || element.dataset.queued) kept(element, then);
    else if (!element.querySelector("[data-lost]")) note(element, "failed");
  } else if (link && path(link.href).endsWith("/record/")) {
    openBlank(path(link.href), link.closest("[data-row]"), waitsFor(path(link.href)));
  } else if (keeps && asksFor(element)) openMenu(element);
  else toast("needs");
}

function before(event, then) {
  const { elt } = event.detail;
  const link = elt.closest("[data-opens-drawer]");
  const again = link && waitsFor(path(link.href));
  if (again || (elt.matches("form") && elt.dataset.queued)) {
    event.preventDefault();
    instead(elt, then);
  } else if (!navigator.onLine) {
    event.preventDefault();
    delete elt.dataset?.sent;
    if (isAct(elt)) keepAct(elt, event.detail.requestConfig.formData, then);
    else instead(elt, then);
  } else if (isAct(elt)) takeOff(event, then);
}

function failed(event, then) {
  const { elt, xhr } = event.detail;
  delete elt.dataset?.sent;
  if (!elt.matches("form") || !records(elt)) {
    if (isAct(elt) && LOST.has(xhr.status)) return;
    if (elt.closest("[data-opens-drawer]") && xhr.status === 404) then({ fresh: true });
    else if (xhr.status >= 500 && !elt.matches("[data-quiet]")) toast("broken");
    return;
  }
  if (xhr.status === 429) return; // the answer says itself how long to wait; what was written stays
  if (LOST.has(xhr.status)) instead(elt, then);
  else note(elt, SENTENCES[xhr.status] || "failed");
}

// The session ended meanwhile: what was written waits in the queue and is sent after signing in.
async function signedOut(event) {
  const { elt, xhr } = event.detail;
  const door = xhr.getResponseHeader("HX-Redirect");
  if (!keeps || !door?.startsWith(place.dataset.door)) return;
  if (isAct(elt)) event.preventDefault(); // its flight leads there, once it is kept
  if (!elt.matches("form") || !records(elt)) return;
  event.preventDefault();
  if (await keep(elt)) location.assign(door);
}

export function startRecords(then) {
  document.addEventListener("htmx:configRequest", (event) => isAct(event.detail.elt) && mark(event));
  document.addEventListener("htmx:beforeRequest", (event) => before(event, then));
  document.addEventListener("htmx:beforeOnLoad", signedOut);
  document.addEventListener("htmx:responseError", (event) => failed(event, then));
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      known.away = true;
      delete event.detail.elt.dataset?.sent;
      instead(event.detail.elt, then);
      paint();
    });
  }
  document.addEventListener("click", async (event) => {
    const back = event.target.closest("[data-unsend]");
    if (back) await unsend(back.dataset.unsend, then);
    const form = event.target.closest("[data-drop]")?.closest("[data-queued]");
    if (form) {
      await queue.drop({ reader, key: form.dataset.queued });
      await look();
      form.dispatchEvent(new CustomEvent("tilth:saved", { bubbles: true, detail: { kept: false } }));
      paint();
    }
    if (!event.target.closest("[data-review]")) return;
    const entry = known.entries.find((one) => one.state === "refused");
    if (entry?.kind) openRefused(entry);
    else if (entry) openBlank(entry.address, null, entry);
  });
}
