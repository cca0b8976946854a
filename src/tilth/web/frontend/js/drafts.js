// A record that is being written survives a reload and a lost network: kept on this device, per person and
// customer, under a name that tells neither; long numbers are never kept; gone once stored, and at sign-out.
import { isLeaving, startTabs } from "./tabs.js";

const PREFIX = "tilth:draft:";
const DAY = 24 * 60 * 60 * 1000;
const NUMBER = /\+?\d[\d\s-]{5,}\d/g;
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "instead", "key", "known", "origin", "remind"]);

function store() {
  try { return window.localStorage; } catch { return null; }
}

function all() {
  const kept = store();
  return kept ? Object.keys(kept).filter((name) => name.startsWith(PREFIX)) : [];
}

export function forgetDrafts() {
  all().forEach((name) => store().removeItem(name));
}

export function dropDraft(form) {
  if (form?.dataset.draft) store()?.removeItem(PREFIX + form.dataset.draft);
}

function keep(form) {
  if (isLeaving()) return;
  const fields = {};
  new FormData(form).forEach((value, name) => {
    if (LEFT_OUT.has(name) || typeof value !== "string") return;
    const whole = /(_|-)on$/.test(name) || form.elements[name]?.type === "date";
    fields[name] = whole ? value : value.replace(NUMBER, "\u2026");
  });
  try {
    store()?.setItem(PREFIX + form.dataset.draft, JSON.stringify({ at: Date.now(), fields }));
  } catch { /* no room: the form itself still holds what was written */ }
}

function read(form) {
  try {
    const draft = JSON.parse(store()?.getItem(PREFIX + form.dataset.draft));
    return draft && Date.now() - draft.at < DAY ? draft.fields : null;
  } catch { return null; }
}

function fill(form, fields) {
  Object.entries(fields).forEach(([name, value]) => {
    const field = form.elements[name];
    if (!field) return;
    if (field instanceof RadioNodeList) {
      [...field].forEach((one) => { one.checked = one.value === value; });
    } else if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
    const line = name.startsWith("promise-") && form.querySelector(`[name="${CSS.escape(name)}"]`)?.closest("[data-promise]");
    if (line) line.dataset.said = "";
  });
  const note = form.querySelector("[data-draft-note]");
  if (note) note.hidden = false;
}

function restore(root) {
  const form = root.querySelector?.("form[data-draft]");
  if (!form || form.dataset.bound !== undefined || form.dataset.restored) return;
  form.dataset.restored = "yes";
  const fields = read(form);
  if (!fields) return;
  fill(form, fields);
  form.dataset.restoring = "yes";
  form.querySelectorAll("[name=outcome]:checked, [name=step]:checked").forEach((one) =>
    one.dispatchEvent(new Event("change", { bubbles: true })));
  delete form.dataset.restoring;
  form.elements.content?.dispatchEvent(new CustomEvent("tilth:typed", { bubbles: true }));
}

function tidy() {
  all().forEach((name) => {
    try {
      if (Date.now() - JSON.parse(store().getItem(name)).at > DAY) store().removeItem(name);
    } catch { store().removeItem(name); }
  });
}

export function startDrafts() {
  tidy();
  startTabs(forgetDrafts);
  restore(document);
  document.addEventListener("htmx:afterSettle", (event) => restore(event.detail.target ?? document));
  ["input", "change"].forEach((name) => document.addEventListener(name, (event) => {
    const form = event.target.closest?.("form[data-draft]");
    if (form && !form.dataset.restoring) keep(form);
  }));
  document.addEventListener("click", (event) => {
    const drop = event.target.closest("[data-draft-drop]");
    if (!drop) return;
    const form = drop.closest("form");
    dropDraft(form);
    if (drop.tagName !== "BUTTON") return;
    form.reset();
    drop.closest("[data-draft-note]").hidden = true;
    form.querySelector("[data-first]")?.focus();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.requestConfig?.elt ?? event.detail.elt; // the answer may have taken its place
    if (!form?.matches?.("form[data-draft]") || event.detail.requestConfig?.verb !== "post") return;
    const path = event.detail.pathInfo?.requestPath ?? form.getAttribute("action");
    const { status } = event.detail.xhr;
    const out = event.detail.xhr.getResponseHeader("HX-Redirect")?.includes("/sign-in/");
    if (path === form.getAttribute("action") && status >= 200 && status < 300 && !out) dropDraft(form);
  });
  document.addEventListener("tilth:saved", (event) => dropDraft(event.target.closest?.("form[data-draft]")));
  document.addEventListener("htmx:sendError", (event) => {
    const form = event.detail.elt?.closest?.("form[data-draft]");
    if (!form || event.detail.elt.matches("[data-quiet]")) return;
    delete form.dataset.sent;
    const note = form.querySelector("[data-lost]");
    if (note) note.hidden = false;
  });
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action")?.endsWith("/sign-out/")) forgetDrafts();
    else if (event.target.matches("form[data-draft]")) {
      const note = event.target.querySelector("[data-lost]");
      if (note) note.hidden = true;
    }
  });
}
