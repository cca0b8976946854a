// A reminder that the note proposes: the next step where none was chosen yet, else a task beside it.
const step = (form) => form.querySelector("[name=step]:checked")?.value || "";

function becomeNext(form, box) {
  const other = form.querySelector("[name=step][value=other]");
  if (!other || step(form) || form.elements.next_step.value) return;
  other.checked = true;
  form.elements.next_step.value = box.dataset.text;
  form.elements.next_step_on.value = box.dataset.day;
  form.elements.next_step_at.value = box.dataset.hour;
  box.disabled = true;
  box.dataset.next = "";
  other.dispatchEvent(new Event("change", { bubbles: true }));
}

// Another next step was chosen: the reminder stays, as a task.
function leaveNext(form) {
  form.querySelectorAll("[data-remind][data-next]").forEach((box) => {
    const same = step(form) === "other" && form.elements.next_step_on.value === box.dataset.day
      && form.elements.next_step.value === box.dataset.text;
    if (same) return;
    box.disabled = false;
    delete box.dataset.next;
  });
}

export function startReminders() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-record]");
    if (!form) return;
    if (event.target.matches("[data-remind]")) {
      if (event.target.checked) becomeNext(form, event.target);
    } else if (/^(step|next_step|next_step_on|outcome)$/.test(event.target.name)) leaveNext(form);
  });
}
