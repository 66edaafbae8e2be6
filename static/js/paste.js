// Words pasted from Word, Google Docs and LibreOffice into a rich text: lists, links, stress, and headings and rows of
// tables as paragraphs. Everything else goes before the editor sees it: names of people and folders on their disks too.
const EDITOR = ".public-DraftEditor-content";
const OWN = /data-editor=|data-draftjs-conductor-fragment/;
const GONE = "head, style, script, meta, link, title, xml, col, colgroup, img, object, iframe, svg, [data-style*='mso-list:Ignore' i]";
const LINK = /^(?:https?|mailto|tel):/i;
const BLOCKS = new Set(["P", "DIV", "H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "TABLE", "BLOCKQUOTE", "PRE"]);
const MARKS = { B: "b", STRONG: "b", I: "i", EM: "i", SUP: "sup", SUB: "sub" };
const NUMBER = /^\s*\(?[\p{L}\p{N}]{1,5}[.)]/u;

class Cleaner {
  constructor(html) {
    this.source = new DOMParser().parseFromString(harmless(html), "text/html");
    this.out = document.implementation.createHTMLDocument("");
  }

  html() {
    this.#listsOfWord();
    for (const each of [...this.source.querySelectorAll(GONE)]) each.remove();
    for (const each of [...this.source.querySelectorAll(":is(ul, ol) > :is(ul, ol)")]) {
      // Google Docs writes a list inside a list beside the item that it belongs to.
      if (each.previousElementSibling?.tagName === "LI") each.previousElementSibling.append(each);
    }
    this.#blocks(this.source.body, this.out.body);
    for (const each of this.out.querySelectorAll("p, li")) this.#tidy(each);
    return this.out.body.innerHTML;
  }

  // Word writes the items of a list as paragraphs with a drawn sign before them.
  #listsOfWord() {
    let lists = [];
    let last = null;
    for (const item of [...this.source.querySelectorAll("[data-style*='mso-list:' i]")]) {
      const style = item.dataset.style;
      const level = Number(/mso-list:\s*\w+\s+level(\d)/i.exec(style)?.[1]);
      if (!level || !BLOCKS.has(item.tagName)) continue;
      const kind = NUMBER.test(item.querySelector("[data-style*='mso-list:Ignore' i]")?.textContent || "") ? "ol" : "ul";
      const id = /mso-list:\s*(\w+)/i.exec(style)[1];
      if (!last || item.previousElementSibling !== last || (level === 1 && lists[0].id !== id)) lists = [];
      lists = lists.slice(0, level);
      while (lists.length < level) {
        const list = this.source.createElement(kind);
        const above = lists.at(-1)?.list;
        if (above) (above.lastElementChild || above.appendChild(this.source.createElement("li"))).append(list);
        else item.before(list);
        lists.push({ id, list });
      }
      const one = this.source.createElement("li");
      one.append(...item.childNodes);
      lists.at(-1).list.append(one);
      last = lists[0].list;
      item.remove();
    }
  }

  #blocks(from, into) {
    let paragraph = null;
    for (const node of from.childNodes) {
      if (node.nodeType === Node.ELEMENT_NODE && this.#holdsBlocks(node)) {
        paragraph = null;
        this.#block(node, into);
      } else if (paragraph || node.textContent.trim()) {
        paragraph ||= into.appendChild(this.out.createElement("p"));
        this.#words(node, paragraph);
      }
    }
  }

  #holdsBlocks(node) {
    return BLOCKS.has(node.tagName) || [...node.querySelectorAll("*")].some((each) => BLOCKS.has(each.tagName));
  }

  #block(node, into) {
    const heading = /^H[1-6]$/.test(node.tagName);
    if (node.tagName === "UL" || node.tagName === "OL") this.#list(node, into);
    else if (node.tagName === "TABLE") this.#table(node, into);
    else if (heading || ([...node.children].every((each) => !this.#holdsBlocks(each)) && node.tagName !== "DIV")) {
      const paragraph = this.out.createElement("p");
      this.#inside(node, heading ? paragraph.appendChild(this.out.createElement("b")) : paragraph, { bold: heading });
      if (paragraph.textContent.trim()) into.append(paragraph);
    } else this.#blocks(node, into);
  }

  #list(node, into) {
    const list = into.appendChild(this.out.createElement(node.tagName));
    for (const item of node.children) {
      const one = list.appendChild(this.out.createElement("li"));
      const nested = [...item.children].filter((each) => /^[OU]L$/.test(each.tagName));
      for (const each of nested) each.remove();
      this.#inside(item, one);
      for (const each of nested) this.#list(each, one);
    }
  }

  // One blank between words, and none at the edges.
  #tidy(paragraph) {
    const walk = this.out.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let before = null;
    while (walk.nextNode()) {
      const text = walk.currentNode;
      if (text.parentElement.closest("p, li") !== paragraph) continue;
      if (!before || before.data.endsWith(" ")) text.data = text.data.trimStart();
      if (text.data) before = text;
    }
    if (before) before.data = before.data.trimEnd();
  }

  // A rich text holds no table: each row becomes a paragraph, so that no word is lost.
  #table(node, into) {
    for (const row of node.rows) {
      const paragraph = into.appendChild(this.out.createElement("p"));
      [...row.cells].forEach((cell, place) => {
        if (place) paragraph.append(" | ");
        this.#inside(cell, paragraph);
      });
    }
  }

  #inside(node, into, marks = {}) {
    for (const each of node.childNodes) this.#words(each, into, marks);
  }

  #words(node, into, marks = {}) {
    // Line ends of the file are no line ends of the text.
    if (node.nodeType === Node.TEXT_NODE) into.append(node.data.replace(/[ \t\r\n]+/g, " "));
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.tagName === "BR") into.append(this.out.createElement("br"));
    else this.#marked(node, into, marks);
  }

  #marked(node, into, marks) {
    let place = into;
    const wrap = (name, key) => {
      place = place.appendChild(this.out.createElement(name));
      marks = { ...marks, [key]: true };
    };
    const fontWeight = styled(node, "font-weight");
    const fontStyle = styled(node, "font-style");
    const verticalAlign = styled(node, "vertical-align");
    const plain = fontWeight === "normal" || (Number(fontWeight) && Number(fontWeight) < 600);
    const mark = MARKS[node.tagName];
    if (!marks.bold && ((mark === "b" && !plain) || fontWeight === "bold" || Number(fontWeight) >= 600)) wrap("b", "bold");
    if (!marks.italic && ((mark === "i" && fontStyle !== "normal") || fontStyle === "italic")) wrap("i", "italic");
    if (mark === "sup" || verticalAlign === "super") wrap("sup", "raised");
    if (mark === "sub" || verticalAlign === "sub") wrap("sub", "lowered");
    const href = node.tagName === "A" ? address(node.getAttribute("href")) : "";
    if (href) {
      wrap("a", "link");
      place.setAttribute("href", href);
    }
    this.#inside(node, place, marks);
  }
}

// The site's policy forbids styles in attributes, in copies too: they are read under another name.
function harmless(html) {
  return html
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/i, " data-style="));
}

function styled(node, name) {
  return new RegExp(`(?:^|[;\\s])${name}\\s*:\\s*([^;\\s]+)`, "i").exec(node.dataset.style || "")?.[1] || "";
}

// Where a link leads: not to somebody's own disk, nor by way of a company that counts.
function address(href) {
  if (!LINK.test(href || "")) return "";
  try {
    const url = new URL(href);
    const through = /(^|\.)google\.\w+$/.test(url.hostname) && url.pathname === "/url";
    const to = through ? url.searchParams.get("q") || url.searchParams.get("url") : href;
    return LINK.test(to || "") ? to : "";
  } catch {
    return "";
  }
}

document.addEventListener(
  "paste",
  (event) => {
    const editor = event.target.closest?.(EDITOR);
    const html = event.clipboardData?.getData("text/html");
    if (!editor || !html || OWN.test(html) || event.cleaned) return;
    const data = new DataTransfer();
    data.setData("text/html", new Cleaner(html).html());
    data.setData("text/plain", event.clipboardData.getData("text/plain"));
    const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    again.cleaned = true;
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.dispatchEvent(again);
  },
  true,
);
