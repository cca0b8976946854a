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

async function bring(entry, given) {
  const body = new URLSearchParams(entry.fields);
  body.set("key", entry.key);
  body.set("reader", entry.reader);
  body.set("ago", queue.age(entry, given.now));
  const headers = { "X-CSRFToken": given.csrf };
  const answer = await fetch(`${entry.address}sync/`, { method: "POST", body, headers, redirect: "manual" });
  return { status: answer.status, type: answer.type, told: await answer.json().catch(() => ({})) };
}

async function settle(entry, answer) {
  if (answer.status === 200) {
    await queue.drop(entry);
    return "sent";
  }
  if (answer.status === 422 || answer.status === 404) {
    const why = answer.status === 404 ? "gone" : "errors";
    await queue.put({ ...entry, state: "refused", why, errors: answer.told.errors || {} });
    return "refused";
  }
  return answer.type === "opaqueredirect" || answer.status === 409 || answer.status === 403 ? "out" : "away";
}

async function round(reader, address) {
  const done = { sent: 0, refused: 0, state: "" };
  const waiting = (await queue.all(reader)).filter((entry) => entry.state === "waiting");
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
