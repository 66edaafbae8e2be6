// wagtail-localize's editor sends the words of a sentence and not what stood there before. That goes along here, so
// that two people, or two windows of one person, do not write over each other unseen. Its “Publish” would publish
// without the sentences that are still on their way: it waits for them, and stays back where one was refused.
class SeenWords {
  #known = new Map();
  #rows = new Set();
  #fetch = window.fetch.bind(window);
  #underway = 0;
  #refused = false;
  #waiting = null;

  constructor(editor) {
    const { segments, initialStringTranslations } = JSON.parse(editor.dataset.props);
    const words = new Map(initialStringTranslations.map(({ segment_id, data }) => [segment_id, data]));
    for (const { type, id, editUrl } of segments) {
      if (editUrl) this.#rows.add(editUrl);
      if (type === "string") this.#known.set(editUrl, words.get(id) ?? "");
    }
    window.fetch = (address, options) => this.#follow(address, options);
    document.addEventListener("click", (event) => this.#publish(event), true);
  }

  async #follow(address, options) {
    if (!this.#rows.has(address)) return this.#fetch(address, options);
    this.#underway += 1;
    try {
      return await this.#send(address, options);
    } catch (error) {
      this.#refused = true;
      throw error;
    } finally {
      this.#underway -= 1;
      if (!this.#underway) this.#arrived();
    }
  }

  async #send(address, options) {
    const away = options?.method === "DELETE";
    const writes = this.#known.has(address) && options?.body instanceof FormData;
    if (writes) options.body.append("seen", this.#known.get(address));
    const answer = await this.#fetch(address, options);
    const { data, error } = answer.ok && !away ? await answer.clone().json() : {};
    if (answer.ok && this.#known.has(address)) this.#known.set(address, data ?? "");
    this.#refused ||= Boolean(error) || !(answer.ok || (away && answer.status === 404));
    return answer;
  }

  #publish(event) {
    const button = event.target.closest('button[name="action"][value="publish"]');
    if (!button || !this.#underway) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    button.disabled = true;
    this.#refused = false;
    this.#waiting = button;
  }

  #arrived() {
    const button = this.#waiting;
    this.#waiting = null;
    if (!button) return;
    button.disabled = false;
    if (!this.#refused) button.click();
  }
}

const editor = document.querySelector(".js-translation-editor[data-props]");
if (editor) new SeenWords(editor);
