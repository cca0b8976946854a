// What is dragged by its grip to a column or a day is sent by the form that its menu has; Escape lets it go.
const FAR = 6;

export function startMoves() {
  let held = null;

  const under = (event) =>
    document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.matches("[data-drop]")) ?? null;
  const shown = (target) => {
    if (held.target === target) return;
    held.target?.classList.remove("drop-here");
    target?.classList.add("drop-here");
    held.target = target;
  };
  const release = () => {
    if (!held) return;
    shown(null);
    held.card.classList.remove("moving");
    held.card.style.transform = "";
    held = null;
  };

  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest?.("[data-grip]");
    if (!grip || event.button !== 0) return;
    event.preventDefault();
    held = { card: grip.closest("[data-card]"), x: event.clientX, y: event.clientY, far: false, target: null };
  });
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    held.far ||= Math.hypot(x, y) > FAR;
    if (!held.far) return;
    held.card.classList.add("moving");
    held.card.style.transform = `translate(${x}px, ${y}px)`;
    shown(under(event));
  });
  document.addEventListener("pointerup", () => {
    if (!held) return;
    const { card, target } = held;
    release();
    if (target && !target.contains(card)) send(card, target.dataset.drop);
  });
  document.addEventListener("pointercancel", release);
  document.addEventListener("keydown", (event) => event.key === "Escape" && release());
}

function send(card, to) {
  const form = card.querySelector("[data-move]");
  if (!form) return;
  form.prepend(Object.assign(document.createElement("input"), { type: "hidden", name: "to", value: to }));
  form.requestSubmit();
}
