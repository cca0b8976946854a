// Bring what waits to the server, one by one: its own key makes sure that each has its effect once.
import * as queue from "./queue.js";

const channel = "BroadcastChannel" in self ? new BroadcastChannel("tilth-queue") : null;

export function tell(news) {
  channel?.postMessage(news);
}

export function hear(listen) {
  channel?.addEventListener("message", (event) => listen(event.data));
}

// Who is signed in, a fresh token, the server's time. "out" without a session, "away" without an answer.
export async function ticket(address) {
  try {
    const answer = await fetch(address, { redirect: "manual", cache: "no-store" });
    if (answer.ok) return await answer.json();
    return answer.type === "opaqueredirect" || answer.status < 500 ? "out" : "away";
  } catch {
    return "away";
  }
}

// Said before it is sent: from now on the server may know of it, and an undo is sent after it.
async function bring(entry, given) {
  await queue.change(entry, (now) => ({ ...now, tried: true }));
  const body = new URLSearchParams(entry.fields);
  body.set("key", entry.key);
  body.set("reader", entry.reader);
  body.set("ago", queue.age(entry.made, given.now));
  if (entry.night) body.set("night", entry.night);
  if (entry.undone) body.set("undone", queue.age(entry.undone, given.now));
  const headers = { "X-CSRFToken": given.csrf };
  const answer = await fetch(`${entry.address}sync/`, { method: "POST", body, headers, redirect: "manual" });
  return { status: answer.status, type: answer.type, told: await answer.json().catch(() => ({})) };
}

async function settle(entry, answer) {
  if (answer.status === 200) {
    // undone while it was on its way: the undo is still to be sent
    await queue.change(entry, (now) => (now.undone && !entry.undone ? now : null));
    return "sent";
  }
  if (answer.status === 422 || answer.status === 404) {
    const why = answer.status === 404 ? "gone" : "errors";
    const errors = answer.told.errors || {};
    await queue.change(entry, (now) => (now.undone ? null : { ...now, state: "refused", why, errors }));
    return "refused";
  }
  return answer.type === "opaqueredirect" || answer.status === 409 || answer.status === 403 ? "out" : "away";
}

async function round(reader, address) {
  const done = { sent: 0, refused: 0, state: "" };
  const waiting = (await queue.all(reader)).filter(queue.isDue);
  if (!waiting.length) return done;
  const given = await ticket(address);
  if (typeof given === "string") return { ...done, state: given };
  if (given.reader !== reader) return { ...done, state: "out" };
  for (const entry of waiting) {
    let came;
    try {
      came = await settle(entry, await bring(entry, given));
    } catch {
      came = "away";
    }
    if (came === "out" || came === "away") return { ...done, state: came };
    done[came] += 1;
  }
  return done;
}

// One tab or worker at a time; a second one finds nothing left to do.
export async function sync(reader, address) {
  const work = () => round(reader, address);
  const done = navigator.locks ? await navigator.locks.request("tilth-sync", work) : await work();
  if (done.sent || done.refused) tell({ kind: "synced", ...done });
  return done;
}
