// Signing out takes the kept pages along; records that wait stay, and are spoken of first.
import { forget } from "./kept.js";
import { sayLeaving } from "../tabs.js";
import { look, place } from "./state.js";

// What the tab remembers: its last address, in which a customer's number or a search may stand, and an hour.
export function forgetTab() {
  sessionStorage.clear();
}

async function leave(form) {
  sayLeaving();
  forgetTab();
  await forget();
  form.submit();
}

export function startLeaving() {
  const asked = document.getElementById("leaving");
  let form = null;
  document.addEventListener("submit", async (event) => {
    // a form may hold a field of the name `action`, which then stands in the attribute's place
    const address = event.target.getAttribute("action") ?? "";
    if (new URL(address, location.href).pathname !== "/sign-out/") return;
    event.preventDefault();
    form = event.target;
    const waiting = await look();
    if (!waiting.length || !place) return leave(form);
    asked.querySelector("[data-count]").textContent = waiting.length;
    asked.showModal();
  });
  asked?.querySelector("[data-stay]").addEventListener("click", () => asked.close());
  asked?.querySelector("[data-leave]").addEventListener("click", () => leave(form));
}
