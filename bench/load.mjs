// One load on the server: `node load.mjs '{"url": …, "clients": …, "seconds": …, "requests": […]}'`.
// Client n asks the n-th request again and again; what came of it is printed as JSON.
import autocannon from "autocannon";

const { url, clients, seconds, requests } = JSON.parse(process.argv[2]);
let next = 0;
const found = await autocannon({
  url,
  connections: clients,
  duration: seconds,
  warmup: { connections: clients, duration: 2 },
  setupClient: (client) => client.setRequests([requests[next++ % requests.length]]),
});
const { average } = found.requests;
const { p50, p99 } = found.latency;
console.log(JSON.stringify({ average, p50, p99, faults: found.errors + found.timeouts + found.non2xx }));
