// The translator's screen works without this. With it, one sentence travels instead of fifty, words come into a box
// at once, and nobody leaves with words that are not saved.
class Pairs {
  #form = document.getElementById("pairs");

  constructor() {
    if (!this.#form) return;
    this.#form.addEventListener("click", (event) => this.#click(event));
    this.#form.addEventListener("keydown", (event) => this.#key(event));
    this.#form.addEventListener("submit", () => (this.leaving = true));
    window.addEventListener("pageshow", () => (this.leaving = false));
    window.addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.#boxes().some((box) => box.value !== box.defaultValue)) event.preventDefault();
    });
    this.#form.querySelectorAll("[data-pair]").forEach((pair) => this.#offerSigns(pair));
  }

  #boxes() {
    return [...this.#form.querySelectorAll("textarea")];
  }

  #key(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.matches("textarea")) return;
    event.preventDefault();
    this.#save(event.target.closest("[data-pair]"));
  }

  #click(event) {
    const button = event.target.closest("button");
    const pair = button?.closest("[data-pair]");
    if (!pair) return;
    if (button.name === "save") {
      event.preventDefault();
      this.#save(pair);
    } else if (button.dataset.words !== undefined) {
      event.preventDefault();
      this.#put(pair.querySelector("textarea"), button.dataset.words);
    } else if (button.dataset.opens !== undefined) {
      this.#wrap(pair.querySelector("textarea"), button.dataset.opens, button.dataset.closes);
    }
  }

  // Through the browser's own editing where it can, so that Ctrl and Z bring the words before back.
  #put(box, words) {
    box.focus();
    box.select();
    if (!document.execCommand("insertText", false, words)) box.value = words;
  }

  #wrap(box, opens, closes) {
    const from = box.selectionStart;
    const chosen = box.value.slice(from, box.selectionEnd);
    box.focus();
    if (!document.execCommand("insertText", false, opens + chosen + closes)) box.setRangeText(opens + chosen + closes);
    const at = from + opens.length + (closes ? chosen.length : 0);
    box.setSelectionRange(at, at);
  }

  // What must be kept becomes a button that types it.
  #offerSigns(pair) {
    for (const sign of pair.querySelectorAll("bdi[data-opens]")) {
      if (!sign.dataset.opens) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...sign.childNodes);
      for (const name of ["lang", "data-opens", "data-closes"]) {
        if (sign.hasAttribute(name)) button.setAttribute(name, sign.getAttribute(name));
      }
      sign.replaceWith(button);
    }
  }

  async #save(pair) {
    if (pair.ariaBusy === "true") return;
    const box = pair.querySelector("textarea");
    const sent = new FormData();
    sent.append("csrfmiddlewaretoken", this.#form.elements.csrfmiddlewaretoken.value);
    for (const field of pair.querySelectorAll("input, textarea")) {
      if (field.type !== "checkbox" || field.checked) sent.append(field.name, field.value);
    }
    const typed = box.value;
    pair.ariaBusy = "true";
    try {
      const answer = await fetch(location.href.split("#")[0], {
        method: "POST",
        body: sent,
        headers: { "X-One-Sentence": "1" },
        redirect: "error",
      });
      if (!answer.ok) throw new Error(answer.status);
      this.#draw(pair, await answer.text(), typed);
    } catch {
      this.#say(pair, this.#form.dataset.failed);
    } finally {
      pair.ariaBusy = null;
    }
  }

  #draw(pair, html, typed) {
    const answer = new DOMParser().parseFromString(html, "text/html");
    const fresh = answer.querySelector("[data-pair]");
    const progress = answer.querySelector("[data-progress]");
    if (!fresh) throw new Error("no sentence");
    const now = pair.querySelector("textarea").value;
    const next = pair.nextElementSibling;
    pair.replaceWith(fresh);
    this.#offerSigns(fresh);
    document.querySelector(".pairs > [data-progress]")?.replaceWith(progress);
    const box = fresh.querySelector("textarea");
    // Somebody types on while the words travel.
    if (now !== typed) box.value = now;
    if (box.ariaInvalid === "true") {
      // What is not saved still counts as such when somebody leaves.
      const words = box.value;
      box.defaultValue = "";
      box.value = words;
      box.focus();
    } else {
      this.#form.querySelector("[data-said]").textContent = this.#form.dataset.saved;
      (next?.querySelector("textarea") ?? box).focus();
    }
  }

  #say(pair, words) {
    let line = pair.querySelector("[data-line]");
    if (!line) {
      line = document.createElement("p");
      line.className = "error-message";
      line.dataset.line = "";
      line.setAttribute("role", "alert");
      pair.querySelector("textarea").after(line);
    }
    line.textContent = words;
  }
}

new Pairs();
