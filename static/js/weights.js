// Sliders and numbers follow each other, and the sum is said at once. Without this script both still work: the one
// that was moved counts, and the sum is said when the effect is shown.
class Weights {
  #parts = [...document.querySelectorAll(".weights-part")].map((part) => ({
    slider: part.querySelector("input[type=range]"),
    number: part.querySelector("input[type=text]"),
  }));
  #sum = document.querySelector("[data-sum]");
  #words = new Intl.NumberFormat(document.documentElement.lang || undefined);

  constructor() {
    for (const { slider, number } of this.#parts) {
      slider.addEventListener("input", () => this.#follow(number, slider.value));
      number.addEventListener("input", () => this.#follow(slider, number.value));
    }
  }

  #follow(other, value) {
    if (/^\d{1,3}$/.test(value)) other.value = value;
    const total = this.#parts.reduce((sum, { number }) => sum + (Number(number.value) || 0), 0);
    this.#sum.textContent = this.#words.format(total);
    this.#sum.toggleAttribute("data-off", total !== Number(this.#sum.dataset.needed));
  }
}

if (document.querySelector(".weights")) new Weights();
