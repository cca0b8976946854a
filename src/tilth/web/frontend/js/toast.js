// The toast that undoes: six seconds, longer while somebody points at it or has focused it; Z undoes.
const LIFE = 6000;
let timer = null;
let since = 0;
let left = LIFE;

function run(toast) {
  since = Date.now();
  timer = setTimeout(() => toast.remove(), left);
}

function pause(toast) {
  if (!timer) return;
  clearTimeout(timer);
  timer = null;
  left -= Date.now() - since;
  toast.dataset.paused = "";
}

function resume(toast) {
  if (timer || !toast.isConnected) return;
  delete toast.dataset.paused;
  run(toast);
}

// A list, or a small form of a row, that was just put in answers at once, before the page has settled.
function wake() {
  document.querySelectorAll("#today:not([data-awake]), [data-menu] > form:not([data-awake])").forEach((part) => {
    part.dataset.awake = "";
    window.htmx?.process(part);
  });
}

function watch() {
  wake();
  const toast = document.querySelector("#toast .t-toast");
  if (!toast || toast.dataset.watched) return;
  toast.dataset.watched = "";
  window.htmx?.process(toast); // at once: Z may be pressed before the page has settled
  clearTimeout(timer);
  left = LIFE;
  run(toast);
  toast.addEventListener("mouseenter", () => pause(toast));
  toast.addEventListener("mouseleave", () => resume(toast));
  toast.addEventListener("focusin", () => pause(toast));
  toast.addEventListener("focusout", () => resume(toast));
}

export function startToast() {
  watch();
  new MutationObserver(watch).observe(document.body, { childList: true, subtree: true });
}
