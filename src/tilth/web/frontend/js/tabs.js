// The tabs of one browser leave together: what one does at sign-out the others do, and they show nobody any more.
const channel = "BroadcastChannel" in window ? new BroadcastChannel("tilth-tabs") : null;
const LATE = 5000; // the sign-in page says when it stands; without its word a tab looks for itself
const left = { out: false };

export const isLeaving = () => left.out;

export function sayLeaving() {
  left.out = true;
  channel?.postMessage("out");
}

export function sayLeft() {
  channel?.postMessage("left");
}

export function startTabs(forget) {
  channel?.addEventListener("message", ({ data }) => {
    if (data === "left") return left.out && window.location.reload();
    left.out = true;
    forget();
    return setTimeout(() => window.location.reload(), LATE);
  });
}
