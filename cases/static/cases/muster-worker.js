// Keeps the one page of a head count at hand without a network: its empty shell and the files of its
// looks and scripts. Its address bounds it to that page. It stores no page with anybody in it.
"use strict";

const SCOPE = new URL("./", self.location).pathname;
const CACHE = `muster:${SCOPE}`;
const PATIENCE = 5000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function page(request) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(request, { signal: stop.signal });
    if (answer.status < 500) return answer;
  } catch {
    // No network, or one that does not answer.
  } finally {
    clearTimeout(timer);
  }
  const shell = await caches.match(`${SCOPE}shell/`, { cacheName: CACHE });
  return shell ?? fetch(request);
}

async function file(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    const kept = await caches.match(request, { cacheName: CACHE, ignoreSearch: true });
    if (kept) return kept;
    throw fault;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (address.pathname === SCOPE) event.respondWith(page(request));
  } else if (["script", "style", "image"].includes(request.destination)) {
    event.respondWith(file(request));
  }
});
