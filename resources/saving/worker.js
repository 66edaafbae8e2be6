// Hands out what a reader saved on this device, and nothing else. It saves nothing by itself, sends nothing, and asks
// for nothing that a page did not ask for. Registered by static/js/saving.js after the first text is whole.
//
// One cache holds one text. Its name is the address of the text's list, "#" and the version; the list itself is put in
// last, so that a cache without one is not whole and counts for nothing.

const WAIT = 3000;
const LEAVING = "/-/leave/";
// A page for readers begins with its language. Staff, files and machines are none of our business.
const FOR_READERS = /^\/[a-z]{2,3}(?:-[a-z]+)?\//;
const SHOWN = ["style", "script", "image"];

/** Each whole text. Never `caches.open`: that would bring back what a page removes at this moment. */
async function texts() {
  const names = await caches.keys();
  const lists = await Promise.all(names.map((cacheName) => caches.match(cacheName.split("#")[0], { cacheName })));
  const whole = names.map((cacheName, at) => ({ cacheName, list: lists[at] })).filter((each) => each.list);
  return Promise.all(whole.map(async ({ cacheName, list }) => ({ cacheName, ...(await list.json()) })));
}

const kept = (path, { cacheName }) => caches.match(path, { cacheName, ignoreVary: true });

async function find(path, among) {
  for (const text of among) {
    const found = await kept(path, text);
    if (found) return found;
  }
  return undefined;
}

async function wipe() {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await self.registration.unregister();
}

/** The page that says what can be read: in the language of the address, else in any. */
async function fallback(path, among) {
  const own = among.find((text) => text.offline.split("/")[1] === path.split("/")[1]) ?? among[0];
  return (own && (await kept(own.offline, own))) ?? Response.error();
}

/** The network wins. What was saved is handed out where the network fails, fails to answer, or takes its time. */
async function page(event) {
  const { request } = event;
  const { pathname } = new URL(request.url);
  const among = await texts();
  // The last text was removed, or the browser itself cleared its storage: nothing is left to do here.
  if (!among.length) event.waitUntil(self.registration.unregister());
  const saved = await find(pathname, among);
  if (!saved) return fetch(request).catch(() => fallback(pathname, among));
  const fresh = fetch(request).then((answer) => (answer.status < 500 ? answer : saved), () => saved);
  return Promise.race([fresh, new Promise((resolve) => setTimeout(resolve, WAIT, saved))]);
}

/** What a page shows has the state it shows in its name; another size of a picture stands in without a network. */
async function part(request) {
  const { pathname } = new URL(request.url);
  const among = await texts();
  const saved = await find(pathname, among);
  if (saved) return saved;
  return fetch(request).catch(async (broken) => {
    for (const text of among) {
      const other = text.instead[pathname] && (await kept(text.instead[pathname], text));
      if (other) return other;
    }
    throw broken;
  });
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  // The way out is the browser's own affair; whether or not there is a network, what was saved goes.
  if (pathname === LEAVING) event.waitUntil(wipe());
  else if (request.mode === "navigate") FOR_READERS.test(pathname) && event.respondWith(page(event));
  else if (SHOWN.includes(request.destination)) event.respondWith(part(request));
});
