// The list while something waits: rows say so, the next open name is current, the banner counts.
import { isFlying } from "./queue.js";
import { isAway, known, place, say, shown } from "./state.js";

const addressOf = (row) => {
  const link = row.querySelector("[data-opens-drawer]");
  return link ? new URL(link.href).pathname : "";
};

const about = (row) => addressOf(row).replace(/record\/$/, "");

// What a row shows of an act; on its way it is said as done, for that is what it will be.
function chip(entry) {
  if (entry.state === "refused") return say("refused");
  if (!entry.kind) return say("waiting");
  return say(entry.kind + (isFlying(entry) ? "-now" : ""), { said: entry.said });
}

// Taken back with a button: an act always, a record only as long as the server cannot know of it.
function takesBack(entry) {
  const mine = entry.kind ? entry.kind !== "undo" : !entry.tried;
  return mine && entry.state === "waiting" && !isFlying(entry);
}

function mark(row, entry) {
  row.querySelectorAll(".t-wait").forEach((old) => old.remove());
  const waiting = Boolean(entry) && entry.kind !== "undo";
  row.toggleAttribute("data-waiting", waiting);
  row.classList.toggle("waiting", waiting);
  if (!entry) return;
  const parts = [chip(entry)];
  if (takesBack(entry)) parts.push(say("unsend"));
  if (parts[1]) parts[1].dataset.unsend = entry.key;
  (row.querySelector(".cs") || row).prepend(...parts);
}

// A result of today that is being undone: its button gives way to a word.
function undone(form) {
  const { pathname } = new URL(form.action);
  const entry = shown().find((one) => one.address === pathname && one.state === "waiting");
  form.parentElement.querySelectorAll(".t-wait").forEach((old) => old.remove());
  form.hidden = Boolean(entry);
  if (entry) form.before(chip(entry));
}

function weigh(row, main) {
  const call = row.querySelector(".btn[data-key=c]");
  call?.classList.toggle("btn-primary", main);
  call?.classList.toggle("call", !main);
}

function current(rows) {
  const open = rows.filter((row) => !row.hasAttribute("data-waiting"));
  const own = open.find((row) => row.id === "now");
  const next = own || open.find((row) => row.hasAttribute("data-now")) || open[0];
  if (!next || next.hasAttribute("data-now") || (!own && open.length === rows.length)) return;
  rows.forEach((row) => {
    row.removeAttribute("data-now");
    row.removeAttribute("aria-current");
    row.classList.remove("now");
    row.tabIndex = -1;
    weigh(row, false);
  });
  next.setAttribute("data-now", "");
  next.setAttribute("aria-current", "true");
  next.classList.add("now");
  next.tabIndex = 0;
  weigh(next, true);
}

function banner() {
  const net = document.getElementById("net");
  const refused = known.entries.filter((entry) => entry.state === "refused").length;
  const flying = known.entries.filter(isFlying).length;
  const waiting = known.entries.length - refused - flying;
  const shown = {
    offline: isAway(),
    out: known.out && waiting > 0,
    waiting: waiting > 0 && !known.out,
    refused: refused > 0 && !isAway(),
  };
  const counts = { waiting, out: waiting, refused };
  for (const part of net.querySelectorAll("[data-when]")) {
    part.hidden = !shown[part.dataset.when];
    const spot = part.querySelector("[data-count]");
    if (spot) spot.textContent = counts[part.dataset.when] ?? "";
  }
  net.hidden = !Object.values(shown).some(Boolean);
  const back = encodeURIComponent(location.pathname + location.search);
  net.querySelector("a").href = `${place.dataset.door}?next=${back}`;
  document.documentElement.dataset.net = isAway() ? "away" : "there";
}

export function paint() {
  const rows = [...document.querySelectorAll("[data-row]")];
  const acts = shown();
  rows.forEach((row) => mark(row, acts.find((entry) => entry.address.startsWith(about(row) || "-"))));
  document.querySelectorAll("#today .t-call.done form[action$='/undo/']").forEach(undone);
  current(rows);
  banner();
}
