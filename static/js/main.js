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

for (const Component of [Exit, LanguageMenu, ErrorSummary]) {
  document.querySelectorAll(Component.selector).forEach((node) => new Component(node));
}
