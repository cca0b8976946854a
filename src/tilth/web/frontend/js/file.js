// A customer's file: the open tab is in view on a narrow screen, and charts are loaded with the tab that has some.
function showOpen() {
  const open = document.querySelector(".t-tabline [aria-current]");
  const line = open?.parentElement;
  if (line) line.scrollLeft = open.offsetLeft - line.offsetLeft - (line.clientWidth - open.offsetWidth) / 2;
}

function loadCharts() {
  const file = document.querySelector(".t-file[data-charts]");
  const source = file?.querySelector("[data-chart]") && file.dataset.charts;
  if (!source || document.querySelector("script[data-of-charts]")) return;
  const script = document.createElement("script");
  script.src = source;
  script.dataset.ofCharts = "";
  document.head.append(script);
}

function settle() {
  showOpen();
  loadCharts();
}

export function startFile() {
  document.addEventListener("htmx:afterSettle", settle);
  settle();
}
