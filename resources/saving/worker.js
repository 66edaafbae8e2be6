// Hands out what a reader saved on this device, and nothing else. It saves nothing by itself, sends nothing, and asks
// for nothing that a page did not ask for. Registered by static/js/saving.js after the first text is whole.
//
// One cache holds one text. Its name is the address of the text's list, "#" and the version; the list itself is put in
// last, so that a cache without one is not whole and counts for nothing.

const WAIT = 3000;
const LEAVING = "/-/leave/";
// A page for readers begins with its language. Staff, files and machines are none of our business.
const FOR_READERS = /^(?:\/text)?\/[a-z]{2,3}(?:-[a-z]+)?\//;
const SHOWN = ["style", "script", "image"];
const PLAYED = ["audio", "video"];

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

/** The address of the full page, which may have been asked for as text alone. */
const full = (path) => path.replace(/^\/text(?=\/)/, "");

/** Another form of the same page; else what can be read, in the language and the form of the address if so saved. */
async function fallback(path, among) {
  const other = (await find(full(path), among)) ?? (await find(`/text${full(path)}`, among));
  if (other) return other;
  const language = (address) => full(address).split("/")[1];
  const same = among.filter((text) => language(text.offline) === language(path));
  const own = same.find((text) => text.plain === path.startsWith("/text/")) ?? same[0] ?? among[0];
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

/** Sound and film: players ask for a piece, and must be answered with that piece. */
async function played(request) {
  const saved = await find(new URL(request.url).pathname, await texts());
  if (!saved) return fetch(request);
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "") ?? [];
  if (from === undefined) return saved;
  const whole = await saved.blob();
  const [first, last] = [Number(from), Math.min(to === "" ? Infinity : Number(to), whole.size - 1)];
  const headers = new Headers(saved.headers);
  headers.set("Content-Range", first > last ? `bytes */${whole.size}` : `bytes ${first}-${last}/${whole.size}`);
  return new Response(whole.slice(first, last + 1), { status: first > last ? 416 : 206, headers });
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
  else if (PLAYED.includes(request.destination)) event.respondWith(played(request));
});
