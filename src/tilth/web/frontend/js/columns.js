// The order of the columns, changed in place; Alt with an arrow moves the line that has the focus.
function move(line, step) {
  const other = step < 0 ? line.previousElementSibling : line.nextElementSibling;
  if (!other) return;
  if (step < 0) other.before(line);
  else other.after(line);
}

export function startColumns() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-columns] [name=move]");
    if (!button) return;
    event.preventDefault();
    move(button.closest("li"), button.value.endsWith(":up") ? -1 : 1);
    button.focus();
  });
  document.addEventListener("keydown", (event) => {
    const line = event.altKey && event.target.closest?.("[data-columns] li");
    if (!line || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const focused = document.activeElement;
    move(line, event.key === "ArrowUp" ? -1 : 1);
    focused.focus();
  });
}
