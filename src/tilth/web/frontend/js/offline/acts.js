// Skip, put off and undo: shown at once, under a mark of their own, so that what is sent twice is done once.
import htmx from "htmx.org/dist/htmx.esm.js";
import { errors, fetched, open } from "./blank.js";
import { paint } from "./rows.js";
import * as queue from "./queue.js";
import { keeps, known, look, place, reader, say, served, show, toast } from "./state.js";

const ACT = /\/(skip|put-off)\/$|\/(?:skip|tasks|contacts)\/[\w-]+\/(undo)\/$/;
const MENU = /\/(skip|put-off)\/$/;
const path = (address) => new URL(address, location.href).pathname;

const kindOf = (form) => (form.matches("form") ? ACT.exec(path(form.action)) : null)?.slice(1).find(Boolean) || "";
export const isAct = (element) => Boolean(kindOf(element));
export const asksFor = (link) => (link.matches("a[href]") ? MENU.exec(path(link.href))?.[1] : "") || "";

// What the row says of a choice: the button's words without its digit, or the day and hour that were typed.
function said(form, fields) {
  const chosen = [...form.querySelectorAll("button[name=when]")].find((one) => one.value === fields.get("when"));
  if (!chosen) return [fields.get("due_on"), fields.get("due_at")].filter(Boolean).join(" ");
  const words = chosen.cloneNode(true);
  words.querySelector("kbd")?.remove();
  return words.textContent.trim();
}

export function entryOf(form, given) {
  const fields = [...given].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "key");
  const row = form.closest("[data-row], .t-call");
  return {
    reader,
    kind: kindOf(form),
    key: form.dataset.key,
    address: path(form.action),
    fields,
    said: kindOf(form) === "put-off" ? said(form, new Map(fields)) : "",
    name: row?.querySelector(".l1 a")?.textContent.trim() || "",
    night: document.getElementById("today")?.dataset.night || place.dataset.night || "",
    place: Date.now(),
    made: queue.made(served()),
    state: "waiting",
  };
}

export function close(form) {
  const slot = form.closest("[data-menu]");
  if (slot) slot.replaceChildren();
  else form.closest(".t-toast")?.remove();
}

// The same act on the same name again, before the first was sent: the newer one counts alone.
export async function put(entry) {
  if (entry.kind !== "undo") {
    for (const old of known.entries.filter((one) => one.address === entry.address && one.key !== entry.key)) {
      await queue.change(old, (now) => (now.tried ? undefined : null));
    }
  }
  await queue.put(entry);
}

export async function keepAct(form, given, then) {
  if (!keeps) return toast("needs");
  const entry = entryOf(form, given);
  try {
    await put(entry);
  } catch {
    return toast("needs");
  }
  navigator.storage?.persist?.();
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("tilth-queue")).catch(() => {});
  close(form);
  await look();
  paint();
  document.body.dispatchEvent(new CustomEvent("tilth:saved", { bubbles: true, detail: { kept: true } }));
  if (entry.kind === "undo") toast("kept");
  else offer(entry);
  then();
}

// The toast that takes it back, as long as it waits.
function offer(entry) {
  const part = say("done");
  part.querySelector("[data-unsend]").dataset.unsend = entry.key;
  show(part);
}

// Never sent, it goes without a trace; else the server is told that it was undone, also where it just heard of it.
export async function unsend(key, then) {
  const seen = known.entries.find((entry) => entry.key === key);
  const undone = queue.made(served());
  const there = await queue.change({ reader, key }, (now) => (now.tried ? { ...now, undone } : null));
  if (!there && seen?.kind) await queue.put({ ...seen, tried: true, undone });
  document.querySelector("#toast [data-unsend]")?.closest(".t-toast").remove();
  await look();
  paint();
  then();
}

// What the server did not do, and why: read once, then it goes.
export function openRefused(entry) {
  const why = entry.why === "gone" ? say("missing").textContent : errors(entry);
  const what = say(`not-${entry.kind}`).textContent;
  const part = say("act", { name: entry.name, what, errors: why });
  part.dataset.queued = entry.key;
  open(part);
}

// Moments that passed since the form was kept are not offered; on another day only a day that is typed.
function offered(form) {
  const { now } = form.dataset;
  const since = Number(sessionStorage.getItem("tilth.warmed"));
  if (!now || !since) return;
  const told = (text) => Date.parse(`${text.replace(" ", "T")}${text.includes(" ") ? "" : "T00:00"}Z`);
  const here = told(now) + Math.max(0, Date.now() - since);
  const today = new Date(here).toISOString().slice(0, 10);
  let soon = 0;
  for (const choice of form.querySelectorAll("button[name=when]")) {
    const ofToday = choice.value.startsWith(today);
    if (ofToday) soon += told(choice.value) > here;
    if (!now.startsWith(today) || (ofToday && (told(choice.value) <= here || soon > 2))) choice.remove();
  }
  form.querySelectorAll("button[name=when]").forEach((choice, at) => {
    choice.dataset.digit = at + 1;
    choice.querySelector("kbd").textContent = at + 1;
  });
}

export async function openMenu(link) {
  const slot = link.closest("[data-row]")?.querySelector("[data-menu]");
  const form = slot && (await fetched(path(link.href), `form[action$="/${asksFor(link)}/"]`).catch(() => null));
  if (!form) return toast("needs");
  offered(form);
  slot.replaceChildren(form);
  htmx.process(form);
  htmx.trigger(slot, "htmx:afterSettle", { target: slot });
}
