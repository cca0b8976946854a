// The palette: type, arrows, Enter. The list comes from the server; the choice is made here.
import { open } from "./layers.js";

const box = () => document.getElementById("palette");
const field = () => document.getElementById("palette-q");
const lines = () => [...document.querySelectorAll("#palette-list [role=option]")];
let composing = false;
let waiting = false;

function choose(line) {
  lines().forEach((one) => one.setAttribute("aria-selected", String(one === line)));
  if (line) {
    field()?.setAttribute("aria-activedescendant", line.id);
    line.scrollIntoView({ block: "nearest" });
  } else field()?.removeAttribute("aria-activedescendant");
}

function move(step) {
  const all = lines();
  if (!all.length) return;
  const at = all.findIndex((line) => line.getAttribute("aria-selected") === "true");
  choose(all[(at + step + all.length) % all.length]);
}

// what is shown may be the answer to what stood there a moment ago
const behind = () => document.getElementById("palette-list").dataset.text !== field().value.trim();

function enter(event) {
  if (behind()) {
    event.preventDefault();
    waiting = true;
    return;
  }
  choice()?.click();
  event.preventDefault();
}

function choice() {
  const line = lines().find((one) => one.getAttribute("aria-selected") === "true");
  const whole = document.querySelector("#palette-list [data-whole]");
  return line || whole;
}

function fresh(event) {
  if (event.target.id !== "palette") return;
  const mode = box().dataset.mode || "find";
  box().querySelector("[name=mode]").value = mode;
  for (const how of box().querySelectorAll("[data-shown]")) how.hidden = how.dataset.shown !== mode;
  waiting = false;
  field().value = "";
  field().focus();
  field().dispatchEvent(new CustomEvent("tilth:typed", { bubbles: true }));
}

function record(event, htmx) {
  const line = event.target.closest("#palette [data-drawer]");
  if (!line || !document.getElementById("today")) return;
  event.preventDefault();
  box().close();
  htmx.ajax("GET", line.dataset.drawer, { target: "#drawer" });
}

export function startPalette(htmx) {
  document.addEventListener("compositionstart", () => { composing = true; });
  document.addEventListener("compositionend", () => { composing = false; });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "palette-q" || event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") enter(event);
  });
  document.addEventListener("tilth:opened", fresh);
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "palette-list") return;
    choose(lines()[0]);
    const go = waiting && !behind();
    waiting = waiting && !go;
    if (go) choice()?.click();
    const said = document.getElementById("palette-said");
    if (said) said.textContent = document.getElementById("palette-list").dataset.said || "";
  });
  document.addEventListener("cancel", (event) => { if (composing) event.preventDefault(); }, true);
  document.addEventListener("click", (event) => record(event, htmx));
  // the search of the bar opens the palette; without this script it is the form that it looks like
  document.addEventListener("pointerdown", (event) => {
    const bar = event.target.closest("[data-opens=palette]");
    if (!bar || event.target.closest("a") || event.button !== 0 || !box()) return;
    event.preventDefault();
    box().dataset.mode = "find";
    open("palette");
  });
}
