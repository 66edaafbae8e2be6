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
    // What was saved before there was a choice has nothing to play.
    if (list) found.push({ name, list: listOf(name), media: [], files: 0, ...(await list.json()) });
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

/** The body of an answer; `told` of each piece that arrives. */
function body(answer, told) {
  const counted = new TransformStream({
    transform(piece, on) {
      told(piece.byteLength);
      on.enqueue(piece);
    },
  });
  return new Response(answer.body.pipeThrough(counted)).blob();
}

/** Put one answer into the cache, without the hour at which it came; answers its size. */
async function keep(cache, { address, optional, told }) {
  const answer = await fetch(address, { ...quietly, redirect: "error", ...(optional && { cache: "default" }) });
  if (!answer.ok && optional) return 0;
  if (!answer.ok) throw new TypeError(address);
  const headers = new Headers(answer.headers);
  ["date", "age", "last-modified", "content-encoding", "content-length"].forEach((name) => headers.delete(name));
  const blob = told ? await body(answer, told) : await answer.blob();
  await cache.put(address, new Response(blob, { headers }));
  return blob.size;
}

async function fill(cache, wanted, media, progress) {
  // What a page comes to, more or less: the bar is to go on evenly through sound and film as well.
  const PAGE = 10_000;
  const pages = [...wanted.pages.map((address) => ({ address })), ...wanted.parts.map((address) => ({ address, optional: true }))];
  const all = pages.length * PAGE + bytes(media);
  let done = 0;
  const told = (bytes) => progress((done += bytes) / all);
  const waiting = [...pages, ...media.map(({ address }) => ({ address, told }))];
  let size = 0;
  // Four at a time: a slow line carries no more, and a broken one is noticed early.
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const more = await keep(cache, next);
      size += more;
      if (!next.told) told(PAGE);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return size;
}

async function ask(list) {
  const answer = await fetch(list, quietly);
  if (!answer.ok) throw new TypeError(list);
  return answer.json();
}

const bytes = (media) => media.reduce((sum, each) => sum + each.size, 0);

/** All of a text or nothing of it. The worker comes last: it is never there without a whole text. */
async function save(list, wanted, plays, progress) {
  // Of one version with and without sound and film there are two: the one may replace the other.
  const name = `${list}#${wanted.version}${plays ? "+" : ""}`;
  try {
    const cache = await caches.open(name).catch(() => Promise.reject(new Refused()));
    const size = await fill(cache, wanted, plays ? wanted.media : [], progress);
    // The day of this device, as people write it in Sweden: 2026-11-22.
    const day = new Date().toLocaleDateString("sv");
    await cache.put(list, new Response(JSON.stringify({ ...wanted, plays, size, day })));
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

/** Day and sizes in the language and the digits of the page, and the sentences that are so of this text. */
function facts(root, text) {
  const { day, size, plain, plays, media, files } = text;
  const so = { plain, full: !plain, plays, silent: bytes(media) > 0 && !plays, files: files > 0 };
  root.querySelectorAll("[data-if]").forEach((part) => (part.hidden = !so[part.dataset.if]));
  const language = document.documentElement.lang;
  const digits = { "٠": "arab", "۰": "arabext" }[root.querySelector("[data-zero]").dataset.zero] ?? "latn";
  const locale = language === "en" ? "en-GB" : language;
  const written = new Intl.DateTimeFormat(locale, { dateStyle: "long", numberingSystem: digits });
  const counted = new Intl.NumberFormat(locale, { numberingSystem: digits, maximumFractionDigits: 1 });
  const weighed = (part, size) => {
    const [unit, number] = size < 1e6 ? ["kb", Math.max(1, Math.round(size / 1e3))] : ["mb", size / 1e6];
    part.replaceChildren(part.dataset[unit].replace("#", counted.format(number)));
  };
  if (day) {
    const [year, month, date] = day.split("-").map(Number);
    root.querySelectorAll("[data-day]").forEach((part) => part.replaceChildren(written.format(new Date(year, month - 1, date))));
  }
  root.querySelectorAll("[data-kb]").forEach((part) => weighed(part, "media" in part.dataset ? bytes(media) : size));
}

/** Saving as a button shows it: a bar while it goes on, then what came of it. `plays`: whether sound and film too. */
async function saving(root, list, plays) {
  const bar = root.querySelector("progress");
  bar.value = 0;
  show(root, "saving");
  try {
    const wanted = await ask(list);
    const chosen = wanted.media.length > 0 && (await plays(wanted));
    show(root, "saving");
    await alone(() => save(list, wanted, chosen, (done) => (bar.value = done)));
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
    facts(root, { plain: this.list.endsWith(".text.json"), size: 0, media: [], files: 0 });
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

  /** Sound and film are large: their size is said, and nothing of the text is fetched before the answer. */
  #choose(wanted) {
    facts(this.root, { ...wanted, size: 0 });
    show(this.root, "choose");
    this.root.querySelector("[data-act=without]").focus();
    return new Promise((answer) => (this.chosen = answer));
  }

  async #press(act) {
    if (act === "with" || act === "without") this.chosen(act === "with");
    if (act === "save" && (await saving(this.root, this.list, (wanted) => this.#choose(wanted)))) {
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
      // As it was saved before.
      if (await saving(row, text.list, () => text.plays)) await this.#draw();
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
    // The same page as text alone is the same text.
    const full = path.replace(/^\/text(?=\/)/, "");
    for (const text of await texts()) {
      const saved = text.pages.find((page) => page === full || page === `/text${full}`);
      const state = saved && (await compare(text));
      // A chapter that is gone while its manual is not: the manual has changed, and only this page goes.
      if (state === "newer") await (await caches.open(text.name)).delete(saved);
      if (state === "withdrawn" || state === "newer") root.hidden = false;
    }
  }
}

if ("serviceWorker" in navigator && "caches" in window) {
  for (const Component of [Save, Saved, Gone]) {
    document.querySelectorAll(Component.selector).forEach((node) => new Component(node));
  }
  tidy().catch(() => undefined);
}
