// What is typed, said once it is a text: after a short pause, and never while an input method composes.
const WAIT = 120;

export function startTyped() {
  const timers = new WeakMap();
  const say = (field) => {
    clearTimeout(timers.get(field));
    timers.set(field, setTimeout(() => {
      field.dispatchEvent(new CustomEvent("tilth:typed", { bubbles: true }));
    }, WAIT));
  };
  document.addEventListener("input", (event) => {
    if (!event.isComposing && event.target.matches("[data-types]")) say(event.target);
  });
  document.addEventListener("compositionend", (event) => {
    if (event.target.matches("[data-types]")) say(event.target);
  });
}
