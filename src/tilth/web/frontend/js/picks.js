// Who ticks a customer means those ticked: the choice above the list follows. One box ticks all of a form.
export function startPicks() {
  document.addEventListener("change", (event) => {
    const all = event.target.dataset?.pickAll;
    if (all) {
      for (const one of document.querySelectorAll(`[name=pick][form="${CSS.escape(all)}"]`)) one.checked = event.target.checked;
      return;
    }
    if (!event.target.matches?.("[data-picks] [name=pick]")) return;
    const some = event.target.form?.querySelector("[name=which][value=some]");
    if (some) some.checked = true;
  });
}
