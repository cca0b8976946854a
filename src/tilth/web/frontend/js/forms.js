// Small helps inside forms: an outcome without an answer can only be an attempt; digits pick in the focused
// group and go on to the next one; quick dates; one submit.
const SILENT = new Set(["no_answer", "busy", "wrong_number", "left_message"]);

function follow(form) {
  const outcome = form.querySelector("[name=outcome]:checked")?.value;
  if (!outcome) return;
  const silent = SILENT.has(outcome);
  form.querySelectorAll("[name=intention]").forEach((one) => {
    one.disabled = silent;
    if (silent) one.checked = false;
  });
  const twoWay = form.querySelector("[name=two_way][value=yes]");
  const attempt = form.querySelector("[name=two_way][value=no]");
  if (!twoWay || !attempt) return;
  twoWay.disabled = silent;
  if (silent) attempt.checked = true;
  else if (outcome === "connected") twoWay.checked = true;
}

function planned(form) {
  const none = form.querySelector("[name=step]:checked")?.value === "none";
  const when = form.querySelector(".t-when");
  if (when) when.hidden = none;
}

function pick(group, digit) {
  const choice = group.querySelectorAll("input[type=radio]")[digit - 1];
  if (!choice || choice.disabled) return;
  choice.checked = true;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  choice.closest("form").dispatchEvent(new Event("input", { bubbles: true }));
  const groups = [...choice.form.querySelectorAll("[data-digits]")];
  const next = groups.slice(groups.indexOf(group) + 1).find((one) => one.querySelector("input:enabled"));
  if (next) (next.querySelector("input:checked") || next.querySelector("input:enabled")).focus();
  else choice.focus();
}

function prepare() {
  document.querySelectorAll("form[data-record]").forEach((form) => {
    follow(form);
    planned(form);
  });
}

export function startForms() {
  prepare();
  document.addEventListener("htmx:afterSettle", prepare);
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-record]");
    if (form && event.target.name === "outcome") follow(form);
    if (form && event.target.name === "step") planned(form);
    if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    const group = event.target.closest?.("[data-digits]");
    if (!group) return;
    event.preventDefault();
    pick(group, Number(event.key));
  });
  document.addEventListener("click", (event) => {
    const quick = event.target.closest("[data-date]");
    if (!quick) return;
    const field = quick.form.querySelector("[name=next_step_on]");
    field.value = quick.dataset.date;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-once]") || event.submitter?.matches("[data-ask]")) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });
}
