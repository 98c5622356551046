import { type ComponentChildren, Fragment } from "preact";
import { useState } from "preact/hooks";
import type { StaffKey } from "../../i18n/staffTexts";
import { useTexts } from "../../i18n/staffTexts";
import { Local } from "../../ui/Local/Local";
import type { AnswerOf } from "../api/operations";
import { useRead } from "../api/useRead";
import { TaskTick } from "../groups/TaskTick";
import { Load } from "../Load";
import { FollowUp } from "../outreach/FollowUp";
import { QuickEntry } from "../programme/QuickEntry";
import { localIn } from "../said";
import { useMay } from "../session/session";
import { today } from "../today";
import { COUNTED } from "../todo/counted";
import { When } from "../When";
import "../programme/Logbook.css";
import "./WeekList.css";

export type WeekItem = AnswerOf<"/staff/my-week", "get">["items"][number];

interface ListProps {
  title: string;
  items: readonly WeekItem[];
  /** Called after something was done. */
  onDone: () => void;
}

/** Things to do, each done right here where that is possible; what has no day stands by kind. */
export function WeekList({ title, items, onDone }: ListProps) {
  const { t } = useTexts();
  if (items.length === 0) return null;
  const dated = items.filter(({ due }) => due !== null);
  const undated = items.filter(({ due }) => due === null);
  const kinds = [...new Set(undated.map(({ kind }) => kind))];
  return (
    <section class="week-part">
      <h2>
        {title} <span class="muted">{items.length}</span>
      </h2>
      {dated.length > 0 && <Rows items={dated} onDone={onDone} />}
      {kinds.map((kind) => (
        <Fragment key={kind}>
          <h3 class="week-kind">{kindName(kind, t as Say)}</h3>
          <Rows items={undated.filter((item) => item.kind === kind)} onDone={onDone} />
        </Fragment>
      ))}
    </section>
  );
}

type Say = (key: StaffKey) => string;

function kindName(kind: string, t: Say): string {
  const key = `todo.kind_${kind.replaceAll("-", "_")}` as StaffKey;
  const words = t(key);
  return words === key ? t("todo.kind_other") : words;
}

function Rows({ items, onDone }: Pick<ListProps, "items" | "onDone">) {
  return (
    <ul class="bare">
      {items.map((item) => (
        <li key={`${item.kind} ${item.link} ${item.due}`} class="week-item">
          <Item item={item} onDone={onDone} />
        </li>
      ))}
    </ul>
  );
}

function Item({ item, onDone }: { item: WeekItem; onDone: () => void }) {
  const task = item.link.match(/arbeitsgruppen\/(\d+)#aufgabe-(\d+)$/);
  const step = item.link.match(/ansprache\/(\d+)$/);
  if (item.kind === "task" && task) {
    return <WeekTask item={item} group={Number(task[1])} task={Number(task[2])} onDone={onDone} />;
  }
  if (item.kind === "next_step" && step) {
    return <NextStep item={item} outreach={Number(step[1])} onDone={onDone} />;
  }
  const quiet = item.link.match(/massnahmen\/(\d+)#logbuch$/);
  if (quiet) return <QuietMeasure item={item} number={Number(quiet[1])} onDone={onDone} />;
  return <Other item={item} />;
}

/** A measure nobody has told anything about: what happened is written down in place. */
function QuietMeasure({ item, number, onDone }: { item: WeekItem; number: number; onDone: () => void }) {
  const { t, lang } = useTexts();
  const [asked, setAsked] = useState(0);
  const title = localIn(item.title as Parameters<typeof localIn>[0], lang);
  const may = useMay()("logbook.edit");
  return (
    <>
      <div class="week-line">
        <p class="week-text">
          <a href={item.link}>
            <Local text={title} />
          </a>
          <Facts item={item} />
        </p>
        {may && (
          <button
            type="button"
            class="button button-small"
            aria-expanded={asked > 0}
            aria-label={t(asked > 0 ? "week.close_of" : "week.write_of", { title: title.text })}
            onClick={() => setAsked(asked > 0 ? 0 : 1)}
          >
            {t(asked > 0 ? "kit.close" : "week.write")}
          </button>
        )}
      </div>
      {asked > 0 && <QuickEntry number={number} today={today()} asked={asked} onMade={onDone} />}
    </>
  );
}

function Facts({ item, about = item.about }: { item: WeekItem; about?: ComponentChildren }) {
  const { t, day } = useTexts();
  return (
    <span class="week-facts small muted">
      {about && <span>{about}</span>}
      {item.due && <When due={item.due} />}
      {!item.due && item.waiting_since && <span>{t("week.waiting", { date: day(item.waiting_since) })}</span>}
    </span>
  );
}

/** A next step of outreach: what happened and what comes next are written down in place. */
function NextStep({ item, outreach, onDone }: { item: WeekItem; outreach: number; onDone: () => void }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const read = useRead("/staff/outreach/{number}", open ? { path: { number: outreach } } : null);
  return (
    <>
      <div class="week-line">
        <p class="week-text">
          <a href={item.link}>{String(item.title)}</a>
          <Facts item={item} />
        </p>
        <button
          type="button"
          class="button button-small"
          aria-expanded={open}
          aria-label={t(open ? "week.close_of" : "week.do_of", { title: item.about ?? String(item.title) })}
          onClick={() => setOpen(!open)}
        >
          {t(open ? "kit.close" : "week.do")}
        </button>
      </div>
      {open && (
        <Load of={read} lines={3}>
          {(row) => (
            <FollowUp
              row={row}
              onDone={() => {
                setOpen(false);
                onDone();
              }}
            />
          )}
        </Load>
      )}
    </>
  );
}

interface TaskProps {
  item: WeekItem;
  group: number;
  task: number;
  onDone: () => void;
}

/** A task of a working group, ticked in place. */
function WeekTask({ item, group, task, onDone }: TaskProps) {
  const may = useMay()("working_groups.edit");
  const read = useRead("/staff/working-groups/{group}", may ? { path: { group } } : null);
  const found = read.state === "ready" ? read.data.tasks.find(({ id }) => id === task) : undefined;
  return (
    <div class="week-line">
      <div class="week-text">
        {found ? (
          <TaskTick group={group} task={found} onDone={onDone} />
        ) : (
          <a href={item.link}>{String(item.title)}</a>
        )}
        <Facts item={item} about={item.about && <a href={item.link}>{item.about}</a>} />
      </div>
    </div>
  );
}

/** What another room has waiting: one click away. */
function Other({ item }: { item: WeekItem }) {
  const { t, lang } = useTexts();
  const title = typeof item.title === "string" ? item.title : null;
  return (
    <a class="week-line week-link" href={item.link}>
      <span class="week-text">
        {item.due !== null && <span class="small muted">{kindName(item.kind, t as Say)}</span>}
        <span>
          {title === null ? (
            <Local text={localIn(item.title as Parameters<typeof localIn>[0], lang)} />
          ) : (
            title || t("todo.count", { count: item.count })
          )}
          {COUNTED.includes(item.kind) && <> ({t("todo.registrations", { count: item.count })})</>}
        </span>
      </span>
      <Facts item={item} />
    </a>
  );
}
