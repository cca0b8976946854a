// Charts, on pages that have them only: SVG, no inline styles, colours from the style sheet's variables.
import { BarChart, GraphChart, LineChart, RadarChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, RadarComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

import { tokens } from "./charts/colours.js";
import { KINDS } from "./charts/kinds.js";

echarts.use([
  ...[BarChart, GraphChart, LineChart, RadarChart, SankeyChart],
  ...[AriaComponent, GridComponent, RadarComponent, SVGRenderer, TooltipComponent],
]);

const drawn = new Map();

function draw(box) {
  const kind = KINDS[box.dataset.chart];
  if (!kind) return;
  const chart = drawn.get(box) || echarts.init(box, null, { renderer: "svg" });
  drawn.set(box, chart);
  const options = kind(JSON.parse(box.dataset.values), tokens(), box.clientWidth);
  chart.setOption({ animation: false, aria: { enabled: true, label: { description: box.dataset.about } }, ...options }, true);
  box.dataset.drawn = document.documentElement.dataset.bsTheme;
}

function all() {
  drawn.forEach((chart, box) => {
    if (box.isConnected) return;
    chart.dispose();
    drawn.delete(box);
  });
  document.querySelectorAll("[data-chart]").forEach((box) => {
    if (!drawn.has(box)) sizes.observe(box);
    draw(box);
  });
}

const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => drawn.get(target)?.resize()));
const looks = new MutationObserver(all);

looks.observe(document.documentElement, { attributeFilter: ["data-bs-theme", "data-updown", "lang"] });
document.addEventListener("htmx:afterSettle", all);
all();
