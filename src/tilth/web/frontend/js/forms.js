// Small helps inside forms: what follows from an outcome is proposed, never forced; digits pick in the focused
// group and go on to the next one; quick dates; one submit.
const SILENT = new Set(["no_answer", "busy", "wrong_number", "left_message"]);
const UNASKED = new Set([...SILENT, "refused"]);
const TALKS = new Set(["connected", "appointment"]);
const STEPS = {
  appointment: "visit", no_answer: "call_again", busy: "call_again", left_message: "call_again",
  refused: "none", wrong_number: "none",
};
const MEETINGS = new Set(["visit", "branch_meeting"]);
const chosen = (form, name) => form.querySelector(`[name=${name}]:checked`)?.value || "";

function spoken(form, outcome) {
  const silent = SILENT.has(outcome);
  form.querySelectorAll("[name=intention]").forEach((one) => {
    one.disabled = UNASKED.has(outcome);
    if (one.disabled) one.checked = false;
  });
  const twoWay = form.querySelector("[name=two_way][value=yes]");
  const attempt = form.querySelector("[name=two_way][value=no]");
  if (!twoWay || !attempt) return;
  twoWay.disabled = silent;
  if (silent) attempt.checked = true;
  else if (TALKS.has(outcome)) twoWay.checked = true;
}

// A customer who declined a call is not offered another one.
function declined(form, outcome) {
  const again = form.querySelector("[name=step][value=call_again]");
  const no = outcome === "refused" && form.elements.channel?.value === "phone";
  if (again) {
    again.disabled = no;
    if (no) again.checked = false;
  }
  const told = form.querySelector("[data-declined]");
  if (told) told.hidden = !no;
}

// The next step that follows from an outcome, as long as nobody chose one: an attempt is made again.
function proposed(form, outcome) {
  const step = form.querySelector(`[name=step][value=${STEPS[outcome] || "none"}]`);
  const own = form.dataset.step || "";
  const never = outcome === "appointment" && chosen(form, "step") === "none";
  if (chosen(form, "step") !== own && !never) return;
  form.querySelectorAll("[name=step]").forEach((one) => { one.checked = false; });
  form.dataset.step = STEPS[outcome] && step ? step.value : "";
  if (!form.dataset.step) return;
  step.checked = true;
  const day = form.elements.next_step_on;
  if (form.dataset.step === "call_again" && day && form.dataset.again) {
    day.value = form.dataset.again;
    const hour = form.elements.next_step_at;
    if (hour && form.dataset.againAt && !hour.value) hour.value = form.dataset.againAt;
  }
}

// What became of a promise, as long as nobody said it: the same rule as the server's.
function likely(form, line) {
  const { kind } = line.dataset;
  if (line.dataset.mine === undefined || line.dataset.due === undefined) return "open";
  const talked = chosen(form, "two_way") === "yes";
  if (kind === "appointment") return talked && MEETINGS.has(form.elements.channel.value) ? "kept" : "open";
  if (talked) return "kept";
  return kind === "call" && chosen(form, "step") === "call_again" ? "moved" : "open";
}

function promises(form) {
  form.querySelectorAll("[data-promise]").forEach((line) => {
    if (line.dataset.said !== undefined) return;
    const how = chosen(form, "outcome") ? likely(form, line) : "";
    line.querySelectorAll("input[type=radio]").forEach((one) => { one.checked = one.value === how; });
    const day = line.querySelector("input[type=date]");
    const next = form.elements.next_step_on?.value;
    if (how === "moved" && next) day.value = next;
  });
}

function follow(form, fresh) {
  const outcome = chosen(form, "outcome");
  if (outcome) {
    spoken(form, outcome);
    declined(form, outcome);
    if (fresh) proposed(form, outcome);
    const number = form.querySelector("[data-number]");
    if (number) number.hidden = outcome !== "wrong_number";
  }
  planned(form);
  promises(form);
}

function planned(form) {
  const step = chosen(form, "step");
  const when = form.querySelector(".t-when");
  if (when) when.hidden = step === "none";
  const meeting = form.querySelector("[data-meeting]");
  if (!meeting) return;
  meeting.hidden = step !== "visit" && chosen(form, "outcome") !== "appointment";
  const slots = form.querySelector("[data-slots]"); // two free hours, read once they are asked for
  if (!slots) return;
  slots.hidden = meeting.hidden;
  if (!slots.hidden) slots.dispatchEvent(new Event("tilth:meeting"));
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
  document.querySelectorAll("form[data-record]").forEach((form) => follow(form, false));
}

export function startForms() {
  prepare();
  document.addEventListener("htmx:afterSettle", prepare);
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-record]");
    const line = event.target.closest("[data-promise]");
    if (line) line.dataset.said = "";
    if (line && event.target.type === "date") line.querySelector("[value=moved]").checked = true;
    if (form && !line) follow(form, event.target.name === "outcome" && !form.dataset.restoring);
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
    if (quick.dataset.hour) quick.form.elements.next_step_at.value = quick.dataset.hour;
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
