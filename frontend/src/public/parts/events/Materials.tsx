import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useResource } from "../../../api/resource";
import type { Material } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { direction, htmlLang } from "../../../i18n/languages";
import { refused } from "./signing";
import type { MaterialsOf } from "./useRegistration";

interface ListProps {
  items: readonly Material[];
  /** A link or a button that hands the file over; `title` is what it says. */
  each: (one: Material, title: ComponentChildren) => ComponentChildren;
}

/** Files to take along: what they are called, of which kind, how large, in which language. */
function List({ items, each }: ListProps) {
  const { t, number, language } = useI18n();
  if (items.length === 0) return null;
  return (
    <section class="stack tight no-print">
      <h2>{t("event.materials")}</h2>
      <ul class="list">
        {items.map((one) => (
          <li key={one.digest}>
            {each(
              one,
              <bdi lang={htmlLang(one.language)} dir={direction(one.language)}>
                {one.title}
              </bdi>,
            )}{" "}
            <span class="small muted">
              <bdi>{one.name.split(".").at(-1)?.toUpperCase()}</bdi> ·{" "}
              <bdi>{number(Math.max(1, Math.round(one.size / 1024)), 0)} KB</bdi> · {language(one.language)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What everybody may take along from an event. */
export function EventMaterials({ of: number }: { of: number }) {
  const materials = useResource("/api/v1/events/{number}/materials", { path: { number } });
  if (materials.state !== "ready") return null;
  return (
    <List
      items={materials.data.items}
      each={({ digest }, title) => (
        <a href={`/api/v1/events/${number}/materials/${digest}`} download>
          {title}
        </a>
      )}
    />
  );
}

/** What who has a seat may take along. */
export function OwnMaterials({ of: { items, get } }: { of: MaterialsOf }) {
  const { t } = useI18n();
  const [wrong, setWrong] = useState("");
  const save = async (one: Material) => {
    const problem = await get(one);
    setWrong(problem ? (Object.values(refused(problem, t))[0] ?? "") : "");
  };
  return (
    <>
      <List
        items={items}
        each={(one, title) => (
          <button type="button" class="button button-small" onClick={() => void save(one)}>
            {title}
          </button>
        )}
      />
      {wrong && (
        <p class="note note-danger" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}
