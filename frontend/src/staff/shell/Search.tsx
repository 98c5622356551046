import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { type Found, SOURCES } from "../searching";
import { mayAny, useSigned } from "../session/session";

/** How long typing must rest before anything is asked (milliseconds). */
const REST = 250;

interface Results {
  q: string;
  items: Found[];
  failed: boolean;
}

/** Asks everything the person may read, at the same time. */
export function Search({ onChoose }: { onChoose?: () => void }) {
  const i18n = useTexts();
  const { t } = i18n;
  const { me } = useSigned();
  const id = useId();
  const [q, setQ] = useState("");
  const [found, setFound] = useState<Results | null>(null);
  const ref = useRef<HTMLElement>(null);
  const sources = SOURCES.filter(({ permissions }) => mayAny(me, permissions));
  const wish = q.trim();
  useEffect(() => {
    if (wish.length < 2) {
      setFound(null);
      return undefined;
    }
    let wanted = true;
    const timer = setTimeout(async () => {
      const parts = await Promise.allSettled(sources.map((source) => source.find(wish, i18n)));
      if (!wanted) return;
      setFound({
        q: wish,
        items: parts.flatMap((part) => (part.status === "fulfilled" ? part.value : [])),
        failed: parts.some((part) => part.status === "rejected"),
      });
    }, REST);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [wish]);
  const clear = () => {
    setQ("");
    onChoose?.();
  };
  if (sources.length === 0) return null;
  return (
    <search
      class="team-search"
      ref={ref}
      onKeyDown={(event) => event.key === "Escape" && setQ("")}
      onFocusOut={(event) => {
        if (event.relatedTarget && !ref.current?.contains(event.relatedTarget as Node)) setFound(null);
      }}
    >
      <label class="visually-hidden" for={id}>
        {t("team.search")}
      </label>
      <input
        id={id}
        class="input"
        type="search"
        placeholder={t("team.search")}
        value={q}
        autocomplete="off"
        onInput={(event) => setQ(event.currentTarget.value)}
      />
      <div class="team-search-found" aria-live="polite" hidden={!found}>
        {found && found.items.length === 0 && (
          <p>{t(found.failed ? "kit.problem_network" : "team.search_none")}</p>
        )}
        {found && found.items.length > 0 && (
          <ul class="bare">
            {found.items.map((item) => (
              <li key={item.link}>
                <a href={item.link} onClick={clear}>
                  {item.text}
                  <small class="muted">{item.kind}</small>
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </search>
  );
}
