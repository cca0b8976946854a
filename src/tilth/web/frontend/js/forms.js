// Small helps inside forms: an outcome without an answer can only be an attempt; quick dates; one submit.
const SILENT = new Set(["no_answer", "busy", "wrong_number", "left_message"]);

function follow(form) {
  const outcome = form.querySelector("[name=outcome]:checked")?.value;
  if (!outcome) return;
  const twoWay = form.querySelector("[name=two_way][value=yes]");
  const attempt = form.querySelector("[name=two_way][value=no]");
  if (!twoWay || !attempt) return;
  twoWay.disabled = SILENT.has(outcome);
  if (SILENT.has(outcome)) attempt.checked = true;
  else if (outcome === "connected") twoWay.checked = true;
}

export function startForms() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-record]");
    if (form && event.target.name === "outcome") follow(form);
    if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    const quick = event.target.closest("[data-date]");
    if (!quick) return;
    const field = quick.form.querySelector("[name=next_step_on]");
    field.value = quick.dataset.date;
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
