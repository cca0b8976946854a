// Works without a network: the worker, the queue, the banner. Without a reader everything kept is left behind.
import htmx from "htmx.org/dist/htmx.esm.js";
import { sayLeft } from "../tabs.js";
import { forget } from "./kept.js";
import { forgetTab, startLeaving } from "./leave.js";
import { isDue, isFlying } from "./queue.js";
import { startRecords } from "./record.js";
import { paint } from "./rows.js";
import { heard, keeps, known, look, place, reader, toast } from "./state.js";
import { hear, sync, ticket } from "./sync.js";

const PAUSES = [1000, 2000, 5000, 10000, 30000];
const CALM = 500;
const LANDED = 5000;
const KEEP = { headers: { "Tilth-Keep": "1" } }; // the worker answers once it has kept
let timer = null;
let tries = 0;
let warming = null;

const isList = (event) => event.detail.target?.id === "today" || event.detail.elt?.id === "today";
const onToday = () => document.getElementById("today");

function fresh() {
  if (!onToday()) return;
  htmx.ajax("GET", place.dataset.today, { target: "#today", select: "#today", swap: "outerHTML" });
}

async function settle(done) {
  known.away = done.state === "away";
  known.out = done.state === "out";
  await look();
  paint();
  if (done.sent) toast("sent", { count: done.sent });
  if (done.sent) fresh();
  again();
}

// A network that is said to be there may not answer yet: ask again, ever more patiently.
function again() {
  clearTimeout(timer);
  tries = known.away ? tries + 1 : 0;
  if (known.away) timer = setTimeout(bring, PAUSES[Math.min(tries, PAUSES.length) - 1]);
}

async function bring() {
  await look();
  if (!navigator.onLine) return paint();
  if (known.entries.some(isFlying)) setTimeout(bring, LANDED);
  if (known.entries.some(isDue)) return settle(await sync(reader, place.dataset.ticket));
  if (known.away) known.away = (await ticket(place.dataset.ticket)) === "away";
  again();
  return paint();
}

// Ask the worker to keep the list as it is now; several changes in a row are one request, and the last one tells.
function warm(list) {
  clearTimeout(warming);
  document.documentElement.dataset.kept = "no";
  const mine = setTimeout(async () => {
    const given = await ticket(place.dataset.ticket);
    if (typeof given === "string") return;
    heard(given.now);
    if (given.reader !== reader) return;
    await fetch(place.dataset.form, KEEP).then(() => sessionStorage.setItem("tilth.warmed", Date.now())).catch(() => {});
    if (list) await fetch(place.dataset.today, KEEP).catch(() => {});
    if (mine === warming) document.documentElement.dataset.kept = "yes";
  }, CALM);
  warming = mine;
}

async function install() {
  if (!("serviceWorker" in navigator)) return;
  const controlled = Boolean(navigator.serviceWorker.controller);
  await navigator.serviceWorker.register(place.dataset.worker, { scope: "/", updateViaCache: "none" });
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) {
    await new Promise((go) => navigator.serviceWorker.addEventListener("controllerchange", go, { once: true }));
  }
  if (onToday() && navigator.onLine) warm(!controlled);
}

async function remove() {
  const there = (await navigator.serviceWorker?.getRegistrations()) || [];
  await Promise.all(there.map((one) => one.unregister()));
}

function startWarming() {
  document.addEventListener("htmx:afterSwap", (event) => {
    if (isList(event) && navigator.onLine) warm(true);
  });
}

export function startOffline() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  if (!place) {
    if (!document.querySelector("form.main [name=password]")) return;
    sayLeft();
    forgetTab();
    forget();
    return;
  }
  startLeaving();
  forget(keeps ? reader : "");
  if (keeps) {
    install().catch(() => {});
    startWarming();
  } else remove();
  if (!reader) return;
  startRecords((what) => (what?.fresh ? fresh() : bring()));
  window.addEventListener("online", bring);
  window.addEventListener("offline", paint);
  document.addEventListener("visibilitychange", () => document.hidden || bring());
  hear((news) => settle({ ...news, state: "" }));
  document.addEventListener("htmx:afterSettle", (event) => {
    if (isList(event)) paint();
  });
  bring();
}
