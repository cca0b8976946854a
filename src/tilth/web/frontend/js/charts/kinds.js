// Data of a page → options of a chart; what a number looks like is said by the server (`texts`) where it matters.
const LANGUAGE = document.documentElement.lang;
const SHORT = new Intl.NumberFormat(LANGUAGE, { notation: "compact", maximumFractionDigits: 1 });
const PART = new Intl.NumberFormat(LANGUAGE, { style: "percent", maximumFractionDigits: 0 });

const written = (unit) => (value) => (unit === "share" ? PART : SHORT).format(value);

function tip(colours, more) {
  return {
    renderMode: "richText",
    confine: true,
    transitionDuration: 0,
    backgroundColor: colours.sheet,
    borderColor: colours["line-2"],
    borderWidth: 1,
    padding: [8, 10],
    textStyle: { color: colours.ink, fontSize: 12, fontFamily: colours.font },
    ...more,
  };
}

const label = (colours, more) => ({ color: colours["ink-3"], fontSize: 12, fontFamily: colours.font, ...more });

function rows(data, items) {
  const told = items.filter(({ seriesIndex, dataIndex }) => data.series[seriesIndex].texts[dataIndex]);
  const lines = told.map(({ seriesIndex, dataIndex }) => {
    const series = data.series[seriesIndex];
    return `${series.name}  ${series.texts[dataIndex]}`;
  });
  return [data.names[items[0].dataIndex], ...lines].join("\n");
}

// { names: [day], series: [{ name, values, texts, colour, dashed }], unit }; an empty value is not drawn
function line(data, colours) {
  return {
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    tooltip: tip(colours, { trigger: "axis", formatter: (items) => rows(data, items) }),
    xAxis: {
      type: "category",
      data: data.names,
      boundaryGap: false,
      axisLine: { lineStyle: { color: colours["line-2"] } },
      axisTick: { show: false },
      axisLabel: label(colours, { hideOverlap: true }),
    },
    yAxis: {
      type: "value",
      scale: true,
      axisLabel: label(colours, { formatter: written(data.unit) }),
      splitLine: { lineStyle: { color: colours.grid } },
    },
    series: data.series.map((one) => ({
      type: "line",
      name: one.name,
      data: one.values,
      showSymbol: one.values.length < 2,
      symbolSize: 6,
      lineStyle: { width: one.dashed ? 1.5 : 2, type: one.dashed ? "dashed" : "solid", color: colours[one.colour] },
      itemStyle: { color: colours[one.colour] },
      areaStyle: data.series.length > 1 ? undefined : { color: colours[one.colour], opacity: 0.12 },
    })),
  };
}

// { names: [category], series: [{ name, values, texts, colour }], unit }: bars that lie, the first on top
function bars(data, colours) {
  return {
    grid: { left: 8, right: 56, top: 8, bottom: 8, containLabel: true },
    tooltip: tip(colours, { trigger: "axis", axisPointer: { type: "none" }, formatter: (items) => rows(data, items) }),
    xAxis: {
      type: "value",
      max: data.max,
      axisLabel: label(colours, { formatter: written(data.unit), hideOverlap: true }),
      splitLine: { lineStyle: { color: colours.grid } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: data.names,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: label(colours, { color: colours["ink-2"], width: 120, overflow: "truncate" }),
    },
    series: data.series.map((one) => ({
      type: "bar",
      name: one.name,
      data: one.values,
      barMaxWidth: 14,
      itemStyle: { color: colours[one.colour], borderRadius: 3 },
      label: label(colours, { show: true, position: "right", formatter: ({ dataIndex }) => one.texts[dataIndex] }),
    })),
  };
}

// { nodes: [{ name, label, colour, side }], links: [{ source, target, value, text, tone }] }
function flow(data, colours) {
  const tones = { up: colours.up, down: colours.down, same: colours["line-2"], new: colours.c1, gone: colours.rust };
  return {
    tooltip: tip(colours, {
      trigger: "item",
      formatter: ({ dataType, data: one }) => (dataType === "edge" ? one.text : one.title),
    }),
    series: [
      {
        type: "sankey",
        left: 72,
        right: 72,
        top: 8,
        bottom: 8,
        nodeWidth: 12,
        nodeGap: 14,
        layoutIterations: 0,
        draggable: false,
        emphasis: { disabled: true },
        data: data.nodes.map((one) => ({
          name: one.name,
          title: one.title,
          depth: one.side === "before" ? 0 : 1,
          itemStyle: { color: colours[one.colour], borderWidth: 0 },
          label: label(colours, {
            color: colours["ink-2"],
            position: one.side === "before" ? "left" : "right",
            formatter: one.label,
          }),
        })),
        links: data.links.map((one) => ({
          ...one,
          lineStyle: { color: tones[one.tone], opacity: one.tone === "same" ? 0.35 : 0.4, curveness: 0.5 },
        })),
      },
    ],
  };
}

// { names: [axis], series: [{ name, values, texts, colour }], max }: the first filled, the others dashed lines
function radar(data, colours) {
  return {
    tooltip: tip(colours, {
      trigger: "item",
      formatter: ({ name, dataIndex }) =>
        [name, ...data.names.map((axis, place) => `${axis}  ${data.series[dataIndex].texts[place]}`)].join("\n"),
    }),
    radar: {
      indicator: data.names.map((name) => ({ name, max: data.max })),
      radius: "62%",
      splitNumber: 4,
      axisName: label(colours, {
        color: colours["ink-2"],
        lineHeight: 16,
        formatter: (name) => name.replace(/ (\S+)$/, "\n$1"),
      }),
      axisLine: { lineStyle: { color: colours.grid } },
      splitLine: { lineStyle: { color: colours.grid } },
      splitArea: { show: false },
    },
    series: [
      {
        type: "radar",
        emphasis: { disabled: true },
        data: data.series.map((one, place) => ({
          name: one.name,
          value: one.values,
          symbol: place ? "none" : "circle",
          symbolSize: 5,
          itemStyle: { color: colours[one.colour] },
          lineStyle: { width: place ? 1.5 : 2, type: place ? "dashed" : "solid", color: colours[one.colour] },
          areaStyle: place ? undefined : { color: colours[one.colour], opacity: 0.14 },
        })),
      },
    ],
  };
}

// { nodes: [{ id, name, title, x, y, colour, size, shape, dashed, named }], links: [{ source, target, text, arrow, colour }] }
function graph(data, colours, width) {
  const few = data.nodes.length <= 24 && width > 480;
  return {
    tooltip: tip(colours, {
      trigger: "item",
      formatter: ({ dataType, data: one }) => (dataType === "edge" ? one.text : one.title),
    }),
    series: [
      {
        type: "graph",
        layout: "none",
        preserveAspect: true,
        left: width > 480 ? 64 : 36,
        right: width > 480 ? 64 : 36,
        top: 32,
        bottom: 40,
        roam: data.nodes.length > 40,
        emphasis: { focus: "adjacency" },
        labelLayout: { hideOverlap: true },
        data: data.nodes.map((one) => ({
          id: one.id,
          name: one.id,
          title: one.title,
          x: one.x,
          y: one.y,
          symbol: one.shape,
          symbolSize: one.size,
          itemStyle: {
            color: one.dashed ? colours.sheet : colours[one.colour],
            borderColor: one.dashed ? colours["ink-3"] : colours[one.colour],
            borderType: one.dashed ? "dashed" : "solid",
            borderWidth: 1,
          },
          label: label(colours, { show: one.named, position: "bottom", color: colours["ink-2"], formatter: one.name }),
        })),
        links: data.links.map((one) => ({
          ...one,
          symbol: ["none", one.arrow ? "arrow" : "none"],
          symbolSize: 7,
          lineStyle: { color: colours[one.colour], width: 1.2, type: one.arrow ? "dashed" : "solid" },
          label: label(colours, { show: few, formatter: one.text, fontSize: 11 }),
        })),
      },
    ],
  };
}

export const KINDS = { bars, flow, graph, line, radar };
