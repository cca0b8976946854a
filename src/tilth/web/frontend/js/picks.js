// Who ticks a customer means those ticked: the choice above the list follows.
export function startPicks() {
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("[data-picks] [name=pick]")) return;
    const some = event.target.form?.querySelector("[name=which][value=some]");
    if (some) some.checked = true;
  });
}
