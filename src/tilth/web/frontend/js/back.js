// A page that comes back from the browser's memory shows who was looked at before, perhaps to somebody else by now:
// it is hidden and asked for anew.
export function startBack() {
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.documentElement.hidden = true;
    location.reload();
  });
}
