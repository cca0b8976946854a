// An act changes a name or two of the list: the page says which names it shows, and those that are the same stay.
const HEADER = "Tilth-Held";
const asItWas = (row) => !row.hasAttribute("data-waiting") && row.hasAttribute("data-now") === (row.id === "now");
const rows = () => [...document.querySelectorAll("#today [data-mark]")];

function tell(event) {
  if (event.detail.verb !== "post" || !document.getElementById("today")) return;
  event.detail.headers[HEADER] = rows().filter(asItWas).map((row) => `${row.id}:${row.dataset.mark}`).join(" ");
}

// The current name is where the keyboard comes in, wherever it stood before the act.
function settle() {
  if (document.querySelector("#today [hx-preserve]:empty")) return location.reload(); // its name left meanwhile
  rows().forEach((row) => row.setAttribute("tabindex", row.hasAttribute("data-now") ? "0" : "-1"));
}

export function startHeld() {
  document.addEventListener("htmx:configRequest", tell);
  document.addEventListener("htmx:afterSwap", settle);
}
