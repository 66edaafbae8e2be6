// The site is complete without this file. Each class adds one comfort to the elements of its selector.

/** Leaving replaces this page in the history, so that Back does not return to it. */
class Exit {
  static selector = ".exit";

  constructor(link) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      window.location.replace(link.href);
    });
  }
}

/** The language menu closes on Escape and on a click elsewhere. */
class LanguageMenu {
  static selector = ".langs";

  constructor(menu) {
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
}

/** After an error the reader starts at the list of what to put right. */
class ErrorSummary {
  static selector = ".head #errors, .body > #errors";

  constructor(summary) {
    summary.focus();
  }
}

/** Titles and terms that continue what is typed; asked for once the fingers rest, never on a slow or costly line. */
class Suggestions {
  static selector = ".find[data-suggest]";

  constructor(box) {
    const line = navigator.connection;
    if (line?.saveData || /2g$/.test(line?.effectiveType ?? "")) return;
    this.address = box.dataset.suggest;
    this.input = box.querySelector("input");
    this.list = document.createElement("datalist");
    this.list.id = `${this.input.id}-suggestions`;
    box.append(this.list);
    this.input.setAttribute("list", this.list.id);
    this.input.addEventListener("input", () => this.#wait());
  }

  #wait() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.timer = setTimeout(() => this.#ask(this.input.value.trim()), 200);
  }

  async #ask(typed) {
    this.asking = new AbortController();
    const address = `${this.address}?${new URLSearchParams({ q: typed })}`;
    try {
      const answer = await fetch(address, { signal: this.asking.signal, credentials: "omit", cache: "no-store" });
      const found = answer.ok ? await answer.json() : [];
      this.list.replaceChildren(...found.map((text) => new Option("", text)));
    } catch {
      // Without suggestions the box is what it always was.
    }
  }
}

for (const Component of [Exit, LanguageMenu, ErrorSummary, Suggestions]) {
  document.querySelectorAll(Component.selector).forEach((node) => new Component(node));
}
