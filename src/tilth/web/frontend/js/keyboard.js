// Single keys on the list: J K move, C calls, L records, / searches, Esc closes, Ctrl+Enter saves.
import { close } from "./drawer.js";

const rows = () => [...document.querySelectorAll("[data-row]")];

function current() {
  return document.activeElement?.closest?.("[data-row]") || document.querySelector("[data-row][data-now]");
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement?.closest?.("[data-row]"));
  const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
  all.forEach((row) => row.setAttribute("tabindex", row === next ? "0" : "-1"));
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  c: () => (current() || document).querySelector("[data-key=c]")?.click(),
  l: () => (current() || document).querySelector("[data-key=l]")?.click(),
  o: () => current()?.querySelector("[data-key=o]")?.click(),
  "/": () => document.getElementById("search")?.focus(),
};

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable=true]");
}

export function startKeyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") return close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form[data-record]");
      if (form) form.requestSubmit(form.querySelector("[name=then][value=next]"));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = KEYS[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
