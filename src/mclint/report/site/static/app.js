// Searches, filters and sorts the list of dossiers. Without this script the list is a plain table.
"use strict";

(() => {
  const table = document.getElementById("list");
  const form = document.getElementById("find");
  const hits = document.getElementById("hits");
  if (!table || !form || !hits) return;

  const body = table.tBodies[0];
  const selects = [...form.querySelectorAll("select")];
  const search = document.getElementById("search");
  // What is compared is read from the page once; a row keeps its own order for when nothing is sorted.
  const items = [...body.rows].map((row, place) => ({
    row,
    place,
    text: row.dataset.search,
    values: Object.fromEntries(selects.map(({ name }) => [name, row.dataset[name].split(" ")])),
    out: false,
  }));

  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const number = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, hits.dataset.separator);

  const matches = (item, words, wanted) =>
    words.every((word) => item.text.includes(word)) &&
    wanted.every(([name, value]) => item.values[name].includes(value));

  let announced = 0;
  const announce = (count) => {
    const one = count === 1 ? hits.dataset.one : hits.dataset.many.replace("#", number(count));
    // Wait until somebody stops typing, so that a screen reader is not interrupted at every letter.
    clearTimeout(announced);
    announced = setTimeout(() => {
      hits.textContent = count ? one : hits.dataset.none;
    }, 150);
  };

  const remember = () => {
    const address = new URLSearchParams();
    if (search.value) address.set("q", search.value);
    for (const select of selects) if (select.value) address.set(select.name, select.value);
    try {
      history.replaceState(null, "", `${location.pathname}${address.size ? `?${address}` : ""}`);
    } catch {
      // Some browsers do not let a page from disk change its address.
    }
  };

  const apply = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const wanted = selects.filter((select) => select.value).map((select) => [select.name, select.value]);
    let count = 0;
    for (const item of items) {
      const out = !matches(item, words, wanted);
      if (out !== item.out) {
        item.out = out;
        item.row.classList.toggle("out", out);
      }
      if (!out) count += 1;
    }
    announce(count);
  };

  const change = () => {
    apply();
    remember();
  };

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const keyOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.key === undefined ? cell.textContent : Number(cell.dataset.key);
  };

  const sort = (head) => {
    const column = head.cellIndex;
    const descending = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const keyed = items.map((item) => [keyOf(item.row, column), item]);
    keyed.sort(([a, x], [b, y]) => {
      const order = typeof a === "number" ? a - b : collator.compare(a, b);
      return (descending ? -order : order) || x.place - y.place;
    });
    body.append(...keyed.map(([, item]) => item.row));
  };

  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
  }
  table.tHead.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) sort(button.parentElement);
  });
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("clear").addEventListener("click", () => {
    search.value = "";
    for (const select of selects) select.value = "";
    change();
    search.focus();
  });

  const address = new URLSearchParams(location.search);
  search.value = address.get("q") ?? "";
  for (const select of selects) {
    const wanted = address.get(select.name);
    if (wanted !== null && [...select.options].some((option) => option.value === wanted)) select.value = wanted;
  }
  document.documentElement.classList.add("script");
  apply();
})();
