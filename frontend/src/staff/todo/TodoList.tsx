import type { StaffKey } from "../../i18n/staffTexts";
import { useTexts } from "../../i18n/staffTexts";
import type { AnswerOf } from "../api/operations";
import { today } from "../today";
import { COUNTED } from "./counted";
import "./TodoList.css";

type Item = AnswerOf<"/me/todo", "get">["items"][number];

const order = ({ due, waiting_since }: Item) => due ?? waiting_since ?? "9999";

/** Open matters, grouped by kind; within a kind what is due first comes first. */
export function TodoList({ items }: { items: readonly Item[] }) {
  const { t } = useTexts();
  if (items.length === 0) return <p class="note note-success">{t("todo.none")}</p>;
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return (
    <div class="todo">
      {kinds.map((kind) => (
        <Group key={kind} kind={kind} items={items.filter((item) => item.kind === kind)} />
      ))}
    </div>
  );
}

/** More than this of one kind is folded. */
const MOST = 6;

function Group({ kind, items }: { kind: string; items: readonly Item[] }) {
  const { t } = useTexts();
  const sorted = [...items].sort((a, b) => order(a).localeCompare(order(b)));
  const shown = sorted.length > MOST ? MOST - 1 : MOST;
  return (
    <section class="todo-group">
      <h2>{kindName(kind, t as (key: StaffKey) => string)}</h2>
      <Matters items={sorted.slice(0, shown)} />
      {sorted.length > shown && (
        <details class="todo-more">
          <summary class="todo-item">{t("todo.more", { count: sorted.length - shown })}</summary>
          <Matters items={sorted.slice(shown)} />
        </details>
      )}
    </section>
  );
}

function Matters({ items }: { items: readonly Item[] }) {
  return (
    <ul class="bare">
      {items.map((item) => (
        <Matter key={item.link + item.kind + item.due} item={item} />
      ))}
    </ul>
  );
}

function kindName(kind: string, t: (key: StaffKey) => string): string {
  const key = `todo.kind_${kind.replaceAll("-", "_")}` as StaffKey;
  const words = t(key);
  return words === key ? t("todo.kind_other") : words;
}

/** A name, or a text as it is stored: in the language of the page, else in German. */
function Title({ of: { title, count } }: { of: Item }) {
  const { t, lang, htmlLang } = useTexts();
  if (typeof title === "string") return <>{title || t("todo.count", { count })}</>;
  const stored = title as Record<string, { text: string }>;
  const own = stored[lang]?.text;
  if (own) return <>{own}</>;
  return <span lang={htmlLang === "de" ? undefined : "de"}>{stored.de?.text}</span>;
}

function Matter({ item }: { item: Item }) {
  const { t, day } = useTexts();
  const late = item.due !== null && item.due < today();
  return (
    <li>
      <a href={item.link} class="todo-item">
        <span>
          <Title of={item} />
          {COUNTED.includes(item.kind) && <> ({t("todo.registrations", { count: item.count })})</>}
        </span>
        {item.due && (
          <span class={late ? "todo-when todo-late" : "todo-when"}>
            {t(late ? "todo.late" : "todo.due", { date: day(item.due) })}
          </span>
        )}
        {!item.due && item.waiting_since && (
          <span class="todo-when">{t("todo.waiting", { date: day(item.waiting_since) })}</span>
        )}
      </a>
    </li>
  );
}
