// Answers of the contact gate and values in clear: focused when they come, gone when their time is over; and quiet ones.
const timers = new Map();

function expire(part) {
  const gone = part.parentElement?.querySelector("[data-gone]");
  part.remove();
  if (gone) gone.hidden = false;
}

function watch(root) {
  root.querySelectorAll("[data-expires]").forEach((part) => {
    if (timers.has(part)) return;
    timers.set(part, setTimeout(() => {
      timers.delete(part);
      expire(part);
    }, Number(part.dataset.expires) * 1000));
  });
}

export function startAnswers() {
  watch(document);
  document.addEventListener("htmx:afterSettle", (event) => {
    const target = event.detail.target;
    if (!target?.querySelector) return;
    watch(target);
    if (target.matches(".t-slot, #revealed")) target.querySelector("[data-focus]")?.focus();
  });
  // what a page asks for by itself leads nowhere: that the sign-in has ended is told by what somebody does next
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { elt, xhr } = event.detail;
    if (elt.matches?.("[data-quiet]") && xhr.getResponseHeader("HX-Redirect")) event.preventDefault();
  });
  // a page taken back from the browser's memory must not show what was shown for a while
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("[data-expires]").forEach(expire);
  });
}
