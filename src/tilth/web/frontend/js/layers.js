// What lies on top of the page: dialogs, opened menus, the drawer. Esc closes the topmost one and no more.
import * as drawer from "./drawer.js";

export const dialog = () => [...document.querySelectorAll("dialog[open]")].pop();
export const menu = () => [...document.querySelectorAll("details[data-layer][open]")].pop();

export function open(name) {
  const layer = document.getElementById(name);
  if (!layer?.showModal || layer.open) return Boolean(layer?.open);
  menu()?.removeAttribute("open");
  layer.showModal();
  layer.dispatchEvent(new CustomEvent("tilth:opened", { bubbles: true }));
  return true;
}

export function closeTopmost() {
  const top = menu();
  if (!top) return drawer.close();
  const within = top.contains(document.activeElement);
  top.removeAttribute("open");
  if (within) top.querySelector("summary")?.focus();
}

export function scopes(row) {
  const modal = dialog();
  if (modal) return [modal];
  const panel = drawer.isOpen() && document.getElementById("drawer");
  return [menu(), panel, row, document].filter(Boolean);
}

export function startLayers() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener && !event.ctrlKey && !event.metaKey) {
      const layer = document.getElementById(opener.dataset.open);
      if (layer) {
        layer.dataset.mode = opener.dataset.mode || "";
        dialog()?.close();
        if (open(opener.dataset.open)) event.preventDefault();
      }
      return;
    }
    const closer = event.target.closest("[data-close]");
    if (closer) document.getElementById(closer.dataset.close)?.close?.();
    if (event.target.matches?.("dialog.t-dialog")) event.target.close();
    const opened = menu();
    if (opened && !opened.contains(event.target)) opened.removeAttribute("open");
  });
}
