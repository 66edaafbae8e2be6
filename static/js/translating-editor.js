// wagtail-localize's editor sends the words of a sentence and not what stood there before. That goes along here, so
// that two people, or two windows of one person, do not write over each other unseen.
class SeenWords {
  #known = new Map();
  #fetch = window.fetch.bind(window);

  constructor(editor) {
    const { segments, initialStringTranslations } = JSON.parse(editor.dataset.props);
    const words = new Map(initialStringTranslations.map(({ segment_id, data }) => [segment_id, data]));
    for (const { type, id, editUrl } of segments) {
      if (type === "string") this.#known.set(editUrl, words.get(id) ?? "");
    }
    window.fetch = (address, options) => this.#send(address, options);
  }

  async #send(address, options) {
    const writes = this.#known.has(address) && options?.body instanceof FormData;
    if (writes) options.body.append("seen", this.#known.get(address));
    const answer = await this.#fetch(address, options);
    if (this.#known.has(address) && answer.ok) {
      const { data } = options?.method === "DELETE" ? { data: "" } : await answer.clone().json();
      this.#known.set(address, data ?? "");
    }
    return answer;
  }
}

const editor = document.querySelector(".js-translation-editor[data-props]");
if (editor) new SeenWords(editor);
