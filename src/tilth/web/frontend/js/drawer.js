// The drawer holds one form beside the list; it is not modal, so the list stays usable.
const root = document.documentElement;
const drawer = () => document.getElementById("drawer");
let opener = null;

export const isOpen = () => root.dataset.drawer === "open";

export function close() {
  if (!isOpen()) return;
  const panel = drawer();
  root.dataset.drawer = "closed";
  panel.replaceChildren();
  panel.hidden = true;
  const back = opener && document.getElementById(opener);
  (back || document.querySelector("[data-row][data-now] a, h1"))?.focus?.();
  opener = null;
}

function open() {
  const panel = drawer();
  panel.hidden = false;
  root.dataset.drawer = "open";
  const wrong = panel.querySelector("[aria-invalid=true]");
  (wrong || panel.querySelector("[data-first]"))?.focus();
}

export function startDrawer() {
  document.addEventListener("htmx:beforeRequest", (event) => {
    const trigger = event.detail.elt;
    if (trigger.closest("[data-opens-drawer]")) opener = trigger.id;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "drawer") return;
    if (drawer().childElementCount) open();
    else close();
  });
  document.addEventListener("tilth:saved", close);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close=drawer]") || !isOpen()) return;
    event.preventDefault();
    close();
  });
}
