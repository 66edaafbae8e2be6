// Fields with a limit say how much of it is used. The browser would cut a long paste without a word: here it is
// kept, the field says by how much it is too long, and saving says so again.
class Limits {
  #words = document.querySelector("script[data-limits]").dataset;
  #number = new Intl.NumberFormat(document.documentElement.lang || undefined);

  constructor() {
    for (const event of ["focusin", "input"]) {
      document.addEventListener(event, ({ target }) => {
        if (target.matches?.(":is(input, textarea):is([maxlength], [data-most], [data-best])")) this.#count(target);
      });
    }
  }

  #count(field) {
    if (field.hasAttribute("maxlength")) {
      field.dataset.most = field.getAttribute("maxlength");
      field.removeAttribute("maxlength");
    }
    const used = [...field.value].length;
    const most = Number(field.dataset.most || Infinity);
    const best = Number(field.dataset.best || most);
    const words = used > most ? this.#words.over : used > best ? this.#words.long : this.#words.limits;
    const said = { used, most: used > best ? most : best, best, over: used - most };
    this.#line(field).textContent = words.replace(/\{(\w+)\}/g, (_whole, name) => this.#number.format(said[name]));
    if (used > most) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  #line(field) {
    const id = `${field.id}-limit`;
    const known = document.getElementById(id);
    if (known) return known;
    const line = document.createElement("div");
    line.id = id;
    line.className = "help";
    field.after(line);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${id}`.trim());
    return line;
  }
}

new Limits();
