// The keys of every page. What a key does stands on the page: the first data-key="x" of the topmost layer,
// else of the current row, else of the page. Single keys rest while somebody writes or composes.
import { closeTopmost, dialog, open, scopes } from "./layers.js";

const GO_WITHIN = 1500;
const WRITES = "input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=submit]), textarea, select, [contenteditable=true]";
let going = 0;

const rows = () => [...document.querySelectorAll("[data-row]")];
const seen = (part) => !part.checkVisibility || part.checkVisibility();

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

function find(key, scope) {
  const all = [...scope.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  const free = scope === document ? all.filter((part) => !part.closest("[data-row]")) : all;
  return free.find(seen) || (scope === document && free.find((part) => part.dataset.open));
}

function numbered(key, scope) {
  const form = scope !== document && scope.querySelector("form[data-record]");
  return form && [...form.querySelectorAll("[name=outcome]")][Number(key) - 1];
}

function press(key) {
  for (const scope of scopes(current())) {
    const part = find(key, scope) || (/^[1-9]$/.test(key) && numbered(key, scope));
    if (!part) continue;
    part.click();
    if (part.matches("input")) part.focus();
    return true;
  }
  return false;
}

function search() {
  const field = document.getElementById("search") || document.getElementById("palette-q");
  if (!field || !seen(field)) return openPalette();
  field.focus();
  field.select?.();
  return true;
}

function openPalette() {
  const box = document.getElementById("palette");
  if (!box) return document.getElementById("palette-q")?.focus();
  box.dataset.mode = "find";
  return open("palette");
}

function go(key) {
  going = 0;
  const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
  link?.click();
  return Boolean(link);
}

function single(event) {
  const key = event.key.toLowerCase();
  const target = event.target.closest ? event.target : document.body;
  if (target.closest(WRITES)) return false;
  if (!dialog()) {
    if (going && event.timeStamp - going < GO_WITHIN) return go(key);
    if (key === "g") return Boolean(going = event.timeStamp);
    if (key === "/") return search();
    if (key === "k" && target.closest("form[data-record]") && press(key)) return true;
    if (key === "j" || key === "k") return rows().length ? (move(key === "j" ? 1 : -1), true) : press(key);
    if (key === "enter") return target.matches("[data-row]") && press("o");
  }
  return key.length === 1 && press(key);
}

function save(event) {
  const form = event.target.closest("form[data-record]");
  form?.requestSubmit(form.querySelector("[name=then][value=next]"));
}

export function startKeyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    const control = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") return dialog() ? undefined : closeTopmost();
    if (event.key === "Enter" && control) return save(event);
    if (control && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      dialog()?.close();
      openPalette();
      return;
    }
    if (control || event.altKey) return;
    if (single(event)) event.preventDefault();
  });
}
