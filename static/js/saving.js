// Texts saved on this device by whoever presses the button: see docs/decisions/0031. Without this file, without workers
// or in an old browser the page offers its files as ever. Every word shown stands in the page.

/** One cache holds one text; its list is put in last (see resources/saving/worker.js). */
const listOf = (name) => name.split("#")[0];
const quietly = { credentials: "omit", cache: "no-cache" };

class Refused extends Error {}

const alone = (work) => (navigator.locks ? navigator.locks.request("saving", work) : work());

/** A private window may refuse even to tell: then nothing is saved in it. */
const names = () => caches.keys().catch(() => []);

async function texts() {
  const found = [];
  for (const name of await names()) {
    const list = await caches.match(listOf(name), { cacheName: name });
    if (list) found.push({ name, list: listOf(name), ...(await list.json()) });
  }
  return found.sort((one, other) => one.title.localeCompare(other.title));
}

/** What an interrupted saving left behind; not while another tab is saving. */
async function tidy() {
  await navigator.locks?.request("saving", { ifAvailable: true }, async (lock) => {
    for (const name of lock ? await names() : []) {
      if (!(await caches.match(listOf(name), { cacheName: name }))) await caches.delete(name);
    }
  });
}

async function forget(wanted) {
  const present = await names();
  await Promise.all(present.filter(wanted).map((name) => caches.delete(name)));
  if (present.every(wanted)) {
    const workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.map((worker) => worker.unregister()));
  }
}

const remove = (list) => forget((name) => listOf(name) === list);

/** Put one answer into the cache, without the hour at which it came; answers its size. */
async function keep(cache, address, optional) {
  const answer = await fetch(address, { ...quietly, redirect: "error", ...(optional && { cache: "default" }) });
  if (!answer.ok && optional) return 0;
  if (!answer.ok) throw new TypeError(address);
  const headers = new Headers(answer.headers);
  ["date", "age", "last-modified", "content-encoding", "content-length"].forEach((name) => headers.delete(name));
  const body = await answer.blob();
  await cache.put(address, new Response(body, { headers }));
  return body.size;
}

async function fill(cache, wanted, progress) {
  const waiting = [...wanted.pages.map((address) => [address, false]), ...wanted.parts.map((address) => [address, true])];
  const all = waiting.length;
  let size = 0;
  // Four at a time: a slow line carries no more, and a broken one is noticed early.
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const more = await keep(cache, ...next);
      size += more;
      progress(1 - waiting.length / all);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return size;
}

/** All of a text or nothing of it. The worker comes last: it is never there without a whole text. */
async function save(list, progress) {
  const answer = await fetch(list, quietly);
  if (!answer.ok) throw new TypeError(list);
  const wanted = await answer.json();
  const name = `${list}#${wanted.version}`;
  try {
    const cache = await caches.open(name).catch(() => Promise.reject(new Refused()));
    const size = await fill(cache, wanted, progress);
    // The day of this device, as people write it in Sweden: 2026-11-22.
    const day = new Date().toLocaleDateString("sv");
    await cache.put(list, new Response(JSON.stringify({ ...wanted, size, day })));
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => Promise.reject(new Refused()));
  } catch (broken) {
    await forget((each) => each === name).catch(() => undefined);
    throw broken;
  }
  await forget((each) => listOf(each) === list && each !== name);
}

/** How a saved text stands to the one on the site: "saved", "newer", "withdrawn" (and removed), or "away". */
async function compare(text) {
  const answer = await fetch(text.list, quietly).catch(() => undefined);
  if (answer?.status === 404 || answer?.status === 410) {
    await remove(text.list);
    return "withdrawn";
  }
  if (!answer?.ok) return "away";
  return (await answer.json()).version === text.version ? "saved" : "newer";
}

function reason(broken) {
  if (broken.name === "QuotaExceededError") return "full";
  return broken instanceof Refused || broken.name === "SecurityError" ? "refused" : "failed";
}

/** Show the parts that belong to a state, but those of a row within, which has a state of its own. */
function show(root, state) {
  root.querySelectorAll("[data-state]").forEach((part) => {
    if (part.closest("[data-save], [data-saved], [data-row]") === root) part.hidden = !part.dataset.state.split(" ").includes(state);
  });
}

/** Day and size in the language and the digits of the page. */
function facts(root, { day, size }) {
  const language = document.documentElement.lang;
  const digits = { "٠": "arab", "۰": "arabext" }[root.querySelector("[data-zero]").dataset.zero] ?? "latn";
  const [year, month, date] = day.split("-").map(Number);
  const locale = language === "en" ? "en-GB" : language;
  const written = new Intl.DateTimeFormat(locale, { dateStyle: "long", numberingSystem: digits });
  root.querySelectorAll("[data-day]").forEach((part) => part.replaceChildren(written.format(new Date(year, month - 1, date))));
  const [unit, number] = size < 1e6 ? ["kb", Math.max(1, Math.round(size / 1e3))] : ["mb", size / 1e6];
  const counted = new Intl.NumberFormat(locale, { numberingSystem: digits, maximumFractionDigits: 1 });
  root.querySelectorAll("[data-kb]").forEach((part) => part.replaceChildren(part.dataset[unit].replace("#", counted.format(number))));
}

/** Saving as a button shows it: a bar while it goes on, then what came of it. */
async function saving(root, list) {
  show(root, "saving");
  const bar = root.querySelector("progress");
  try {
    await alone(() => save(list, (done) => (bar.value = done)));
  } catch (broken) {
    show(root, reason(broken));
    return false;
  }
  return true;
}

/** “Save on this device” on the page of a text and of each of its chapters. */
class Save {
  static selector = "[data-save]";

  constructor(root) {
    this.root = root;
    this.list = root.dataset.save;
    root.hidden = false;
    root.addEventListener("click", (event) => this.#press(event.target.closest("button")?.dataset.act));
    this.#begin();
  }

  async #begin() {
    const text = await this.#saved();
    show(this.root, text ? "saved" : "offer");
    if (text) show(this.root, await compare(text));
  }

  async #saved() {
    const text = (await texts()).find(({ list }) => list === this.list);
    if (text) facts(this.root, text);
    return text;
  }

  async #press(act) {
    if (act === "save" && (await saving(this.root, this.list))) {
      await this.#saved();
      show(this.root, "saved");
    }
    if (act === "remove") {
      await remove(this.list);
      show(this.root, "removed");
    }
  }
}

/** What is saved on this device, each to be removed, and all at once. */
class Saved {
  static selector = "[data-saved]";

  constructor(root) {
    this.root = root;
    this.rows = root.querySelector("[data-rows]");
    this.row = root.querySelector("template").content.firstElementChild;
    root.hidden = false;
    root.querySelector("[data-act=all]").addEventListener("click", () => this.#removeAll());
    this.#draw();
  }

  async #draw() {
    const found = await texts();
    show(this.root, found.length ? "some" : "none");
    this.rows.replaceChildren(...found.map((text, number) => this.#drawn(text, number)));
  }

  #drawn(text, number) {
    const row = this.row.cloneNode(true);
    const link = row.querySelector("a");
    Object.assign(link, { href: text.url, textContent: text.title, lang: text.tag, dir: text.dir, id: `saved-${number}` });
    row.querySelectorAll("button").forEach((button) => {
      button.id = `${button.dataset.act}-${number}`;
      button.setAttribute("aria-labelledby", `${button.id} ${link.id}`);
      button.addEventListener("click", () => this.#press(row, text, button.dataset.act));
    });
    facts(row, text);
    show(row, "saved");
    compare(text).then((state) => this.#compared(row, state));
    return row;
  }

  async #compared(row, state) {
    show(row, state);
    if (state !== "withdrawn") return;
    // The sentence stays where the text stood, the link to it does not.
    const [link, title] = [row.querySelector("a"), document.createElement("bdi")];
    Object.assign(title, { textContent: link.textContent, lang: link.lang, dir: link.dir });
    link.replaceWith(title);
    if (!(await texts()).length) show(this.root, "none");
  }

  async #press(row, text, act) {
    if (act === "save") {
      if (await saving(row, text.list)) await this.#draw();
      return;
    }
    await remove(text.list);
    await this.#draw();
    this.root.querySelector("h2").focus();
  }

  async #removeAll() {
    this.rows.replaceChildren();
    await forget(() => true);
    show(this.root, "removed");
    this.root.querySelector("h2").focus();
  }
}

/** On a page that says “not here any more”: the copy of it goes as well. */
class Gone {
  static selector = "[data-gone]";

  constructor(root) {
    this.#begin(root, window.location.pathname);
  }

  async #begin(root, path) {
    const text = (await texts()).find(({ pages }) => pages.includes(path));
    if (!text) return;
    const state = await compare(text);
    // A chapter that is gone while its manual is not: the manual has changed, and only this page goes.
    if (state === "newer") await (await caches.open(text.name)).delete(path);
    root.hidden = state !== "withdrawn" && state !== "newer";
  }
}

if ("serviceWorker" in navigator && "caches" in window) {
  for (const Component of [Save, Saved, Gone]) {
    document.querySelectorAll(Component.selector).forEach((node) => new Component(node));
  }
  tidy().catch(() => undefined);
}
