// Wagtail saves the draft by itself while an editor types. Whoever publishes during such a save would send the
// page a second time, and a new page would be made twice: sending waits until the save has ended. The form then
// names the version that this save wrote: Wagtail keeps it to itself, and the editor's own saves would look like
// somebody else's.
class OneSaveAtATime {
  #saving = false;
  #leaving = false;
  #waiting = null;

  constructor() {
    document.addEventListener("w-autosave:save", (event) => this.#begin(event));
    document.addEventListener("w-autosave:success", (event) => {
      this.#names(event.detail.data);
      this.#end();
    });
    document.addEventListener("w-autosave:error", () => this.#end());
    document.addEventListener("submit", (event) => this.#send(event), true);
    window.addEventListener("pageshow", () => (this.#leaving = false));
  }

  #begin(event) {
    if (this.#leaving) event.preventDefault();
    else this.#saving = true;
  }

  #names(saved) {
    const fields = document.querySelector("[data-edit-form]")?.elements;
    const [version, moment] = [fields?.loaded_revision_id, fields?.loaded_revision_created_at];
    if (version && saved.revision_id) version.value = saved.revision_id;
    if (moment && saved.revision_created_at) moment.value = saved.revision_created_at;
  }

  #end() {
    this.#saving = false;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (!waiting) return;
    const { form, button } = waiting;
    // The pressed button shows that it works by being disabled; a disabled button is not sent.
    if (button) button.disabled = false;
    form.requestSubmit(button);
  }

  #send(event) {
    if (!event.target.matches("[data-edit-form]")) return;
    if (!this.#saving) {
      this.#leaving = true;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#waiting = { form: event.target, button: event.submitter };
  }
}

new OneSaveAtATime();
