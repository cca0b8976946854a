// The drawer without a network: the empty form kept by the worker, filled with what the row shows.
import htmx from "htmx.org/dist/htmx.esm.js";
import { key } from "./queue.js";
import { note, place, toast } from "./state.js";

const NOBODY = "OFFLINE";

export async function fetched(address, which = "form[data-record]") {
  const answer = await fetch(place.dataset.form);
  if (!answer.ok || answer.redirected) return null;
  const holder = document.createElement("template");
  holder.innerHTML = (await answer.text()).replaceAll(`/${NOBODY}/`, `/${address.split("/").at(-3)}/`);
  return holder.content.querySelector(which);
}

function told(form, row, entry) {
  const name = row?.querySelector(".l1 a")?.textContent.trim() || entry?.name || "";
  const number = row?.querySelector(".l1 .num")?.textContent.trim() || "";
  const title = form.querySelector(".t-title");
  const small = document.createElement("span");
  small.className = "mut num s13";
  small.textContent = number;
  title.replaceChildren(`${name} `, small);
  const face = form.querySelector(".t-av");
  if (face) face.textContent = name.slice(0, 1);
  form.querySelector(".ask")?.remove();
  const tier = row?.querySelector(".t-tier");
  form.querySelector(".meta")?.replaceChildren(...(tier ? [tier.cloneNode(true)] : []));
  const chips = row?.querySelector(".why .cs")?.cloneNode(true);
  chips?.querySelectorAll(".t-wait").forEach((part) => part.remove());
  if (chips) form.querySelector("header").append(chips);
  const opening = row?.querySelector(".why .tk")?.cloneNode(true);
  if (opening) form.querySelector("header").append(opening);
}

function likely(form, row) {
  const purpose = row?.querySelector("input[name=purpose]")?.value;
  if (purpose) form.elements.purpose.value = purpose;
}

function filled(form, fields) {
  const given = new Map();
  for (const [name, value] of fields) given.set(name, [...(given.get(name) || []), value]);
  for (const field of form.elements) {
    const values = given.get(field.name);
    if (!values || field.type === "submit") continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else [field.value] = values;
  }
}

export function errors(entry) {
  return Object.values(entry.errors || {}).flat().join(" ");
}

export function open(part) {
  const drawer = document.getElementById("drawer");
  drawer.replaceChildren(part);
  htmx.process(part);
  htmx.trigger(drawer, "htmx:afterSettle", { target: drawer });
}

export async function openBlank(address, row, entry) {
  const form = await fetched(address).catch(() => null);
  if (!form) return toast("needs");
  form.querySelector("[name=csrfmiddlewaretoken]")?.remove();
  form.elements.key.value = entry?.key || key();
  told(form, row, entry);
  if (entry) filled(form, entry.fields);
  else likely(form, row);
  if (entry) form.dataset.queued = entry.key;
  if (entry?.state === "refused") {
    note(form, entry.why, { errors: errors(entry) });
    form.querySelector("footer").append(document.getElementById("say-drop").content.cloneNode(true));
  }
  open(form);
}
