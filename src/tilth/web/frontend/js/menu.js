// Small forms beside a row (why skip, put off to when): one at a time, digits choose, Escape closes.
const slots = () => [...document.querySelectorAll("[data-menu]")].filter((slot) => slot.childElementCount);

export function closeMenu() {
  const open = slots();
  open.forEach((slot) => {
    const row = slot.closest("[data-row]");
    slot.replaceChildren();
    row?.focus();
  });
  return open.length > 0;
}

function opened(slot) {
  slots().forEach((other) => { if (other !== slot) other.replaceChildren(); });
  slot.querySelector("[data-first]")?.focus();
  slot.firstElementChild?.scrollIntoView({ block: "nearest" });
}

function choose(form, digit) {
  const item = form.querySelector(`[data-digit="${digit}"]`);
  if (!item) return false;
  if (item.matches("button")) item.click();
  else item.focus();
  return true;
}

function step(form, by) {
  const items = [...form.querySelectorAll("[data-digit]")];
  const at = items.indexOf(document.activeElement);
  items[(at + by + items.length) % items.length]?.focus();
}

export function startMenu() {
  document.addEventListener("htmx:afterSettle", (event) => {
    const target = event.detail.target;
    if (target?.matches?.("[data-menu]") && target.childElementCount) opened(target);
  });
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form[data-choose]");
    if (!form || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input");
    if (typing && event.key === "Enter") {
      event.preventDefault();
      event.target.closest(".line")?.querySelector("[data-enter]")?.click();
    } else if (!typing && /^[1-9]$/.test(event.key) && choose(form, event.key)) {
      event.preventDefault();
    } else if (!typing && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(form, event.key === "ArrowDown" ? 1 : -1);
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-menu], [data-key=r], [data-key=s]")) slots().forEach((slot) => slot.replaceChildren());
  });
}
