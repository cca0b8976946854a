// An act changes a name or two of the list: the page says which names and cards it shows, and what is the same stays.
const HEADER = "Tilth-Held";
const asItWas = (row) => !row.hasAttribute("data-waiting") && row.hasAttribute("data-now") === (row.id === "now");
const shown = (which) => [...document.querySelectorAll(`#today ${which}[data-mark]`)];

function tell(event) {
  if (event.detail.verb !== "post" || !document.getElementById("today")) return;
  event.detail.headers[HEADER] = shown("").filter(asItWas).map((part) => `${part.id}:${part.dataset.mark}`).join(" ");
}

// The current name is where the keyboard comes in, wherever it stood before the act.
function settle() {
  if (document.querySelector("#today [hx-preserve]:empty")) return location.reload(); // its name left meanwhile
  shown("[data-row]").forEach((row) => row.setAttribute("tabindex", row.hasAttribute("data-now") ? "0" : "-1"));
}

export function startHeld() {
  document.addEventListener("htmx:configRequest", tell);
  document.addEventListener("htmx:afterSwap", settle);
}
