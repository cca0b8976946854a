// Signing out takes the kept pages along; records that wait stay, and are spoken of first.
import { look, place } from "./state.js";

const PAGES = "tilth-pages-";

export async function forget(except = "") {
  if (!("caches" in self)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== PAGES + except) await caches.delete(name);
  }
}

async function leave(form) {
  await forget();
  form.submit();
}

export function startLeaving() {
  const asked = document.getElementById("leaving");
  let form = null;
  document.addEventListener("submit", async (event) => {
    if (new URL(event.target.action).pathname !== "/sign-out/") return;
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
