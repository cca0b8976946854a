// The list while something waits: rows say so, the next open name is current, the banner counts.
import { isAway, known, place, waitsFor } from "./state.js";

const addressOf = (row) => {
  const link = row.querySelector("[data-opens-drawer]");
  return link ? new URL(link.href).pathname : "";
};

function mark(row, entry) {
  row.querySelectorAll(".t-wait").forEach((old) => old.remove());
  row.toggleAttribute("data-waiting", Boolean(entry));
  row.classList.toggle("waiting", Boolean(entry));
  if (!entry) return;
  const part = document.getElementById(`say-${entry.state}`).content.firstElementChild.cloneNode(true);
  (row.querySelector(".cs") || row).prepend(part);
}

function weigh(row, main) {
  const call = row.querySelector(".btn[data-key=c]");
  call?.classList.toggle("btn-primary", main);
  call?.classList.toggle("call", !main);
}

function current(rows) {
  const open = rows.filter((row) => !row.hasAttribute("data-waiting"));
  if (open.length === rows.length || !open.length || open.some((row) => row.hasAttribute("data-now"))) return;
  rows.forEach((row) => {
    row.removeAttribute("data-now");
    row.removeAttribute("aria-current");
    row.classList.remove("now");
    row.tabIndex = -1;
    weigh(row, false);
  });
  const [next] = open;
  next.setAttribute("data-now", "");
  next.setAttribute("aria-current", "true");
  next.classList.add("now");
  next.tabIndex = 0;
  weigh(next, true);
}

function banner() {
  const net = document.getElementById("net");
  const refused = known.entries.filter((entry) => entry.state === "refused").length;
  const waiting = known.entries.length - refused;
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
  rows.forEach((row) => mark(row, waitsFor(addressOf(row))));
  current(rows);
  banner();
}
