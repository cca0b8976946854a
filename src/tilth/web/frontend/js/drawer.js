// The drawer holds one form beside the list; it is not modal, so the list stays usable.
import { closeMenu } from "./menu.js";

const root = document.documentElement;
const drawer = () => document.getElementById("drawer");
let opener = null;

export const isOpen = () => root.dataset.drawer === "open";

export function close() {
  if (closeMenu() || !isOpen()) return;
  const panel = drawer();
  root.dataset.drawer = "closed";
  panel.replaceChildren();
  panel.hidden = true;
  const back = opener && document.getElementById(opener);
  (back || document.querySelector("[data-row][data-now]") || document.querySelector("h1"))?.focus?.();
  opener = null;
}

// A form that came back: to what is wrong in it, or to what a colleague recorded meanwhile.
function look() {
  const form = document.querySelector("form[data-bound]:not([data-looked])");
  if (!form) return;
  form.dataset.looked = "";
  form.querySelector("[aria-invalid=true], [data-conflict]")?.focus();
}

function open() {
  const panel = drawer();
  panel.hidden = false;
  root.dataset.drawer = "open";
  const wrong = panel.querySelector("[aria-invalid=true]");
  const narrow = window.matchMedia("(max-width: 600px)").matches;
  // on a phone the card is read first: its name takes the focus, and the form follows below
  (wrong || (narrow && panel.querySelector("[data-top]")) || panel.querySelector("[data-first]"))?.focus();
}

// After an act the next name is current and has the focus, so that the keyboard goes on.
function saved() {
  const row = opener && document.getElementById(opener)?.closest("[data-row]");
  close();
  (document.querySelector("[data-row][data-now]") || row || document.querySelector("h1"))?.focus?.({ preventScroll: true });
  document.querySelector("[data-row][data-now]")?.scrollIntoView({ block: "nearest" });
}

export function startDrawer() {
  document.addEventListener("htmx:beforeRequest", (event) => {
    const trigger = event.detail.elt;
    if (isOpen() && trigger.matches("[data-key=r], [data-key=s]")) close();
    if (trigger.closest("[data-opens-drawer]")) opener = trigger.id;
  });
  document.addEventListener("htmx:afterSettle", look);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "drawer") return;
    if (drawer().childElementCount) open();
    else close();
  });
  document.addEventListener("tilth:saved", saved);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close=drawer]") || !isOpen()) return;
    event.preventDefault();
    close();
  });
}
