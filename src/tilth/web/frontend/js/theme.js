// Runs before the first paint: "auto" follows the device, so that nobody is dazzled for a moment.
const root = document.documentElement;
if (root.dataset.theme === "auto") {
  root.dataset.bsTheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
root.classList.add("js");
